// node test/bench/desk.ts [guides]: how long the desk takes with five guides of ten entries and with so many, on the
// embedded database or the one that BENCH_DATABASE_URL names. Each entry has ten events. The peer is what Payload asks
// of the same database for a list of entries of which nothing is changed. Medians; ratios count, milliseconds depend on
// the machine.
import { randomUUID } from 'node:crypto'
import type { Edition } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'

const FEW = 5
const MANY = Number(process.argv[2] ?? 500)
const ENTRIES_EACH = 10
const EVENTS_EACH = 10
const PEOPLE = 20
const ROUNDS = 25
const TODAY = '2026-11-21'
const NOW = new Date(`${TODAY}T10:00:00Z`)

const { openDatabase } = await import('./sample.ts')
const { createLocalReq } = await import('payload')
const { addDays, legalDate } = await import('#domain/dates.ts')
const { freezeEdition } = await import('#domain/content/editions.ts')
const { sealEvent } = await import('#domain/desk/events.ts')
const { sha256 } = await import('#domain/hash.ts')
const { replayHead } = await import('#domain/desk/heads.ts')
const { actorOf } = await import('#lib/actor.ts')
const { fixedClock } = await import('#lib/clock.ts')
const { boardListOf } = await import('#desk/desk/queries/board/board-list-of.ts')
const { boardOf } = await import('#desk/desk/queries/board/board-of.ts')
const { insertMissing } = await import('#store/bulk.ts')
const { impactReport } = await import('#store/desk/impact.ts')
const { inTransaction } = await import('#store/transaction.ts')
const { readWorkingCopy } = await import('#store/desk/working-copies.ts')
const { workflowStatusOf: standingOf } = await import('#desk/desk/queries/workflow-status-of.ts')
const { livePlace } = await import('../support/desk/structure.ts')
const { rowOfEdition, rowOfEvent, rowOfHead } = await import('../support/publish/copied-record.ts')
const { standIn } = await import('../support/stand-in.ts')

const payload = await openDatabase()
const say = (words: string): void => void process.stderr.write(`${words}\n`)

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
async function layPlace(n: number): Promise<void> {
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
const lawChanges: string[] = []
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
  for (let n = 0; n < 20; n += 1) {
    const law = { title: `Act ${n} is amended`, instrument: acts[n], what: 'amendment' }
    const state = n < 15 ? 'under-way' : 'recorded'
    const { id } = await create('law-changes', { ...law, effectiveOn: '2026-12-01', state })
    if (n < 15) lawChanges.push(id)
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
const placeOf = (n: number) => places[Math.floor(n / ENTRIES_EACH)] as (typeof places)[0]
const offence = (n: number) => {
  const place = placeOf(n)
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
  const place = placeOf(n)
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
let releases = 0

/** What belongs to so many more entries, and is written at once. */
class Rows {
  readonly editions: Edition[] = []
  readonly events: EditorialEvent[] = []
  readonly heads: Head[] = []
  readonly flags: object[] = []

  async write(): Promise<void> {
    await insertMissing(req, 'editions', this.editions.map(rowOfEdition), { by: ['hash'] })
    await insertMissing(req, 'editorial-events', this.events.map(rowOfEvent), { by: ['entry', 'n'] })
    await insertMissing(req, 'heads', this.heads.map(rowOfHead), { by: ['entry'] })
    await insertMissing(req, 'flags', this.flags, { by: ['key'] })
  }
}

async function lay(n: number, rows: Rows): Promise<void> {
  const isProfile = n % ENTRIES_EACH === 0
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
  const real = isProfile || n < FEW * ENTRIES_EACH
  const edition = real
    ? freezeEdition((await readWorkingCopy(req, kind, id)).entry, 1, 1, submission as never)
    : { hash: sha256(doc.key), contentHash: sha256(`content of ${doc.key}`) }
  if ('entry' in edition) rows.editions.push(edition)
  if (real && !isProfile) kept.push({ kind, id })
  // A fifth is overdue, a tenth due within a month.
  const due = chance()
  const since = addDays(legalDate(TODAY), due < 0.2 ? -190 : due < 0.3 ? -170 : -20)
  const events = chainOf(doc.key, edition, since, n)
  rows.events.push(...events)
  rows.heads.push(replayHead(doc.key, kind, events))
  const flag = { entry: doc.key, claims: '[]', at: dayBack(3), by: 'Rey' }
  if (n % 8 === 1) {
    const law = n % lawChanges.length
    const about = { about: lawChanges[law], detail: `Act ${law} is amended` }
    const key = `law-change ${law} ${n}`
    rows.flags.push({
      ...flag,
      ...about,
      key,
      kind: 'law-change',
      closedAt: n % 16 === 1 ? dayBack(1) : null,
    })
  }
  if (n % 16 === 2)
    rows.flags.push({
      ...flag,
      key: `shared-record ${n}`,
      kind: 'shared-record',
      about: `sources/${sources[n % 30]}`,
      detail: 'The source was edited: readers still see it as it was.',
      closedAt: n % 48 === 2 ? null : dayBack(1),
    })
}

/** Goes on until there are so many guides, with four releases for each. */
async function layGuides(guides: number): Promise<void> {
  for (const began = performance.now(); places.length < guides;) {
    const from = places.length * ENTRIES_EACH
    const more = Math.min(25, guides - places.length)
    for (let n = 0; n < more; n += 1) await layPlace(places.length)
    await inTransaction(req, async () => {
      const rows = new Rows()
      for (let n = from; n < from + more * ENTRIES_EACH; n += 1) await lay(n, rows)
      await rows.write()
    })
    if (places.length % 100 === 0)
      say(`${places.length} of ${guides} guides, ${Math.round((performance.now() - began) / 1000)} s`)
  }
  await inTransaction(req, async () => {
    const work: object[] = []
    const made: object[] = []
    for (; releases < guides * 4; releases += 1) {
      const at = dayBack(30 - releases / 200)
      const row = { key: `publish/${releases}`, kind: 'publish', args: '{}', askedBy: 'Rey', state: 'done' }
      work.push({ ...row, askedAt: at, endedAt: at, done: 1, total: 1, tries: 0 })
      made.push({ seq: releases + 1, name: `${releases + 1}-abc`, at, files: 4_000 })
    }
    await insertMissing(req, 'work', work, { by: ['key'] })
    await insertMissing(req, 'releases', made, { by: ['seq'] })
  })
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
async function timed(work: (round: number) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 5; round += 1) await work(round)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work(round)
    times.push(performance.now() - start)
  }
  return median(times)
}

const store = { payload }
const desk = { req: store, actor, clock: fixedClock(NOW), timeZone: 'UTC' }
const list = {
  collection: 'offences',
  depth: 0,
  draft: true,
  includeLockStatus: true,
  limit: 50,
  overrideAccess: false,
  user: { ...user, collection: 'users' },
} as const
const PEER = 'untouched list of 50 entries (the peer)'
const MEASURED: Record<string, (round: number) => Promise<unknown>> = {
  [PEER]: () => payload.find({ ...list, sort: 'place', page: 1 }),
  board: () => boardOf(desk),
  'board, an administrator alone': () =>
    boardOf({ ...desk, actor: { ...actor, id: 'user:x', roles: ['administrator'] } }),
  'one list of the board: overdue': () => boardListOf(desk, { list: 'overdue', place: null, page: 1 }),
  'one list of the board: in review': () => boardListOf(desk, { list: 'reviews', place: null, page: 1 }),
  'one list of the board: overdue in one guide': () =>
    boardListOf(desk, { list: 'overdue', place: 'place-4', page: 1 }),
  'standing of one entry': (round) => standingOf(desk, kept[round % kept.length] as (typeof kept)[0]),
  'impact of one instrument': (round) => impactReport(store, acts[round] ?? ''),
}

async function measured(guides: number): Promise<Record<string, number>> {
  await layGuides(guides)
  const board = await boardOf(desk)
  process.stdout.write(
    `${payload.db.name}, ${guides} guides: ${guides * ENTRIES_EACH} entries, ${guides * ENTRIES_EACH * EVENTS_EACH} events; ` +
      `${board.reviews.total} in review, ${board.due.overdue} overdue, ${board.lists.drafts.total} drafts of mine, ` +
      `${board.lists['second-review'].total} second reviews, ${board.lawChanges.total} law changes\n`,
  )
  const times: Record<string, number> = {}
  for (const [what, work] of Object.entries(MEASURED)) times[what] = await timed(work)
  return times
}

const few = await measured(FEW)
const many = await measured(MANY)
const width = Math.max(...Object.keys(MEASURED).map(({ length }) => length))
process.stdout.write(`${''.padEnd(width)}  ${FEW} guides  ${MANY} guides  growth  of the peer\n`)
for (const what of Object.keys(MEASURED)) {
  const [before = NaN, after = NaN, peer = NaN] = [few[what], many[what], many[PEER]]
  process.stdout.write(
    `${what.padEnd(width)}  ${before.toFixed(1).padStart(7)} ms  ${after.toFixed(1).padStart(7)} ms  ` +
      `×${(after / before).toFixed(2)}  ×${(after / peer).toFixed(2)}\n`,
  )
}
if (payload.db.name === 'mongoose')
  await standIn<{ connection: { dropDatabase(): Promise<unknown> } }>(payload.db).connection.dropDatabase()
await payload.destroy()
process.exit(0)
