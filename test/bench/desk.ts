// node test/bench/desk.ts: how long the desk takes with 5,000 entries and 50,000 events on the embedded database. The
// peer is what Payload asks of the same database for a list of entries of which nothing is changed. Medians; ratios
// count, milliseconds depend on the machine.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EditorialEvent } from '#domain/desk/events.ts'

const ENTRIES = Number(process.argv[2] ?? 5_000)
const EVENTS_EACH = 10
const PLACES = 50
const PEOPLE = 20
const ROUNDS = 25
const TODAY = '2026-11-21'
const NOW = new Date(`${TODAY}T10:00:00Z`)

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bench-desk-'))
Object.assign(process.env, {
  DATA_DIR: dataDir,
  DATABASE_URL: 'file:',
  LOG_LEVEL: 'silent',
  NODE_ENV: 'production',
})

const { createLocalReq, getPayload } = await import('payload')
const { default: config } = await import('#config')
const { addDays, legalDate } = await import('#domain/dates.ts')
const { freezeEdition } = await import('#domain/content/editions.ts')
const { sealEvent } = await import('#domain/desk/events.ts')
const { sha256 } = await import('#domain/hash.ts')
const { replayHead } = await import('#domain/desk/heads.ts')
const { actorOf } = await import('#lib/actor.ts')
const { fixedClock } = await import('#lib/clock.ts')
const { boardListOf } = await import('#desk/desk/queries/board/board-list-of.ts')
const { boardOf } = await import('#desk/desk/queries/board/board-of.ts')
const { writeEdition } = await import('#store/desk/editions.ts')
const { writeEvent } = await import('#store/desk/events.ts')
const { toRow } = await import('#store/desk/heads.ts')
const { impactReport } = await import('#store/desk/impact.ts')
const { insertRow } = await import('#store/rows.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { readWorkingCopy } = await import('#store/desk/working-copies.ts')
const { workflowStatusOf: standingOf } = await import('#desk/desk/queries/workflow-status-of.ts')
const { livePlace } = await import('../support/desk/structure.ts')

const payload = await getPayload({ config, disableOnInit: true })
await payload.db.migrate()
const say = (words: string): void => void process.stderr.write(`${words}\n`)
const began = performance.now()

// The same numbers in each run.
let seed = 7
const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const dayBack = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString()

const user = await payload.create({
  collection: 'users',
  data: {
    name: 'Rey',
    email: 'rey@example.org',
    password: 'a long enough password',
    roles: ['reviewer', 'editor'],
  },
  overrideAccess: true,
})
const req = await createLocalReq({ user: { ...user, collection: 'users' } }, payload)
const actor = actorOf(req)
if (!actor) throw new Error('nobody')
const people = [
  { id: actor.id, name: actor.name },
  ...Array.from({ length: PEOPLE - 1 }, (_, n) => ({ id: `user:${n}`, name: `Person ${n}` })),
]
const anybody = () => people[Math.floor(chance() * people.length)] as (typeof people)[0]

type Collection = Parameters<typeof payload.db.create>[0]['collection']
/** Rows of arrays have ids of their own, which forms give them. */
const withIds = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((row: unknown) => (typeof row === 'object' ? { id: randomUUID(), ...row } : row))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withIds(member)]))
      : value
const create = (collection: Collection, data: object): Promise<{ id: string }> =>
  payload.db.create({ collection, data: withIds(data) as Record<string, unknown>, req }) as Promise<{
    id: string
  }>

const places: { id: string; slug: string }[] = []
const acts: string[] = []
const sources: string[] = []
for (let n = 0; n < PLACES; n += 1) {
  const [slug, name] = [`place-${n}`, `Place ${n}`]
  const { id } = await livePlace(payload, {
    name,
    inSentence: name,
    slug,
    iso: `XX-${n + 1}`,
    kind: 'country',
    guide: 'full',
  })
  places.push({ id, slug })
}
await inTransaction(req, async () => {
  for (let n = 0; n < 200; n += 1) {
    const label = `Act ${n}`
    acts.push((await create('instruments', { title: label, label, key: `act-${n}`, kind: 'act' })).id)
    const url = `https://law.example.org/${n}`
    sources.push(
      (await create('sources', { title: label, key: url, url, precision: 'page', host: 'law.example.org' }))
        .id,
    )
  }
})

const common = {
  order: 10,
  reverifyEvery: 180,
  confidence: 'high',
  inForceAsOf: '2026-09-01',
  revision: 1,
  deskState: 'live',
}
const offence = (n: number) => {
  const place = places[n % PLACES] as (typeof places)[0]
  return {
    ...common,
    key: `${place.slug}/offence/offence-${n}`,
    label: `Offence ${n} · ${place.slug}`,
    place: `${place.slug}/2/0/0010/offence-${n}`,
    jurisdiction: place.id,
    title: `Offence ${n}`,
    standing: 'in-force',
    penalty: 'Up to 5 years in prison.',
    covers: 'Following somebody about, calling, writing or watching so that they are afraid.',
    section: `Section ${n}`,
    nature: 'criminal',
    elements: [1, 2, 3].map((row) => ({ key: `element-${row}`, text: 'It happened at least twice.' })),
    officialSource: sources[n % 200],
    instruments: [
      {
        instrument: acts[n % 200],
        provision: `s. ${n}`,
        relation: 'creates',
        standing: 'in-force',
        claims: ['penalty'],
      },
    ],
    citations: [1, 2].map((row) => ({
      source: sources[(n + row) % 200],
      supports: ['penalty', 'covers', 'section'],
      pinpoint: `s. ${n}`,
    })),
  }
}
const profile = (n: number) => {
  const place = places[n] as (typeof places)[0]
  return {
    ...common,
    key: `${place.slug}/profile`,
    label: `Profile · ${place.slug}`,
    place: `${place.slug}/0/0/0010/profile`,
    jurisdiction: place.id,
    emergency: {
      contacts: [{ key: 'all', kind: 'phone', value: '112', printed: '112' }],
      useWhen: 'You are in danger.',
    },
  }
}

/** A chain of so many events: created, saved, live; and then whatever an entry can be in. */
function chainOf(
  entry: string,
  edition: { hash: string; contentHash: string },
  since: string,
  n: number,
): EditorialEvent[] {
  const events: EditorialEvent[] = []
  const author = anybody()
  const add = (
    action: EditorialEvent['action'],
    details: object = {},
    by = author,
    revision = events.at(-1)?.revision ?? 1,
    hash: string | null = null,
    at = dayBack(30 - events.length),
  ): void =>
    void events.push(
      sealEvent({
        entry,
        n: events.length + 1,
        at,
        actor: by,
        action,
        revision,
        edition: hash as never,
        details: { ...details },
        previous: events.at(-1)?.hash ?? null,
      }),
    )
  const frozen = { n: 1, goesLiveOn: null }
  add('create')
  add('submit', frozen, author, 1, edition.hash)
  add('approve', {}, anybody(), 1, edition.hash)
  const live = { ...frozen, contentHash: edition.contentHash, revision: 1, seq: n + 1, since }
  add('go-live', { ...live, inForceAsOf: since, reverifyEvery: 180 }, anybody(), 1, edition.hash)
  while (events.length < EVENTS_EACH - 3) add('correct-note', {}, anybody())
  const what = chance()
  const next = sha256(`${entry} 2`)
  if (what < 0.5) add('correct-note', {}, anybody())
  else add('save', { changed: ['covers'] }, anybody(), 2)
  if (what > 0.8) add('submit', { n: 2, goesLiveOn: what > 0.97 ? '2026-12-24' : null }, anybody(), 2, next)
  else if (what < 0.02) add('ask-withdrawal', { reason: 'Repealed.' }, anybody())
  else if (what < 0.04)
    add('safety-withdrawal', { reason: 'Wrong number.', secondReviewDue: dayBack(what < 0.03 ? 1 : -1) })
  else add('correct-note', {}, anybody())
  if (what > 0.95) add('approve', {}, anybody(), 2, next)
  else if (what > 0.92)
    add('request-changes', { notes: [{ claim: null, text: 'Which court?' }] }, anybody(), 2, next)
  else add('correct-note', {}, anybody())
  return events
}

const kept: { kind: 'offence' | 'profile'; id: string }[] = []
async function lay(n: number): Promise<void> {
  const isProfile = n < PLACES
  const kind = isProfile ? 'profile' : 'offence'
  const doc = isProfile ? profile(n) : offence(n)
  const { id } = await create(isProfile ? 'profiles' : 'offences', doc)
  const submission = {
    changeNote: null,
    changeKind: 'change',
    effectiveOn: null,
    goesLiveOn: null,
    corrects: null,
  }
  // What is read one by one has its edition; the board reads those of profiles.
  const real = isProfile || n < PLACES + 50
  const edition = real
    ? freezeEdition((await readWorkingCopy(req, kind, id)).entry, 1, 1, submission as never)
    : { hash: sha256(doc.key), contentHash: sha256(`content of ${doc.key}`) }
  if ('entry' in edition) await writeEdition(req, edition)
  if (real && !isProfile) kept.push({ kind, id })
  // A fifth is overdue, a tenth due within a month.
  const due = chance()
  const since = addDays(legalDate(TODAY), due < 0.2 ? -190 : due < 0.3 ? -170 : -20)
  const events = chainOf(doc.key, edition, since, n)
  for (const event of events) await writeEvent(req, event)
  await insertRow(req, 'heads', { ...toRow(replayHead(doc.key, kind, events)) })
}

for (let n = 0; n < ENTRIES; n += 250) {
  await inTransaction(req, async () => {
    for (let one = n; one < Math.min(ENTRIES, n + 250); one += 1) await lay(one)
  })
  if (n % 1_000 === 0) say(`${n} of ${ENTRIES} entries, ${Math.round((performance.now() - began) / 1000)} s`)
}
await inTransaction(req, async () => {
  const key = (n: number): string => offence(PLACES + n).key
  for (let n = 0; n < 20; n += 1) {
    const { id } = await create('law-changes', {
      title: `Act ${n} is amended`,
      instrument: acts[n],
      what: 'amendment',
      effectiveOn: '2026-12-01',
      state: n < 15 ? 'under-way' : 'recorded',
    })
    for (let flag = 0; flag < 40 && n < 15; flag += 1)
      await insertRow(req, 'flags', {
        key: `law-change ${n} ${flag}`,
        kind: 'law-change',
        entry: key(n + flag * 200),
        about: id,
        detail: `Act ${n} is amended`,
        claims: '[]',
        at: dayBack(3),
        by: 'Rey',
        closedAt: flag % 2 ? dayBack(1) : null,
      })
  }
  for (let n = 0; n < 300; n += 1)
    await insertRow(req, 'flags', {
      key: `shared-record ${n}`,
      kind: 'shared-record',
      entry: key(n),
      about: `sources/${sources[n % 30]}`,
      detail: 'The source was edited: readers still see it as it was.',
      claims: '[]',
      at: dayBack(3),
      by: 'Rey',
      closedAt: n % 3 === 0 ? null : dayBack(1),
    })
  for (let n = 1; n <= 2_000; n += 1) {
    const times = { askedAt: dayBack(30 - n / 100), endedAt: dayBack(30 - n / 100) }
    const work = { key: `publish/${n}`, kind: 'publish', args: '{}', askedBy: 'Rey', state: 'done', ...times }
    await insertRow(req, 'work', { ...work, done: 1, total: 1, tries: 0 })
    await insertRow(req, 'releases', { seq: n, name: `${n}-abc`, at: times.endedAt, files: 4_000 })
  }
})

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const rows: [what: string, time: number][] = []
async function measure(what: string, work: (round: number) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 5; round += 1) await work(round)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work(round)
    times.push(performance.now() - start)
  }
  rows.push([what, median(times)])
  return median(times)
}

const store = { payload }
const desk = { req: store, actor, clock: fixedClock(NOW), timeZone: 'UTC' }
const board = await boardOf(desk)
const list = {
  collection: 'offences',
  depth: 0,
  draft: true,
  includeLockStatus: true,
  limit: 50,
  overrideAccess: false,
  user: { ...user, collection: 'users' },
} as const
const peer = await measure('untouched list of 50 entries (the peer)', () =>
  payload.find({ ...list, sort: 'place', page: 1 }),
)
await measure('board', () => boardOf(desk))
await measure('board, an administrator alone', () =>
  boardOf({ ...desk, actor: { ...actor, id: 'user:x', roles: ['administrator'] } }),
)
await measure('one list of the board: overdue', () =>
  boardListOf(desk, { list: 'overdue', place: null, page: 1 }),
)
await measure('one list of the board: in review', () =>
  boardListOf(desk, { list: 'reviews', place: null, page: 1 }),
)
await measure('one list of the board: overdue in one guide', () =>
  boardListOf(desk, { list: 'overdue', place: 'place-7', page: 1 }),
)
await measure('standing of one entry', (round) =>
  standingOf(desk, kept[round % kept.length] as (typeof kept)[0]),
)
await measure('impact of one instrument (25 entries)', (round) => impactReport(store, acts[round] ?? ''))

const width = Math.max(...rows.map(([what]) => what.length))
process.stdout.write(
  `${ENTRIES} entries, ${ENTRIES * EVENTS_EACH} events; ${board.reviews.total} in review, ${board.due.overdue} overdue, ${board.lists.drafts.total} drafts of mine, ${board.lists['second-review'].total} second reviews, ${board.lawChanges.total} law changes\n`,
)
for (const [what, time] of rows)
  process.stdout.write(
    `${what.padEnd(width)}  ${time.toFixed(1).padStart(7)} ms  ${(time / peer).toFixed(2)}×\n`,
  )
await payload.destroy()
rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
