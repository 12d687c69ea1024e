import { randomUUID } from 'node:crypto'
import { createLocalReq, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '#domain/publish/changes.ts'
import { isLetter, type DigestRun } from '#domain/mail/digests.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import type { Sha256 } from '#domain/hash.ts'
import type { Cadence } from '#domain/slots.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { addressBook } from '#lib/addresses.ts'
import { fixedClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { newestSeq, writeChange } from '#store/publish/changes.ts'
import { noteRun, readRun, readRuns } from '#store/mail/digest-runs.ts'
import { writeMailing } from '#store/mail/mailing.ts'
import { putMails } from '#store/mail/outbox/put.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { deleteRows, findRow, findRows, insertRow, updateRow } from '#store/rows.ts'
import { inTransaction } from '#store/transaction.ts'
import { askPublish, noteWork } from '#store/work.ts'
import type { Context } from '#worker/context.ts'
import { digestComposer } from '#worker/mail/digests/compose.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { PLANNING, planDigest, planUrgent } from '#worker/mail/digests/due.ts'
import { mailingOutlook } from '#worker/mail/digests/outlook.ts'
import { planRun } from '#worker/mail/digests/plan.ts'
import { archivedDigest } from '../../../src/app/(site)/subscribe/digests/[run]/[place]/archive.ts'
import { readCorpus } from '#cli/corpus-files.ts'
import { SAMPLE } from '../../support/content/sample.ts'
import { layGround } from '../../support/content/content.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../../support/database.ts'
import { recordOpened } from '../../support/publish/opened.ts'
import { recordHold } from '../../support/desk/hold.ts'
import { liveSite } from '../../support/desk/structure.ts'

const DAY = 86_400_000
const log = createLog('silent')

/** The words of a page, without its tags. */
const aloud = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe.skipIf(missing)(`runs of digests on ${databaseName}`, () => {
  let database: TestDatabase
  let payload: Payload
  let context: Context
  const clock = fixedClock('2026-11-21T10:00:00Z')

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    context = { payload, clock, env: { ...env(), siteTimeZone: 'UTC' } }
    const { site } = await readCorpus(SAMPLE, new Date())
    await liveSite(payload, site)
    await layGround(payload, 'Testland', 'TL')
    await layGround(payload, 'Elsewhere', 'EW')
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    clock.set('2026-11-21T10:00:00Z')
    for (const collection of [
      'subscribers',
      'outbox',
      'mailed-changes',
      'digest-runs',
      'changes',
      'work',
      'leases',
    ] as const)
      await deleteRows({ payload }, collection, {})
    for (const place of ['testland', 'elsewhere']) await recordOpened({ payload }, place, clock.now())
  })

  let entries = 0
  const newEntry = (place = 'testland'): string => `${place}/offence/offence-${(entries += 1)}`

  /** The next change of all, at the time of the clock. */
  async function change(
    entry: string,
    kind: ChangeKind,
    [before, after]: [string | null, string | null],
    corrects: number | null = null,
  ): Promise<number> {
    const seq = (await newestSeq({ payload })) + 1
    const row: Change = {
      seq,
      entry,
      entryKind: 'offence',
      jurisdiction: entry.split('/')[0] ?? null,
      title: `Title of ${entry}`,
      kind,
      note: `Note ${seq}.`,
      noteCorrectedAt: null,
      at: clock.now().toISOString(),
      effectiveOn: null,
      edition: (after === null ? null : 'e'.repeat(64)) as Sha256 | null,
      replaced: null,
      corrects,
      fields: [{ field: 'penalty', label: 'Maximum penalty', before, after }],
    }
    await writeChange({ payload }, row)
    return seq
  }

  type Chosen = Partial<Pick<Subscriber, 'state' | 'cadence' | 'atOnce'>> & { places?: string[] }

  async function subscriber(name: string, chosen: Chosen = {}): Promise<string> {
    const { state = 'active', cadence = 'daily', atOnce = true, places = ['testland'] } = chosen
    const now = await newestSeq({ payload })
    const lookup = `${name}-${randomUUID()}`
    await insertRow({ payload }, 'subscribers', {
      lookup,
      address: addressBook(database.dataDir).seal(`${name}@example.org`),
      state,
      follows: JSON.stringify(places.map((place) => ({ place, since: now }))),
      cadence,
      atOnce,
      format: 'html',
      coveredTo: now,
      createdAt: clock.now().toISOString(),
      asked: 0,
    })
    const row = await findRow({ payload }, 'subscribers', ({ id }) => ({ id }), {
      lookup: { equals: lookup },
    })
    return String(row?.id)
  }
  const choose = (id: string, data: object) =>
    updateRow({ payload }, 'subscribers', { id: { equals: id } }, { ...data })

  /** What was put into mails to somebody, mail by mail. */
  async function toldTo(id: string): Promise<number[][]> {
    const mails = await findRows(
      { payload },
      'outbox',
      toMail,
      { recipient: { equals: `subscriber:${id}` } },
      'createdAt',
    )
    return mails.map(({ args }) => (isLetter(args) ? args.seqs : [])).sort(([a = 0], [b = 0]) => a - b)
  }
  const digest = async (cadence: Cadence) =>
    (await withClaim(context, PLANNING, (claimed) => planDigest(claimed, cadence, log)))?.result ?? null
  const atOnce = async () =>
    (await withClaim(context, PLANNING, (claimed) => planUrgent(claimed, log)))?.result ?? []
  const days = (n: number) => clock.set(new Date(clock.now().getTime() + n * DAY))

  it('tell each what happened where they follow, once, and nothing from before they joined', async () => {
    const entry = newEntry()
    await change(entry, 'new', [null, '1 year'])
    const here = await subscriber('here')
    const everywhere = await subscriber('everywhere', { places: ['*'] })
    const elsewhere = await subscriber('elsewhere', { places: ['elsewhere'] })
    const first = await change(entry, 'change', ['1 year', '2 years'])
    const other = await change(newEntry('elsewhere'), 'change', ['a', 'b'])
    const run = await digest('daily')
    expect(run).toMatchObject({
      key: 'daily/2026-11-21',
      fromSeq: 0,
      toSeq: other,
      state: 'planned',
      mails: 3,
    })
    expect(await digest('daily')).toMatchObject({ state: 'planned', mails: 3 })
    days(1)
    const second = await change(entry, 'change', ['2 years', '3 years'])
    expect(await digest('daily')).toMatchObject({ key: 'daily/2026-11-22', fromSeq: other, toSeq: second })
    days(1)
    expect(await digest('daily')).toMatchObject({ state: 'nothing', mails: 0 })
    expect(await toldTo(here)).toEqual([[first], [second]])
    expect(await toldTo(everywhere)).toEqual([[first, other], [second]])
    expect(await toldTo(elsewhere)).toEqual([[other]])
  })

  it('lose and repeat nothing when somebody changes how often', async () => {
    const entry = newEntry()
    const id = await subscriber('switch', { cadence: 'daily' })
    const first = await change(entry, 'change', ['1', '2'])
    await digest('daily')
    days(1)
    const second = await change(entry, 'change', ['2', '3'])
    await choose(id, { cadence: 'weekly' })
    await digest('daily')
    days(1) // Monday
    await digest('weekly')
    days(1)
    const third = await change(entry, 'change', ['3', '4'])
    await choose(id, { cadence: 'monthly' })
    clock.set('2026-12-01T09:00:00Z')
    await digest('monthly')
    await choose(id, { cadence: 'daily' })
    await digest('daily')
    expect(await toldTo(id)).toEqual([[first], [second], [third]])
  })

  it('tell at once what is urgent, to those who want it so, and do not repeat it', async () => {
    const entry = newEntry()
    const quick = await subscriber('quick', { cadence: 'weekly' })
    const slow = await subscriber('slow', { cadence: 'daily', atOnce: false })
    const urgent = await change(entry, 'urgent', ['999', '112'])
    const [run] = await atOnce()
    expect(run).toMatchObject({ key: `at-once/${urgent}`, state: 'planned', mails: 1 })
    expect(await atOnce()).toEqual([])
    expect(await toldTo(quick)).toEqual([[urgent]])
    const more = await change(newEntry(), 'change', ['a', 'b'])
    await digest('daily')
    clock.set('2026-11-23T09:00:00Z')
    await digest('weekly')
    expect(await toldTo(quick)).toEqual([[urgent], [more]])
    expect(await toldTo(slow)).toEqual([[urgent, more]])
  })

  it('say on the web, word for word, what a mail told at once', async () => {
    const entry = newEntry()
    await change(entry, 'new', [null, '1 year'])
    const id = await subscriber('copy')
    const urgent = await change(entry, 'urgent', ['999', '112'])
    await atOnce()
    const [mail] = await findRows(
      { payload },
      'outbox',
      toMail,
      { recipient: { equals: `subscriber:${id}` } },
      'createdAt',
    )
    if (!mail) throw new Error('Nothing was written to them.')
    const sent = await digestComposer(context).digest(mail)
    const { html = null, text = '' } = 'drop' in sent ? {} : sent
    const { pathname, searchParams } = new URL(/^http\S+\/subscribe\/digests\/\S+$/m.exec(text)?.[0] ?? '')
    const [, , , run = '', place = ''] = pathname.split('/')
    const here = { payload } as Parameters<typeof archivedDigest>[0]
    const page = await archivedDigest(here, run, place, searchParams.get('told') ?? '')
    const [, told = ''] = /<div class="told">([^]*)<\/div>\n<p class="rest">/.exec(page ?? '') ?? []
    const words = aloud(told)
    expect(run).toBe(`at-once-${urgent}`)
    expect(words).toContain('999')
    expect(words).toContain('112')
    expect(words).not.toContain('1 year')
    expect(aloud(html ?? '')).toContain(words)

    const elsewhere = { ...context.env, subscribeUrl: 'https://mail.example.org' }
    const other = await digestComposer({ ...context, env: elsewhere }).digest(mail)
    if ('drop' in other) throw new Error(other.drop)
    const links = `${other.text}${Object.values(other.headers ?? {}).join(' ')}`.match(
      /http\S+\/subscribe\/[\w-]+/g,
    )
    expect([...new Set(links)].sort()).toEqual(
      ['digests', 'leave', 'manage', 'one-click'].map((form) => `https://mail.example.org/subscribe/${form}`),
    )
  })

  it('send a correction to all who could have read what was wrong, once each', async () => {
    const entry = newEntry()
    const told = await subscriber('told', { atOnce: false })
    const weekly = await subscriber('weekly', { cadence: 'weekly', atOnce: false })
    const gone = await subscriber('gone')
    const wrong = await change(entry, 'change', ['2 years', '20 years'])
    await digest('daily')
    await choose(gone, { state: 'left' })
    // Follows another place by now: the wrong number is in their mail all the same.
    await choose(told, { follows: JSON.stringify([{ place: 'elsewhere', since: wrong }]) })
    const late = await subscriber('late')
    const correction = await change(entry, 'correction', ['20 years', '3 years'], wrong)
    await atOnce()
    days(1)
    await digest('daily')
    clock.set('2026-11-23T09:00:00Z')
    await digest('weekly')
    expect(await toldTo(told)).toEqual([[wrong], [correction]])
    expect(await toldTo(gone)).toEqual([[wrong]])
    expect(await toldTo(late)).toEqual([[correction]])
    expect(await toldTo(weekly)).toEqual([[wrong, correction]])
  })

  it('write to nobody who has not confirmed, has paused, has left, or cannot be reached', async () => {
    const ids: string[] = []
    for (const state of ['unconfirmed', 'paused', 'left', 'suppressed'] as const)
      ids.push(await subscriber(state, { state }))
    await change(newEntry(), 'urgent', ['a', 'b'])
    await atOnce()
    expect(await digest('daily')).toMatchObject({ mails: 0 })
    for (const id of ids) expect(await toldTo(id)).toEqual([])
  })

  it('are held when what they would tell is old, and an administrator decides', async () => {
    const id = await subscriber('patient')
    const seq = await change(newEntry(), 'change', ['a', 'b'])
    days(30)
    const held = await digest('daily')
    expect(held).toMatchObject({ state: 'held', mails: 0 })
    expect(held?.note).toContain('30 days old (1 mail)')
    expect(await toldTo(id)).toEqual([])
    await noteRun({ payload }, held as DigestRun, { state: 'planning', note: 'All the same.' })
    await atOnce()
    expect(await readRun({ payload }, held?.key ?? '')).toMatchObject({ state: 'planned', mails: 1 })
    expect(await toldTo(id)).toEqual([[seq]])
  })

  it('wait until readers see what they tell', async () => {
    const id = await subscriber('waiting')
    const seq = await change(newEntry(), 'urgent', ['a', 'b'])
    const key = await askPublish({ payload }, { entry: null, by: 'Test', at: clock.now() })
    expect(await atOnce()).toEqual([])
    expect(await digest('daily')).toBeNull()
    await noteWork({ payload }, key, { state: 'done' })
    await atOnce()
    expect(await toldTo(id)).toEqual([[seq]])
  })

  it('wait while all digests are paused, and tell of that time afterwards', async () => {
    const id = await subscriber('paused-all')
    await writeMailing({ payload }, { paused: true, pausedAt: clock.now().toISOString(), pausedBy: 'Ada' })
    const urgent = await change(newEntry(), 'urgent', ['a', 'b'])
    const other = await change(newEntry(), 'change', ['a', 'b'])
    expect(await atOnce()).toEqual([])
    expect(await digest('daily')).toBeNull()
    await writeMailing({ payload }, { paused: false, pausedAt: null, pausedBy: null })
    await digest('daily')
    expect(await toldTo(id)).toEqual([[urgent], [other]])
  })

  it('wait while publishing is held, but not with what is urgent, and tell the rest of that time afterwards', async () => {
    const entry = newEntry()
    await change(entry, 'new', [null, '1 year'])
    const reader = await subscriber('reader')
    await recordHold(payload, clock, 'roll-back')
    const waits = await change(entry, 'change', ['1 year', '2 years'])
    const urgent = await change(newEntry(), 'urgent', ['a', 'b'])
    expect(await digest('daily')).toBeNull()
    expect(await toldTo(reader)).toEqual([[urgent]])
    days(1)
    const later = await change(newEntry(), 'change', ['c', 'd'])
    expect(await digest('daily')).toBeNull()
    expect(await toldTo(reader)).toEqual([[urgent]])
    days(1)
    await recordHold(payload, clock, 'resume')
    expect(await digest('daily')).toMatchObject({ key: 'daily/2026-11-23', toSeq: later, mails: 1 })
    expect(await toldTo(reader)).toEqual([[waits, later], [urgent]])
  })

  it('go on where they were cut off, and write each mail once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 30; n += 1) ids.push(await subscriber(`cut-${n}`))
    const seq = await change(newEntry(), 'change', ['a', 'b'])
    const run: DigestRun = {
      key: 'daily/2026-11-21',
      kind: 'daily',
      fromSeq: 0,
      toSeq: seq,
      state: 'planning',
      mails: 0,
      startedAt: clock.now().toISOString(),
      plannedAt: null,
      note: null,
    }
    await insertRow({ payload }, 'digest-runs', { ...run })
    const req = await createLocalReq({}, payload)
    // Cut off after some mails were written, and nothing else.
    await inTransaction(req, () =>
      putMails(
        req,
        ids.slice(0, 12).map((id) => ({
          key: `digest/${run.key}/${id}`,
          kind: 'digest' as const,
          recipient: `subscriber:${id}` as const,
          run: run.key,
          args: { kind: 'daily', seqs: [seq] },
          priority: 1,
          notBefore: clock.now().toISOString(),
        })),
        { at: clock.now(), host: 'example.org' },
      ),
    )
    await atOnce()
    expect(await planRun(context, run)).toMatchObject({ mails: 30 })
    for (const id of ids) expect(await toldTo(id)).toEqual([[seq]])
    days(1)
    expect(await digest('daily')).toMatchObject({ mails: 0 })
  })

  it('are planned once by ten workers at once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.push(await subscriber(`many-${n}`))
    const seq = await change(newEntry(), 'urgent', ['a', 'b'])
    const other = await change(newEntry(), 'change', ['a', 'b'])
    await Promise.all(Array.from({ length: 10 }, () => digest('daily')))
    await digest('daily')
    for (const id of ids) expect(await toldTo(id)).toEqual([[seq], [other]])
    expect((await readRuns({ payload }, 10, 'daily')).length).toBe(1)
  })

  it('keep their slots whatever the clock does: none twice, none skipped', async () => {
    const id = await subscriber('clock', { atOnce: false })
    const entry = newEntry()
    const seqs: number[] = []
    let value = 0
    const told = async (at: string): Promise<void> => {
      clock.set(at)
      await digest('daily')
    }
    const happen = async (at: string): Promise<void> => {
      clock.set(at)
      seqs.push(await change(entry, 'change', [String(value), String((value += 1))]))
    }
    await happen('2026-10-24T12:00:00Z')
    await told('2026-10-24T12:00:00Z')
    await told('2026-10-24T11:00:00Z') // an hour back
    await happen('2026-10-25T07:30:00Z')
    await told('2026-10-25T07:59:00Z')
    await told('2026-10-25T08:00:00Z')
    await told('2026-10-24T09:00:00Z') // a day back
    await told('2026-10-26T09:00:00Z') // a day ahead
    await happen('2026-10-26T10:00:00Z')
    await told('2026-10-25T10:00:00Z') // and back
    await told('1970-01-01T00:00:00Z')
    await told('2026-10-26T11:00:00Z')
    await told('2026-10-27T08:00:00Z')
    expect(await toldTo(id)).toHaveLength(3)
    expect((await toldTo(id)).flat().sort((a, b) => a - b)).toEqual(seqs)
  })

  it('say what would go out now, and write nothing', async () => {
    await subscriber('outlook', { cadence: 'weekly' })
    await subscriber('outlook-2', { cadence: 'monthly' })
    const seq = await change(newEntry(), 'urgent', ['a', 'b'])
    const { runs } = await mailingOutlook({ payload }, clock.now())
    expect(runs.map(({ kind, mails, seqs }) => [kind, mails, seqs])).toEqual([
      ['at-once', 2, [seq]],
      ['daily', 0, []],
      ['weekly', 1, [seq]],
      ['monthly', 1, [seq]],
    ])
    expect(await findRows({ payload }, 'outbox', toMail, {}, 'key')).toEqual([])
    expect(await readRuns({ payload }, 10)).toEqual([])
  })
})
