import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { askQuestion } from '#desk/desk/questions.ts'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { requestChanges } from '#desk/desk/request-changes.ts'
import { FLAG_KINDS, isTrouble, type Flag, type FlagKind } from '#domain/desk/flags.ts'
import type { Role } from '#domain/desk/actors.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { openFlag } from '#store/desk/flags.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { deleteRows, findRows } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { escalateDue } from '#worker/watch/escalate-due.ts'
import { composeWatchMail } from '#worker/watch/weekly-mail.ts'
import { createOffence, layGround, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { savePlace } from '../../support/desk/structure.ts'
import { runJob } from '../../support/jobs.ts'

const log = createLog('silent')
const ROLES: Record<string, Role[]> = {
  Ada: ['administrator'],
  Edith: ['editor'],
  Nobody: [],
  Rhea: ['reviewer'],
  Ruben: ['reviewer'],
}
const ALL = ['Edith', 'Rhea', 'Ruben']

/** Kinds that the bell tells of as they arise. */
const TROUBLE = (Object.keys(FLAG_KINDS) as FlagKind[]).filter(isTrouble)

describe.skipIf(missing)(`who is told of what needs a person, on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let desk: TestDesk
  let context: Context
  let ground: Ground
  /** A live entry that cites the source, submitted by Ruben. */
  let cited: { key: string; id: string }
  let uncited: string
  const people: Record<string, Person> = {}
  const who = (name: string): Person => {
    const found = people[name]
    if (!found) throw new Error(name)
    return found
  }
  const update = (name: string, data: Pick<Partial<Person>, 'roles' | 'away'>) =>
    payload.update({ collection: 'users', id: who(name).id, data, overrideAccess: true })
  const responsible = (...names: string[]) =>
    savePlace(payload, ground.place.id, { responsible: names.map((name) => who(name).id) })
  const nameOf = (id: string): string =>
    Object.values(people).find((each) => `user:${each.id}` === id)?.name ?? id

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    for (const [name, roles] of Object.entries(ROLES)) people[name] = await person(payload, name, roles)
    ground = await layGround(payload)
    desk = testDesk(payload, '2026-11-21T10:00:00Z')
    context = { payload, clock: desk.clock, env: { ...env(), siteTimeZone: 'UTC' } }
    const { id, key } = await createOffence(payload, who('Ruben'), ground, 'Stalking')
    await desk.live(who('Ruben'), who('Rhea'), { kind: 'offence', id }, 1)
    cited = { id, key: key ?? '' }
    const source = await payload.create({
      collection: 'sources',
      data: { title: 'A page that nobody cites', url: 'https://uncited.example.org/', precision: 'page' },
      overrideAccess: true,
    })
    uncited = source.id
  })
  afterAll(() => database?.close())
  let minute = 0
  beforeEach(async () => {
    desk.clock.set(new Date(Date.parse('2026-11-21T10:00:00Z') + (minute += 1) * 60_000).toISOString())
    for (const slug of ['flags', 'notices', 'outbox', 'work'] as const)
      await inOwnTransaction({ payload }, (req) => deleteRows(req, slug, {}))
    for (const [name, roles] of Object.entries(ROLES))
      await update(name, { roles, away: { from: null, until: null, deputy: null } })
    await responsible('Edith', 'Rhea')
  })

  const told = async (): Promise<string[]> => {
    await runJob('tell', context, log)
    const rows = await findRows({ payload }, 'notices', (row) => nameOf(row.text('person')), {}, 'key')
    return [...new Set(rows)].sort()
  }
  const weekly = async (): Promise<string[]> => {
    const found: string[] = []
    for (const { id, name } of Object.values(people))
      if ('text' in (await composeWatchMail(context, { recipient: `user:${id}` }))) found.push(name)
    return found.sort()
  }
  const flag = (kind: FlagKind, of: Partial<Pick<Flag, 'entry' | 'about'>>): Promise<void> =>
    inOwnTransaction({ payload }, (req) =>
      openFlag(req, {
        kind,
        entry: '',
        about: '',
        detail: 'It is so.',
        claims: [],
        liveN: null,
        by: 'The watch',
        at: desk.clock.now(),
        ...of,
      }),
    )
  const onSource = (): { about: string } => ({ about: `sources/${ground.source.id}` })

  describe.each(TROUBLE)('of %s', (kind) => {
    it('are those who look after the entry: the bell; and the first who is responsible: the weekly mail', async () => {
      await flag(kind, {
        entry: cited.key,
        about: kind === 'reported' ? 'reports/1' : onSource().about,
      })
      expect(await told()).toEqual(['Edith', 'Ruben'])
      expect(await weekly()).toEqual(['Edith'])
    })

    it('are all who could act where nothing rests on it', async () => {
      await flag(kind, {
        about:
          kind === 'reported'
            ? 'reports/gone'
            : kind === 'host-down'
              ? 'hosts/nowhere.test'
              : `sources/${uncited}`,
      })
      expect(await told()).toEqual(ALL)
      expect(await weekly()).toEqual(ALL)
    })
  })

  it.each<[string, () => { about: string }]>([
    ['a source', onSource],
    ['words of a source', () => ({ about: `sources/${ground.source.id}#words` })],
    ['a site', () => ({ about: 'hosts/law.example.org' })],
  ])('of %s are those who look after what rests on it', async (_what, of) => {
    await flag('wording-gone', of())
    expect(await told()).toEqual(['Edith', 'Ruben'])
    expect(await weekly()).toEqual(['Edith'])
  })

  const AWAY = { from: null, until: '2026-12-01' }
  it.each<[string, () => Promise<unknown>, string[]]>([
    [
      'nobody is responsible, and whoever submitted it has left',
      async () => {
        await responsible()
        await update('Ruben', { roles: [] })
      },
      ['Edith', 'Rhea'],
    ],
    [
      'only an administrator is responsible, and whoever submitted it has left',
      async () => {
        await responsible('Ada')
        await update('Ruben', { roles: [] })
      },
      ['Edith', 'Rhea'],
    ],
    ['the first has no role any more', () => update('Edith', { roles: [] }), ['Rhea', 'Ruben']],
    [
      'the first is away, and a colleague stands in',
      () => update('Edith', { away: { ...AWAY, deputy: who('Ruben').id } }),
      ['Edith', 'Ruben'],
    ],
    [
      'the first is away, and nobody stands in: the next, too',
      () => update('Edith', { away: { ...AWAY, deputy: null } }),
      ['Edith', 'Rhea', 'Ruben'],
    ],
    [
      'whoever stands in could not act: the next, too',
      () => update('Edith', { away: { ...AWAY, deputy: who('Ada').id } }),
      ['Edith', 'Rhea', 'Ruben'],
    ],
    [
      'all who look after it are away, and nobody stands in',
      async () => {
        await responsible('Edith')
        await update('Edith', { away: { ...AWAY, deputy: null } })
        await update('Ruben', { away: { ...AWAY, deputy: null } })
      },
      ['Edith', 'Rhea', 'Ruben'],
    ],
  ])('where %s', async (_where, begin, names) => {
    await begin()
    await flag('link-broken', onSource())
    expect(await told()).toEqual(names)
  })

  it('of what is to be verified of a place for which nobody is responsible are all who could act: by mail', async () => {
    await responsible()
    const entry = { entry: cited.key, about: 'due/2026-11-01' }
    await flag('due', entry)
    expect(await told(), 'mails tell of it').toEqual([])
    expect(await weekly()).toEqual(ALL)
    await escalateDue(context, '2026-11-21', () => 1)
    const mails = await findRows({ payload }, 'outbox', (row) => nameOf(row.text('recipient')), {}, 'key')
    expect(mails.sort()).toEqual(['Ada', ...ALL])
  })

  it('of an edit of a shared record is nobody but who made it: the desk lists it', async () => {
    await flag('shared-record', { entry: cited.key, about: 'bodies/1' })
    expect(await told()).toEqual([])
    expect(await weekly()).toEqual([])
  })

  it('of an essay, which belongs to no place, are all who could act', async () => {
    await flag('due', { entry: 'global/essential/evidence', about: 'due/2026-11-01' })
    expect(await weekly()).toEqual(ALL)
  })

  it('of a change of law are all who could act where nobody looks after the entry, but for who flagged it', async () => {
    await responsible()
    await update('Ruben', { roles: [] })
    const change = await payload.create({
      collection: 'law-changes',
      data: {
        title: 'The Act was amended',
        instrument: ground.act.id,
        effectiveOn: '2026-12-01',
        what: 'amendment',
      } as never,
      overrideAccess: true,
    })
    await desk.as(who('Rhea'), (mine) => flagLawChange(mine, String(change.id)))
    expect(await told()).toEqual(['Edith'])
  })

  describe('of the work of somebody who has left', () => {
    const begun = async (): Promise<{ id: string; hash: string }> => {
      const { id } = await createOffence(payload, who('Ruben'), ground, `Left over ${minute}`)
      const { hash } = await desk.submit(who('Ruben'), { kind: 'offence', id }, 1)
      await inOwnTransaction({ payload }, (req) => deleteRows(req, 'work', {}))
      await update('Ruben', { roles: [] })
      return { id, hash }
    }

    it('are those who look after the entry, if it is sent back', async () => {
      const { id, hash } = await begun()
      await desk.as(who('Rhea'), (mine) =>
        requestChanges(mine, { kind: 'offence', id, hash, notes: [{ claim: null, text: 'Not yet.' }] }),
      )
      expect(await told()).toEqual(['Edith'])
    })

    it('are those who look after the entry, if somebody asks about it', async () => {
      const { id } = await begun()
      await desk.as(who('Rhea'), (mine) =>
        askQuestion(mine, { kind: 'offence', id, claim: null, edition: null, text: 'Is this so?' }),
      )
      expect(await told()).toEqual(['Edith'])
    })
  })
})
