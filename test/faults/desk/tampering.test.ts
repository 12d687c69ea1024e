import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient, type Client } from '@libsql/client'
import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import type { Change } from '#domain/publish/changes.ts'
import { editionHash, thaw, type Edition } from '#domain/content/editions.ts'
import { sealEvent, type EditorialEvent } from '#domain/desk/events.ts'
import { sha256, type Sha256 } from '#domain/hash.ts'
import { replayHead, type Head } from '#domain/desk/heads.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { recordProblems, type EditorialRecord, type KeptHead } from '#domain/publish/record.ts'
import { verifyEventsWork } from '#cli/work/verify.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { ReleaseWriter } from '#pipelines/release/write.ts'
import { legalDate } from '#domain/dates.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import { todayOf } from '#desk/desk.ts'
import { correctNote } from '#desk/publish/correct-note.ts'
import { safetyFix } from '#desk/desk/safety-fix.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import { secondReview } from '#desk/desk/second-review.ts'
import { verify } from '#desk/desk/verify.ts'
import { askWithdrawal, confirmWithdrawal } from '#desk/desk/withdrawal.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { readRecord } from '#store/publish/record.ts'
import { readSnapshot } from '#store/publish/snapshot.ts'
import { openDatabase, type TestDatabase } from '../../support/database.ts'
import { NO_WORDS, testDesk } from '../../support/desk/desk.ts'
import { loadSample } from '../../support/content/sample.ts'
import { scaled } from '../../support/scale.ts'
import { person } from '../../support/desk/staff.ts'

/** Random numbers that come again: what slips through is found again by its number. */
function dice(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    one: <T>(list: readonly T[]): T => {
      const chosen = list[below(list.length)]
      if (chosen === undefined) throw new Error('There is nothing to choose from.')
      return chosen
    },
  }
}
type Dice = ReturnType<typeof dice>

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
interface Plain {
  events: Map<string, Mutable<EditorialEvent>[]>
  editions: Mutable<Edition>[]
  heads: Mutable<Head>[]
  changes: Mutable<Change>[]
}

/** Another value of the same form. */
function altered(value: unknown, { below, one }: Dice): unknown {
  if (value === null || value === undefined) return 'x'
  if (typeof value === 'number') return value + 1 + below(3)
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    if (/^[0-9a-f]{64}$/.test(value)) return sha256(value)
    if (/^\d{4}-\d\d-\d\d/.test(value)) return value.replace(/^\d{4}/, (year) => String(Number(year) - 1))
    return `${value}x`
  }
  if (Array.isArray(value)) return value.length === 0 ? ['x'] : value.slice(1)
  const members = { ...value } as Record<string, unknown>
  if (Object.keys(members).length === 0) return { x: 1 }
  const name = one(Object.keys(members))
  return { ...members, [name]: altered(members[name], { below, one }) }
}

/** All hashes of a chain made anew, and the head that it makes: what somebody does who knows how it works. */
function reseal(plain: Plain, entry: string, from = 0): void {
  const chain = plain.events.get(entry) ?? []
  for (let index = from; index < chain.length; index += 1) {
    const { hash: _hash, ...body } = chain[index] as EditorialEvent
    chain[index] = sealEvent({ ...body, n: index + 1, previous: chain[index - 1]?.hash ?? null })
  }
  const index = plain.heads.findIndex((head) => head.entry === entry)
  const head = plain.heads[index]
  if (!head) return
  if (chain.length === 0) plain.heads.splice(index, 1)
  else
    try {
      plain.heads[index] = replayHead(entry, head.kind, chain)
    } catch {
      // the events make no head any more: that one stays
    }
}

interface Tampering {
  what: string
  /** The entry, or the change, that must be named. */
  about: string
}
type Tamper = (plain: Plain, dice: Dice, kept: ReadonlyMap<string, number>) => Tampering

/** An event that the release had seen. */
function anEvent(plain: Plain, { one, below }: Dice, kept: ReadonlyMap<string, number>, least = 1) {
  const entry = one([...kept].filter(([, n]) => n >= least).map(([key]) => key))
  const chain = plain.events.get(entry) ?? []
  const index = below(kept.get(entry) ?? 1)
  const event = chain[index]
  if (!event) throw new Error('no event')
  return { entry, chain, index, event }
}
function anEdition({ editions }: Plain, dice_: Dice, kept: ReadonlyMap<string, number>) {
  const edition = dice_.one(editions.filter(({ entry }) => kept.has(entry)))
  return { edition, index: editions.indexOf(edition) }
}
/** Names an edition by another hash wherever its entry's events do. */
function rename(plain: Plain, entry: string, before: Sha256, after: Edition): void {
  for (const event of plain.events.get(entry) ?? []) {
    if (event.edition === before) event.edition = after.hash
    if (event.details.contentHash !== undefined && event.edition === after.hash)
      event.details = { ...event.details, contentHash: after.contentHash }
  }
  for (const change of plain.changes) {
    if (change.edition === before) change.edition = after.hash
    if (change.replaced === before) change.replaced = after.hash
  }
  reseal(plain, entry)
}

const TAMPERINGS: Record<string, Tamper> = {
  'edits a column of an event': (plain, dice_, kept) => {
    const { entry, event } = anEvent(plain, dice_, kept)
    const name = dice_.one(Object.keys(event) as (keyof EditorialEvent)[])
    Object.assign(event, { [name]: altered(event[name], dice_) })
    return { what: name, about: entry }
  },
  'edits an event, and makes all hashes anew': (plain, dice_, kept) => {
    const { entry, event, index } = anEvent(plain, dice_, kept)
    const name = dice_.one(['at', 'actor', 'action', 'revision', 'edition', 'details'] as const)
    Object.assign(event, {
      [name]: name === 'action' ? (event.action === 'save' ? 'flag' : 'save') : altered(event[name], dice_),
    })
    reseal(plain, entry, index)
    return { what: `${name} of event ${index + 1}`, about: entry }
  },
  'drops an event': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept)
    chain.splice(index, 1)
    return { what: `event ${index + 1}`, about: entry }
  },
  'drops an event, and makes all hashes anew': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept)
    chain.splice(index, 1)
    reseal(plain, entry)
    return { what: `event ${index + 1}`, about: entry }
  },
  'swaps two events': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept, 2)
    const other = (index + 1) % (kept.get(entry) ?? 2)
    const [a, b] = [chain[index], chain[other]]
    if (!a || !b) throw new Error('no events')
    chain[index] = dice_.below(2) ? { ...b, n: a.n } : b
    chain[other] = chain[index] === b ? a : { ...a, n: b.n }
    return { what: `${index + 1} and ${other + 1}`, about: entry }
  },
  'swaps two events, and makes all hashes anew': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept, 2)
    const other = (index + 1) % (kept.get(entry) ?? 2)
    const [a, b] = [chain[index], chain[other]]
    if (!a || !b) throw new Error('no events')
    chain[index] = b
    chain[other] = a
    reseal(plain, entry)
    return { what: `${index + 1} and ${other + 1}`, about: entry }
  },
  'cuts off the end of a chain': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept)
    chain.length = index
    if (index === 0) plain.events.delete(entry)
    return { what: `from event ${index + 1}`, about: entry }
  },
  'cuts off the end of a chain, and turns its head back': (plain, dice_, kept) => {
    const { entry, chain, index } = anEvent(plain, dice_, kept)
    chain.length = index
    if (index === 0) plain.events.delete(entry)
    reseal(plain, entry)
    const made = new Set(chain.map(({ edition }) => edition))
    plain.editions = plain.editions.filter((each) => each.entry !== entry || made.has(each.hash))
    return { what: `from event ${index + 1}`, about: entry }
  },
  'takes an entry away as if it had never been': (plain, dice_, kept) => {
    const entry = dice_.one([...kept.keys()])
    plain.events.delete(entry)
    plain.heads = plain.heads.filter((head) => head.entry !== entry)
    plain.editions = plain.editions.filter((edition) => edition.entry !== entry)
    plain.changes = plain.changes.filter((change) => change.entry !== entry)
    return { what: 'all of it', about: entry }
  },
  'inserts an event': (plain, dice_, kept) => {
    const { entry, chain, index, event } = anEvent(plain, dice_, kept)
    chain.splice(index, 0, { ...event })
    return { what: `before event ${index + 1}`, about: entry }
  },
  'inserts an event, and makes all hashes anew': (plain, dice_, kept) => {
    const { entry, chain, index, event } = anEvent(plain, dice_, kept)
    chain.splice(index, 0, { ...event, action: 'save', actor: { id: 'user:x', name: 'Nobody' } })
    reseal(plain, entry)
    return { what: `before event ${index + 1}`, about: entry }
  },
  'moves an event to another entry': (plain, dice_, kept) => {
    const { entry, chain, index, event } = anEvent(plain, dice_, kept)
    const other = dice_.one([...kept.keys()].filter((key) => key !== entry))
    chain.splice(index, 1)
    plain.events.get(other)?.push({ ...event, entry: other })
    return { what: `event ${index + 1} to ${other}`, about: entry }
  },
  'edits a column of an edition': (plain, dice_, kept) => {
    const { edition } = anEdition(plain, dice_, kept)
    const { entry } = edition
    const name = dice_.one(Object.keys(edition) as (keyof Edition)[])
    Object.assign(edition, { [name]: altered(edition[name], dice_) })
    return { what: name, about: entry }
  },
  'edits the words of an edition, and makes its hashes anew': (plain, dice_, kept) => {
    const { edition } = anEdition(plain, dice_, kept)
    edition.content = edition.content.replace(/[a-z]{5,}/, 'forged')
    edition.contentHash = sha256(edition.content)
    if (dice_.below(2)) edition.hash = editionHash(edition)
    return { what: `edition ${edition.n}`, about: edition.entry }
  },
  'edits an edition, and everything that names it': (plain, dice_, kept) => {
    const { edition, index } = anEdition(plain, dice_, kept)
    const before = edition.hash
    const after = { ...edition, content: edition.content.replace(/"title":"/, '"title":"Forged ') }
    if (dice_.below(2)) after.submission = { ...after.submission, changeNote: 'Forged.' }
    after.contentHash = sha256(after.content)
    after.hash = editionHash(after)
    if (after.hash === before) {
      after.revision += 1
      after.hash = editionHash(after)
    }
    plain.editions[index] = after
    rename(plain, edition.entry, before, after)
    return { what: `edition ${edition.n}`, about: edition.entry }
  },
  'drops an edition': (plain, dice_, kept) => {
    const { edition, index } = anEdition(plain, dice_, kept)
    plain.editions.splice(index, 1)
    return { what: `edition ${edition.n}`, about: edition.entry }
  },
  'swaps the words of two editions': (plain, dice_, kept) => {
    const { edition } = anEdition(plain, dice_, kept)
    const other = dice_.one(plain.editions.filter(({ contentHash }) => contentHash !== edition.contentHash))
    const { content, contentHash } = edition
    Object.assign(edition, { content: other.content, contentHash: other.contentHash })
    Object.assign(other, { content, contentHash })
    return { what: `with ${other.entry}`, about: edition.entry }
  },
  'inserts an edition': (plain, dice_, kept) => {
    const { edition } = anEdition(plain, dice_, kept)
    const more = dice_.below(2) ? { ...edition } : { ...edition, n: edition.n + 1 }
    more.hash = editionHash(more)
    plain.editions.push(more)
    return { what: `edition ${more.n}`, about: edition.entry }
  },
  'edits a column of a head': (plain, dice_, kept) => {
    const head = dice_.one(plain.heads.filter(({ entry }) => kept.has(entry)))
    const { entry } = head
    const name = dice_.one(Object.keys(head) as (keyof Head)[])
    Object.assign(head, {
      [name]: name === 'kind' ? (head.kind === 'offence' ? 'ladder' : 'offence') : altered(head[name], dice_),
    })
    return { what: name, about: entry }
  },
  'drops a head': (plain, dice_, kept) => {
    const head = dice_.one(plain.heads.filter(({ entry }) => kept.has(entry)))
    plain.heads.splice(plain.heads.indexOf(head), 1)
    return { what: 'head', about: head.entry }
  },
  'swaps two heads': (plain, dice_, kept) => {
    const head = dice_.one(plain.heads.filter(({ entry }) => kept.has(entry)))
    const other = dice_.one(plain.heads.filter(({ entry }) => entry !== head.entry))
    const [a, b] = [head.entry, other.entry]
    head.entry = b
    other.entry = a
    return { what: `with ${b}`, about: a }
  },
  'inserts a head': (plain, dice_, kept) => {
    const head = dice_.one(plain.heads.filter(({ entry }) => kept.has(entry)))
    const twin = { ...head, verifiedOn: legalDate('2020-01-01') }
    if (dice_.below(2)) plain.heads.unshift(twin)
    else plain.heads.push(twin)
    return { what: 'head', about: head.entry }
  },
  'edits a column of a change': (plain, dice_) => {
    const change = dice_.one(plain.changes)
    const { entry } = change
    const name = dice_.one(Object.keys(change) as (keyof Change)[])
    Object.assign(change, { [name]: altered(change[name], dice_) })
    return { what: `${name} of change ${change.seq}`, about: name === 'entry' ? change.entry : entry }
  },
  'drops a change': (plain, dice_) => {
    const index = dice_.below(2) ? plain.changes.length - 1 : dice_.below(plain.changes.length)
    const [change] = plain.changes.splice(index, 1)
    return { what: `change ${change?.seq}`, about: change?.entry ?? '' }
  },
  'swaps two changes': (plain, dice_) => {
    const change = dice_.one(plain.changes)
    const other = dice_.one(plain.changes.filter(({ seq }) => seq !== change.seq))
    const { seq } = change
    change.seq = other.seq
    other.seq = seq
    plain.changes.sort((a, b) => a.seq - b.seq)
    return { what: `${seq} and ${change.seq}`, about: change.entry }
  },
  'inserts a change': (plain, dice_) => {
    const change = dice_.one(plain.changes)
    const seq = dice_.below(2) ? plain.changes.length + 1 : change.seq
    plain.changes.push({ ...change, seq, note: 'Forged.' })
    return { what: `change ${seq}`, about: change.entry }
  },
}

describe('a record that somebody has changed behind the desk', () => {
  let database: TestDatabase
  let payload: Payload
  let record: EditorialRecord
  let kept: Map<string, number>

  beforeAll(async () => {
    database = await openDatabase()
    payload = database.payload
    await loadSample(database)
    await work()
    const { snapshot, heads } = await readSnapshot(payload, legalDate('2026-11-21'))
    const writer = await ReleaseWriter.begin({
      dataDir: database.dataDir,
      sequence: 1,
      snapshot: snapshot.hash,
      previous: null,
    })
    await writer.publish({
      day: snapshot.day,
      heads: canonical(heads),
      time: new Date('2026-11-21T13:00:00Z'),
      signing: null,
    })
    // The desk goes on after the release.
    await work()
    const { kept: releases } = await readKeptHeads(database.dataDir)
    record = { ...(await readRecord(payload)), kept: releases }
    kept = new Map(
      [...releases.values()]
        .flat()
        .filter(([name]) => parseEntryKey(name))
        .map(([entry, n]: KeptHead) => [entry, n]),
    )
  })
  afterAll(() => database?.close())

  /** One of everything that people do. */
  let rounds = 0
  async function work(): Promise<void> {
    rounds += 1
    const desk = testDesk(payload)
    const ed = await person(payload, `Ed${rounds}`, ['editor'])
    const rey = await person(payload, `Rey${rounds}`, ['reviewer'])
    const ria = await person(payload, `Ria${rounds}`, ['reviewer'])
    const { docs } = await payload.find({
      collection: 'offences',
      limit: 5,
      sort: 'key',
      page: rounds,
      depth: 0,
      overrideAccess: true,
    })
    const [edited, verified, withdrawn, fixed, corrected] = docs
    const save = async (doc: (typeof docs)[number] | undefined) => {
      if (!doc) throw new Error('The sample has too few offences.')
      await payload.update({
        collection: 'offences',
        id: doc.id,
        data: { revision: doc.revision, covers: `${doc.covers} Round ${rounds}.` },
        overrideAccess: false,
        user: ed,
      })
      return {
        about: { kind: 'offence' as const, id: doc.id },
        from: (doc.revision ?? 0) + 1,
        key: doc.key ?? '',
      }
    }
    const one = await save(edited)
    await desk.live(ed, rey, one.about, one.from, { changeNote: 'More of it.' })
    const liveOf = async (key: string) => (await readHead({ payload }, key))?.live?.hash ?? ''
    const hash = await liveOf(verified?.key ?? '')
    const edition = await readEdition({ payload }, hash)
    await desk.as(rey, (mine) =>
      verify(mine, {
        kind: 'offence',
        id: verified?.id ?? '',
        hash,
        on: legalDate('2026-11-20'),
        opened: edition ? sourcesOf(thaw(edition)).map(({ key }) => key) : [],
      }),
    )
    const gone = {
      kind: 'offence' as const,
      id: withdrawn?.id ?? '',
      hash: await liveOf(withdrawn?.key ?? ''),
    }
    await desk.as(ed, (mine) => askWithdrawal(mine, { ...gone, reason: 'Repealed.' }))
    await desk.as(rey, (mine) => confirmWithdrawal(mine, gone))
    await desk.publisher()
    const two = await save(fixed)
    await desk.as(rey, (mine) =>
      safetyFix(mine, {
        ...two.about,
        hash: null,
        from: two.from,
        reason: 'Wrong number.',
        submission: { ...NO_WORDS, changeNote: 'A wrong number.', changeKind: 'urgent' },
        checkedOn: todayOf(mine),
      }),
    )
    await desk.publisher()
    await desk.as(ria, async (mine) =>
      secondReview(mine, {
        ...two.about,
        decision: loneDecisionsOf(await readEvents({ payload }, two.key)).at(-1)?.n ?? 0,
        note: 'Right.',
      }),
    )
    const three = await save(corrected)
    await desk.live(ed, rey, three.about, three.from, { changeNote: 'Teh note.' })
    const seq = (await readHead({ payload }, three.key))?.lastSeq ?? 0
    for (const note of ['A note.', 'The note.'])
      await desk.as(rey, (mine) => correctNote(mine, { ...three.about, seq, note }))
  }

  const plainCopy = (): Plain =>
    structuredClone<unknown>({
      events: new Map([...record.events].map(([entry, chain]) => [entry, [...chain]])),
      editions: [...record.editions],
      heads: [...record.heads],
      changes: [...record.changes],
    }) as Plain
  const problemsOf = (plain: Plain) => recordProblems({ ...record, ...plain })

  it('finds nothing in one that nobody has touched', () => {
    expect(recordProblems(record)).toEqual([])
    expect(problemsOf(plainCopy())).toEqual([])
    // 115 entries, 16 jurisdictions, and the words of the site.
    expect(kept.size).toBe(132)
    expect(new Set([...record.events.values()].flat().map(({ action }) => action)).size).toBeGreaterThan(10)
  })

  it('finds each of 1,000 tamperings in full, and names what it was done to', () => {
    const names = Object.keys(TAMPERINGS)
    const slipped: string[] = []
    for (let number = 0; number < scaled(1000, 78); number += 1) {
      const name = names[number % names.length] ?? ''
      const plain = plainCopy()
      const { what, about } = (TAMPERINGS[name] as Tamper)(plain, dice(number + 1), kept)
      const problems = problemsOf(plain)
      const named = problems.some(
        (problem) => problem.about === about || problem.about.endsWith(`(${about})`),
      )
      if (!named)
        slipped.push(
          `${number}: ${name}: ${what} of ${about}: ${problems.length === 0 ? 'not found' : `named as ${problems[0]?.about}`}`,
        )
    }
    expect(slipped).toEqual([])
  })

  describe('in the file of the database itself', () => {
    /** A copy of the database that somebody works on with SQL, verified by the command's own work. */
    async function verified(work: (client: Client) => Promise<unknown>): Promise<string[]> {
      const file = join(database.dataDir, 'recourse.db')
      const saved = join(database.dataDir, 'saved.db')
      const client = createClient({ url: `file:${file}` })
      try {
        await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        copyFileSync(file, saved)
        await work(client)
        const context = { payload, clock: systemClock, env: { ...env(), dataDir: database.dataDir } }
        const { problems } = await verifyEventsWork(context, {})
        return problems.map(({ about }) => about)
      } finally {
        await restore(client, saved)
        client.close()
      }
    }
    async function restore(client: Client, saved: string): Promise<void> {
      await client.execute({ sql: 'attach ? as saved', args: [saved] })
      for (const table of ['editorial_events', 'editions', 'heads', 'changes']) {
        await client.execute(`delete from ${table}`)
        await client.execute(`insert into ${table} select * from saved.${table}`)
      }
      await client.execute('detach saved')
    }
    const KEY = 'scotland/offence/stalking'

    it('finds nothing before', async () => {
      expect(await verified(() => Promise.resolve())).toEqual([])
    })

    it.each([
      [
        'an event’s actor',
        `update editorial_events set actor_name = 'Nobody' where entry = '${KEY}' and n = 1`,
      ],
      [
        'an event’s time',
        `update editorial_events set at = '2020-01-01T00:00:00.000Z' where entry = '${KEY}' and n = 1`,
      ],
      ['an event’s details', `update editorial_events set details = '{' where entry = '${KEY}' and n = 2`],
      ['an event', `delete from editorial_events where entry = '${KEY}' and n = 2`],
      [
        'the last event',
        `delete from editorial_events where entry = '${KEY}' and n = (select max(n) from editorial_events where entry = '${KEY}')`,
      ],
      ['all events', `delete from editorial_events where entry = '${KEY}'`],
      [
        'words that are live',
        `update editions set content = replace(content, 'years', 'months') where entry = '${KEY}'`,
      ],
      ['words that are no JSON any more', `update editions set content = '{' where entry = '${KEY}'`],
      ['an edition', `delete from editions where entry = '${KEY}'`],
      [
        'an approval that was never given',
        `update heads set open_state = 'approved', open_hash = live_hash where entry = '${KEY}'`,
      ],
      ['half of an approval', `update heads set open_state = 'approved' where entry = '${KEY}'`],
      ['the day on which it is due', `update heads set due_on = '2099-01-01' where entry = '${KEY}'`],
      ['the mark of a draft', `update heads set draft = 1 - draft where entry = '${KEY}'`],
      [
        'the day on which it was verified',
        `update heads set verified_on = '2026-11-20' where entry = '${KEY}'`,
      ],
      ['a head', `delete from heads where entry = '${KEY}'`],
      ['a change’s fields', `update changes set fields = '[' where entry = '${KEY}'`],
      ['a change’s note', `update changes set note = 'Forged.' where entry = '${KEY}'`],
      ['a change’s time', `update changes set at = '2020-01-01T00:00:00.000Z' where entry = '${KEY}'`],
      ['a change', `delete from changes where entry = '${KEY}'`],
    ])('finds that somebody altered or took away %s', async (_name, sql) => {
      const found = await verified((client) => client.execute(sql))
      expect(
        found.filter((about) => about.includes(KEY)),
        found.join('; '),
      ).not.toEqual([])
      expect(found.filter((about) => !about.includes(KEY))).toEqual([])
    })
  })
})
