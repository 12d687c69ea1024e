import { type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { ACTIONS } from '#domain/desk/events.ts'
import { recordProblems } from '#domain/publish/record.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { entriesNear } from '#store/desk/impact.ts'
import { readMailFooter } from '#store/mail/mail-sender.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSite } from '#store/desk/site.ts'
import { readSnapshot, readSnapshotAsOf } from '#store/publish/snapshot.ts'
import { readCorpus } from '../../../src/cli/corpus-files.ts'
import { layGround, type Ground } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { refusal, testDesk, type TestDesk } from '../../support/desk/desk.ts'
import { pastTheDesk } from '../../support/desk/past-the-desk.ts'
import { rest, signIn, type Answer } from '../../support/rest.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { person, type Person } from '../../support/desk/staff.ts'
import { liveSite, savedPlace } from '../../support/desk/structure.ts'

const SITE = { kind: 'site', id: 'site' } as const
const TODAY = legalDate('2026-11-21')
const NOTE = { changeNote: 'Said better.', changeKind: 'change' } as const

describe.skipIf(missing)(`places and words of the site on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let desk: TestDesk
  let ground: Ground
  let adam: Person
  let alma: Person
  let rey: Person
  let rhea: Person
  let ed: Person
  const tokens = new Map<string, string>()

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    desk = testDesk(payload)
    adam = await person(payload, 'Adam', ['administrator'])
    alma = await person(payload, 'Alma', ['administrator', 'reviewer'])
    rey = await person(payload, 'Rey', ['reviewer'])
    rhea = await person(payload, 'Rhea', ['reviewer'])
    ed = await person(payload, 'Ed', ['editor'])
    for (const each of [adam, alma, rey, ed]) tokens.set(each.name, await signIn(each))
    ground = await layGround(payload)
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
  })
  afterAll(() => database?.close())
  beforeEach(() => void desk.clock.set('2026-11-21T10:00:00Z'))

  const store = () => ({ payload })
  const about = () => ({ kind: 'jurisdiction', id: ground.place.id }) as const
  const placeUrl = (): string => `/jurisdictions/${ground.place.id}`
  const read = async (url: string) =>
    (await rest('get', `${url}?depth=0`, { token: tokens.get('Adam') })).json as {
      revision: number
      guide: Record<string, string>
    }
  /** What a request that saves is answered, from the revision that is there. */
  async function save(who: Person, url: string, body: Record<string, unknown>) {
    const { revision } = await read(url)
    const method = url.startsWith('/globals') ? 'post' : 'patch'
    return rest(method, url, { token: tokens.get(who.name), body: { revision, ...body } })
  }
  const snapshot = async (): Promise<Snapshot> => (await readSnapshot(payload, TODAY, 'UTC')).snapshot
  const name = async (): Promise<string | undefined> =>
    (await snapshot()).jurisdictions.find(({ key }) => key === 'testland')?.name
  const standing = async (who: Person, url: string): Promise<WorkflowStatus> =>
    (await rest('get', `${url}/desk`, { token: tokens.get(who.name) })).json as WorkflowStatus
  const revisionOf = async (entry: string): Promise<number> => (await readHead(store(), entry))?.revision ?? 0

  it('are changed for nobody by the save of an administrator', async () => {
    const before = await snapshot()
    const { guide } = await read('/globals/site')
    const saves = [
      await save(adam, '/globals/site', {
        brand: 'Mine',
        exitUrl: 'https://evil.example.org/',
        mailFooter: 'Send me your password.',
        guide: { ...guide, emergencyHeading: 'Do not call' },
      }),
      await save(adam, placeUrl(), { name: 'Elsewhere', inSentence: 'Elsewhere', guide: 'inbound' }),
    ]
    expect(saves.map(({ status }) => status)).toEqual([200, 200])
    expect(await desk.publisher()).toBe(0)
    expect((await snapshot()).hash).toBe(before.hash)
    expect((await readSite(store())).exitUrl).toBe(before.site.exitUrl)
    expect(await readMailFooter(store())).not.toContain('password')
    const [saved] = (await readEvents(store(), 'global/site')).slice(-1)
    expect(saved).toMatchObject({
      actor: { name: 'Adam' },
      action: 'save',
      details: { changed: ['brand', 'exitUrl', 'guide', 'mailFooter'] },
    })
    expect((await readEvents(store(), 'testland/jurisdiction')).at(-1)).toMatchObject({
      actor: { name: 'Adam' },
      details: { changed: ['guide', 'inSentence', 'name'] },
    })
    await save(adam, '/globals/site', {
      brand: before.site.brand,
      exitUrl: before.site.exitUrl,
      mailFooter: null,
      guide,
    })
    await save(adam, placeUrl(), { name: 'Testland', inSentence: 'Testland', guide: 'full' })
  })

  it('hinder no work on sources and instruments while they wait for review', async () => {
    expect((await save(adam, placeUrl(), { name: 'Testland of the North' })).status).toBe(200)
    const token = tokens.get('Ed')
    const edit = async (path: string, title: string): Promise<Answer> => {
      const { updatedAt } = (await rest('get', path, { token })).json as { updatedAt: string }
      return rest('patch', path, { token, body: { title, updatedAt } })
    }
    const edited = await Promise.all([
      edit(`/sources/${ground.source.id}`, 'Another title'),
      edit(`/instruments/${ground.act.id}`, 'Another Act'),
    ])
    expect(edited.map(({ status }) => status)).toEqual([200, 200])
    expect(await entriesNear(store(), String(ground.act.id), null)).toEqual([])
    await save(adam, placeUrl(), { name: 'Testland' })
  })

  it('go live by two people, and say who', async () => {
    expect((await save(adam, placeUrl(), { name: 'New Testland' })).status).toBe(200)
    const revision = await revisionOf('testland/jurisdiction')
    const { hash } = await desk.submit(adam, about(), revision, NOTE)
    // An administrator gets no right to review from it.
    expect(await refusal(desk.approve(adam, about(), hash))).toMatchObject({ because: 'role' })
    expect(await refusal(desk.approve(ed, about(), hash))).toMatchObject({ because: 'role' })
    await desk.approve(rey, about(), hash)
    expect(await name()).toBe('Testland')
    expect(await desk.publisher()).toBe(1)
    expect(await name()).toBe('New Testland')
    const events = await readEvents(store(), 'testland/jurisdiction')
    expect(events.slice(-3).map(({ action, actor }) => `${actor.name}: ${ACTIONS[action]}`)).toEqual([
      'Adam: Submitted for review',
      'Rey: Approved',
      'Publisher: Went live',
    ])
    // The list of changes tells nothing of it.
    expect((await snapshot()).changes).toEqual([])
  })

  it('are approved by nobody who wrote or submitted them, whatever their roles', async () => {
    expect((await save(alma, '/globals/site', { strapline: 'Where to go' })).status).toBe(200)
    const { hash } = await desk.submit(adam, SITE, await revisionOf('global/site'), NOTE)
    expect(await refusal(desk.approve(alma, SITE, hash))).toMatchObject({
      because: 'role',
      message: 'You saved part of what is in this edition. Somebody else must approve it.',
    })
    const again = await desk.submit(rhea, SITE, await revisionOf('global/site'), {
      ...NOTE,
      changeNote: 'Again.',
    })
    expect(await refusal(desk.approve(rhea, SITE, again.hash))).toMatchObject({ because: 'role' })
    await desk.approve(rey, SITE, again.hash)
    await desk.publisher()
    expect((await readSite(store())).strapline).toBe('Where to go')
  })

  it('go live at once where a reviewer decides alone, and somebody else looks at it', async () => {
    expect((await save(adam, '/globals/site', { exitUrl: 'https://weather.example.org/' })).status).toBe(200)
    const url = '/globals/site/desk/safety-fix'
    const body = {
      hash: null,
      revision: await revisionOf('global/site'),
      reason: 'The exit led to a page that tracks.',
      changeNote: 'The exit leads elsewhere.',
      changeKind: 'urgent',
    }
    expect((await rest('post', url, { token: tokens.get('Adam'), body })).status).toBe(403)
    expect((await rest('post', url, { token: tokens.get('Rey'), body })).status).toBe(200)
    await desk.publisher()
    expect((await readSite(store())).exitUrl).toBe('https://weather.example.org/')
    const alone = await standing(rey, '/globals/site')
    expect(alone.secondReviewDue).not.toBeNull()
    expect(alone.can['second-review']).toMatchObject({ allowed: false, because: 'role' })
    const decision = alone.alone.at(-1)?.n
    const second = { token: tokens.get('Alma'), body: { decision, note: 'Looked at it.' } }
    expect((await rest('post', '/globals/site/desk/second-review', second)).status).toBe(200)
  })

  it('stand at the desk like entries: state, what is next, what differs, what happened', async () => {
    await save(adam, placeUrl(), { abbreviation: 'NT' })
    const now = await standing(adam, placeUrl())
    expect(now).toMatchObject({
      key: 'testland/jurisdiction',
      structure: true,
      state: 'edited',
      everLive: true,
    })
    expect(now.live).toMatchObject({ dueOn: null, overdue: false })
    expect(now.can.submit).toEqual({ allowed: true })
    expect(now.can.verify).toMatchObject({ because: 'state' })
    expect(now.can['ask-withdrawal']).toMatchObject({ because: 'state' })
    const token = tokens.get('Adam')
    const compared = await rest('get', `${placeUrl()}/desk/compare?before=live&after=working`, { token })
    expect(compared.json).toMatchObject({
      fields: [{ field: 'abbreviation', label: 'Abbreviation', before: null, after: 'NT' }],
      citations: [],
    })
    const history = await rest('get', `${placeUrl()}/desk/history`, { token })
    expect((history.json as { editions: unknown[] }).editions).toMatchObject([
      { n: 2, state: 'live', by: 'Adam', seq: null },
      { n: 1, state: 'superseded' },
    ])
    expect((await standing(adam, '/globals/site')).key).toBe('global/site')
    await save(adam, placeUrl(), { abbreviation: null })
  })

  it('are saved from the newest revision alone, by administrators alone', async () => {
    const { revision } = await read('/globals/site')
    for (const [url, method] of [
      ['/globals/site', 'post'],
      [placeUrl(), 'patch'],
    ] as const) {
      const asked = (who: string, body: object) => rest(method, url, { token: tokens.get(who), body })
      expect((await asked('Ed', { revision, strapline: 'x', name: 'x' })).status).toBe(403)
      expect((await asked('Rey', { revision, strapline: 'x', name: 'x' })).status).toBe(403)
      expect((await asked('Adam', { strapline: 'x', name: 'x' })).status).toBe(422)
      expect((await asked('Adam', { revision: 1, strapline: 'x', name: 'x' })).status).toBe(409)
    }
  })

  it('keep who is responsible beside them: nothing waits for review', async () => {
    const before = await readHead(store(), 'testland/jurisdiction')
    await desk.live(adam, rey, about(), before?.revision ?? 0, NOTE).catch(() => undefined)
    await save(adam, placeUrl(), { responsible: [ed.id] })
    const after = await readHead(store(), 'testland/jurisdiction')
    expect(after?.live?.hash).toBe(before?.live?.hash)
    expect((await readEvents(store(), 'testland/jurisdiction')).at(-1)?.details).toEqual({
      changed: ['responsible'],
      beside: true,
    })
  })

  it('read on a past day as they did then, and on a later one as they are approved', async () => {
    const was = await name()
    await save(adam, placeUrl(), { name: 'Future Testland' })
    const { hash } = await desk.submit(adam, about(), await revisionOf('testland/jurisdiction'), {
      ...NOTE,
      goesLiveOn: legalDate('2026-12-01'),
    })
    await desk.approve(rey, about(), hash)
    expect(await desk.publisher()).toBe(0)
    const nameOn = async (asOf: string, today: string): Promise<string | undefined> =>
      (
        await readSnapshotAsOf(payload, { asOf: legalDate(asOf), today: legalDate(today), timeZone: 'UTC' })
      ).jurisdictions.find(({ key }) => key === 'testland')?.name
    expect(await nameOn('2026-11-30', '2026-11-21')).toBe(was)
    expect(await nameOn('2026-12-01', '2026-11-21')).toBe('Future Testland')
    desk.clock.set('2026-12-01T10:00:00Z')
    expect(await desk.publisher()).toBe(1)
    expect(await nameOn('2026-11-30', '2026-12-05')).toBe(was)
    expect(await nameOn('2026-12-02', '2026-12-05')).toBe('Future Testland')
  })

  it('are whole in the record, and what was altered there is named', async () => {
    const problems = async () => recordProblems({ ...(await readRecord(payload)), kept: new Map() })
    expect(await problems()).toEqual([])
    const past = pastTheDesk(payload, database.dataDir)
    for (const [table, entry, set] of [
      ['editions', 'global/site', { content: '{}' }],
      ['editorial-events', 'testland/jurisdiction', { actorName: 'Nobody' }],
      ['heads', 'testland/jurisdiction', { liveHash: '1'.repeat(64) }],
    ] as const) {
      const where: Record<string, string | number> = table === 'heads' ? { entry } : { entry, n: 1 }
      const row = await past.read(table, where)
      await past.update(table, where, set)
      expect((await problems()).map((each) => each.about)).toEqual([entry])
      const [column = ''] = Object.keys(set)
      await past.update(table, where, { [column]: row[column] ?? null })
    }
    expect(await problems()).toEqual([])
  })

  it('are deleted until they have an edition, and not after', async () => {
    const fresh = await savedPlace(payload, {
      name: 'Mistake',
      inSentence: 'Mistake',
      slug: 'mistake',
      iso: 'MI',
      kind: 'country',
      guide: 'inbound',
    })
    const asked = { token: tokens.get('Adam') }
    expect((await rest('delete', `/jurisdictions/${fresh.id}`, asked)).status).toBe(200)
    const lone = await savedPlace(payload, {
      name: 'Lone',
      inSentence: 'Lone',
      slug: 'lone',
      iso: 'LO',
      kind: 'country',
      guide: 'inbound',
    })
    await desk.submit(adam, { kind: 'jurisdiction', id: lone.id }, 1)
    expect((await rest('delete', `/jurisdictions/${lone.id}`, asked)).status).toBe(409)
  })
})
