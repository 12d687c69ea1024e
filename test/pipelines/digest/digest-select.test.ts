import { describe, expect, it } from 'vitest'
import { concerns, reachOf, type Change } from '#domain/publish/changes.ts'
import type { RunKind } from '#domain/mail/digests.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { withReadersOf } from '#domain/publish/open-guides.ts'
import { netChanges } from '#domain/publish/net-change.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import type { Cadence } from '#domain/slots.ts'
import { EVERYTHING, type Following } from '#domain/mail/subscribers.ts'
import { selector, type Reader, type Run } from '#pipelines/digest/select.ts'
import { change, snapshotOf, world } from '../../fixtures/snapshot.ts'
import { scaled } from '../../support/scale.ts'

const snapshot = snapshotOf(world())
const { jurisdictions } = snapshot
const withReaders = withReadersOf(snapshot)

/** An entry's changes, one value after the other: each says what the one before it said. */
function history(
  ...steps: [seq: number, kind: ChangeKind, value?: string, over?: Partial<Change>][]
): Change[] {
  const values = new Map<string, string | null>()
  return steps.map(([seq, kind, value, over = {}]) => {
    const entry = over.entry ?? 'testland/offence/stalking'
    const before = values.get(entry) ?? (kind === 'new' ? null : '0')
    const after = kind === 'withdrawn' ? null : (value ?? String(seq))
    values.set(entry, after)
    return change(seq, { kind, fields: [{ field: 'penalty', label: 'Penalty', before, after }], ...over })
  })
}

const reader = (over: Partial<Reader> = {}): Reader => ({
  state: 'active',
  follows: [{ place: 'testland', since: 0 }],
  atOnce: false,
  coveredTo: 0,
  ...over,
})

const runOf = (changes: readonly Change[], over: Partial<Run> = {}): Run => ({
  kind: 'weekly',
  fromSeq: 0,
  toSeq: changes.at(-1)?.seq ?? 0,
  changes,
  jurisdictions,
  withReaders,
  ...over,
})

const told = (
  changes: readonly Change[],
  who: Partial<Reader> = {},
  run: Partial<Run> = {},
  before: number[] = [],
): number[] => selector(runOf(changes, run)).letterFor(reader(who), new Set(before))?.seqs ?? []

const follows = (place: string, since = 0): { follows: Following[] } => ({ follows: [{ place, since }] })

describe('what a digest tells', () => {
  const changes = history([1, 'change'], [2, 'change'], [3, 'new', 'x', { entry: 'testland/offence/other' }])

  it('is what changed since the reader was told, up to the end of the run', () => {
    expect(told(changes)).toEqual([1, 2, 3])
    expect(told(changes, { coveredTo: 1 })).toEqual([2, 3])
    expect(told(changes, {}, { toSeq: 2 })).toEqual([1, 2])
    expect(told(changes, { coveredTo: 3 })).toEqual([])
  })

  it('is nothing from before they joined, place by place', () => {
    expect(told(changes, follows('testland', 2))).toEqual([3])
    const two = [
      { place: 'testland', since: 3 },
      { place: 'highmoor', since: 0 },
    ]
    const essay = history([
      4,
      'change',
      'y',
      { entry: 'global/essential/evidence', entryKind: 'essential', jurisdiction: null },
    ])
    expect(told([...changes, ...essay], { follows: two })).toEqual([4])
    // An essay concerns both places: who followed one before it is told.
    expect(told(essay, { follows: two })).toEqual([4])
    expect(told(essay, follows('testland', 4))).toEqual([])
  })

  it.each(['unconfirmed', 'paused', 'left', 'suppressed'] as const)(
    'is nothing for those who are %s',
    (state) => {
      expect(told(changes, { state })).toEqual([])
    },
  )

  it('is nothing for a place that nobody knows', () => {
    expect(told(changes, follows('atlantis'))).toEqual([])
  })

  it('is everything for those who follow everything, also what no guide prints', () => {
    const far = change(1, { entry: 'farland/offence/x', jurisdiction: 'farland' })
    expect(told([far], follows(EVERYTHING))).toEqual([1])
    expect(told([far])).toEqual([])
    expect(told([far], follows(EVERYTHING, 1))).toEqual([])
  })

  it('is a profile that is withdrawn, with which the guide went', () => {
    const gone = change(1, { entry: 'testland/profile', entryKind: 'profile', kind: 'withdrawn' })
    expect(told([gone])).toEqual([1])
  })

  it('is what changed of one entry, for those who follow it alone', () => {
    const alone = (entry: string, since = 0): Partial<Reader> => ({
      follows: [{ place: 'testland', entry, since }],
    })
    expect(told(changes, alone('testland/offence/other'))).toEqual([3])
    expect(told(changes, alone('testland/offence/stalking'))).toEqual([1, 2])
    expect(told(changes, alone('testland/offence/stalking', 1))).toEqual([2])
    expect(told(changes, alone('testland/offence/unknown'))).toEqual([])
    // Also of a place that no guide is about.
    const far = change(1, { entry: 'farland/route', entryKind: 'route', jurisdiction: 'farland' })
    expect(told([far], { follows: [{ place: 'farland', entry: 'farland/route', since: 0 }] })).toEqual([1])
    const both = [...alone('testland/offence/other').follows!, { place: 'testland', since: 1 }]
    expect(told(changes, { follows: both })).toEqual([2, 3])
  })

  it('at once is what is urgent in that entry, and in no other', () => {
    const urgent = history([1, 'urgent'], [2, 'urgent', 'x', { entry: 'testland/offence/other' }])
    const alone: Partial<Reader> = {
      atOnce: true,
      follows: [{ place: 'testland', entry: 'testland/offence/other', since: 0 }],
    }
    expect(told(urgent, alone, { kind: 'at-once' })).toEqual([2])
  })

  it('is one mail whatever overlaps', () => {
    const all = [EVERYTHING, 'testland', 'highmoor', 'testland'].map((place) => ({ place, since: 0 }))
    expect(told(changes, { follows: all })).toEqual([1, 2, 3])
  })

  it.each<[string, Change[]]>([
    ['came and went again', history([1, 'new'], [2, 'withdrawn'])],
    ['changed and changed back', history([1, 'change', '5'], [2, 'change', '0'])],
  ])('is nothing where an entry %s', (_name, all) => {
    expect(told(all)).toEqual([])
    expect(told(all, { coveredTo: 1 })).toEqual([2])
  })
})

describe('wording alone', () => {
  const typo = history([1, 'typo'])
  it.each<[RunKind, number[]]>([
    ['daily', []],
    ['weekly', []],
    ['monthly', [1]],
    ['at-once', []],
  ])('by a %s run is told as %j', (kind, expected) => {
    expect(told(typo, { atOnce: true }, { kind })).toEqual(expected)
  })

  it('goes along with what else changed', () => {
    expect(told(history([1, 'typo'], [2, 'change'], [3, 'typo']))).toEqual([1, 2, 3])
  })
})

describe('what is urgent', () => {
  const changes = history(
    [5, 'change'],
    [6, 'urgent'],
    [7, 'change'],
    [8, 'change', 'x', { entry: 'testland/ladder' }],
  )
  const atOnce: Partial<Run> = { kind: 'at-once', fromSeq: 5 }

  it('goes at once to those who asked for it, with what else of the entry they were not told', () => {
    expect(told(changes, { atOnce: true }, { ...atOnce, toSeq: 6 })).toEqual([5, 6])
    expect(told(changes, { atOnce: true, coveredTo: 5 }, { ...atOnce, toSeq: 6 })).toEqual([6])
    expect(told(changes, { atOnce: false }, atOnce)).toEqual([])
    expect(told(changes, { atOnce: true, ...follows('highmoor') }, atOnce)).toEqual([])
  })

  it('leaves to the digest what came after it', () => {
    expect(told(changes, { atOnce: true }, atOnce)).toEqual([5, 6])
  })

  it('is not told again by their digest, which goes on where it ended', () => {
    expect(told(changes, { atOnce: true }, {}, [5, 6])).toEqual([7, 8])
    expect(told(changes, { atOnce: false })).toEqual([5, 6, 7, 8])
  })

  it('is told by the run that comes first, however they chose since', () => {
    expect(told(changes, { atOnce: true }, { toSeq: 6 })).toEqual([5, 6])
    expect(told(changes, { atOnce: true, coveredTo: 6 }, { ...atOnce, toSeq: 6 }, [5, 6])).toEqual([])
    expect(told(changes, { atOnce: true, coveredTo: 8 }, atOnce, [5, 6, 7, 8])).toEqual([])
  })

  it('is not looked for among what an earlier run told', () => {
    expect(told(changes, { atOnce: true }, { kind: 'at-once', fromSeq: 6 })).toEqual([])
  })
})

describe('a correction', () => {
  const changes = history(
    [5, 'change'],
    [6, 'change', 'x', { entry: 'testland/ladder' }],
    [7, 'correction', 'right', { corrects: 5 }],
  )
  const atOnce: Partial<Run> = { kind: 'at-once', fromSeq: 6 }

  it('goes at once to those who were told what was wrong, whatever they chose, and to all who have such things at once', () => {
    expect(told(changes, { coveredTo: 6 }, atOnce, [5])).toEqual([7])
    expect(told(changes, { coveredTo: 6, follows: [] }, atOnce, [5])).toEqual([7])
    expect(told(changes, { coveredTo: 6, ...follows('highmoor', 7) }, atOnce, [5])).toEqual([7])
    expect(told(changes, { coveredTo: 6, atOnce: true }, atOnce)).toEqual([7])
    expect(told(changes, { coveredTo: 6, atOnce: true }, atOnce, [6])).toEqual([7])
    expect(told(changes, { coveredTo: 6, atOnce: true }, atOnce, [7])).toEqual([])
    expect(told(changes, { coveredTo: 6, atOnce: true, ...follows('highmoor') }, atOnce)).toEqual([])
    expect(told(changes, { coveredTo: 6 }, atOnce)).toEqual([])
    expect(told(changes, { coveredTo: 6, state: 'paused' }, atOnce, [5])).toEqual([])
  })

  it('is told together with what it corrects to those who were not told that yet', () => {
    expect(told(changes)).toEqual([5, 6, 7])
    expect(netChanges(changes).map(({ kind }) => kind)).toEqual(['change', 'change'])
  })

  it('is told to all others by their digest: they may have read the page or a print', () => {
    expect(told(changes, { coveredTo: 5 })).toEqual([6, 7])
    expect(told(changes, follows('testland', 5))).toEqual([6, 7])
    expect(told(changes, follows('testland', 6))).toEqual([7])
  })

  it('is not told twice, and is told by a digest where the run at once came too early', () => {
    expect(told(changes, { coveredTo: 6 }, {}, [5, 7])).toEqual([])
    expect(told(changes, { coveredTo: 6 }, {}, [5])).toEqual([7])
  })

  it('goes along with another change of the entry, so that what is told is true', () => {
    const more = [...changes, ...history([8, 'change', 'later'])]
    expect(told(more, { coveredTo: 6 })).toEqual([7, 8])
  })

  it('brings what else of the entry they were not told', () => {
    const between = history([5, 'change'], [6, 'change'], [7, 'correction', 'right', { corrects: 5 }])
    expect(told(between, { coveredTo: 5 }, { kind: 'at-once', fromSeq: 6 }, [5])).toEqual([6, 7])
  })

  it('is true whatever they follow: it comes with what the entry did since', () => {
    const since = history(
      [7, 'correction', 'a', { corrects: 5 }],
      [8, 'change'],
      [9, 'correction', 'b', { corrects: 7 }],
    )
    expect(told(since, follows('highmoor'), { kind: 'at-once', fromSeq: 6 }, [5])).toEqual([7, 8, 9])
  })

  it('of a correction is told, whether or not they were sent that one', () => {
    const twice = history([7, 'correction', 'a', { corrects: 5 }], [8, 'correction', 'b', { corrects: 7 }])
    expect(told(twice)).toEqual([7, 8])
    expect(told(twice, {}, { kind: 'at-once', fromSeq: 7 }, [5, 7])).toEqual([8])
  })
})

describe('what the caller reads before', () => {
  it('is nothing where nothing is urgent or corrects', () => {
    expect(selector(runOf(history([1, 'change'], [2, 'typo'])))).toMatchObject({
      asks: [],
      corrected: [],
      urgent: false,
    })
  })

  it('is what may have been told at once, and what is corrected', () => {
    const changes = history(
      [5, 'change'],
      [6, 'urgent'],
      [7, 'change'],
      [8, 'correction', 'x', { entry: 'testland/ladder', corrects: 2 }],
      [9, 'change', 'y', { entry: 'testland/profile' }],
    )
    expect(selector(runOf(changes))).toMatchObject({ asks: [2, 5, 6, 8], corrected: [], urgent: false })
    expect(selector(runOf(changes, { kind: 'at-once', fromSeq: 7 }))).toMatchObject({
      asks: [2, 8],
      corrected: [2],
      urgent: true,
    })
    expect(selector(runOf(changes, { kind: 'at-once', fromSeq: 5 }))).toMatchObject({
      asks: [2, 5, 6, 8],
      corrected: [2],
      urgent: true,
    })
  })
})

/** The same numbers in each run. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) % below
  }
}

const ENTRIES: Pick<Change, 'entry' | 'entryKind' | 'jurisdiction'>[] = [
  { entry: 'testland/offence/a', entryKind: 'offence', jurisdiction: 'testland' },
  { entry: 'testland/offence/b', entryKind: 'offence', jurisdiction: 'testland' },
  { entry: 'northmark/channel/c', entryKind: 'channel', jurisdiction: 'northmark' },
  { entry: 'highmoor/ladder', entryKind: 'ladder', jurisdiction: 'highmoor' },
  { entry: 'united-realm/route', entryKind: 'route', jurisdiction: 'united-realm' },
  { entry: 'farland/profile', entryKind: 'profile', jurisdiction: 'farland' },
  { entry: 'farland/offence/d', entryKind: 'offence', jurisdiction: 'farland' },
  { entry: 'global/essential/e', entryKind: 'essential', jurisdiction: null },
]
const PLACES = ['testland', 'highmoor', EVERYTHING]
const CADENCES: Cadence[] = ['daily', 'weekly', 'monthly']
const FIELDS = ['p', 'q', 'r']

/** A site in which things change at random, with its readers. */
class Site {
  readonly changes: Change[] = []
  readonly #state = new Map<string, Map<string, string>>()
  readonly #roll: (below: number) => number
  readonly #kinds: readonly ChangeKind[]

  constructor(roll: (below: number) => number, kinds: readonly ChangeKind[]) {
    this.#roll = roll
    this.#kinds = kinds
  }

  get newest(): number {
    return this.changes.length
  }

  /** What readers of an entry see: its fields; nothing where it is not live. */
  now(entry: string, upTo = this.newest): Map<string, string> {
    const fields = new Map<string, string>()
    for (const each of this.changes.slice(0, upTo))
      if (each.entry === entry)
        for (const { field, after } of each.fields)
          if (after === null) fields.delete(field)
          else fields.set(field, after)
    return fields
  }

  happen(): void {
    const roll = this.#roll
    const about = ENTRIES[roll(ENTRIES.length)] ?? ENTRIES[0]
    if (!about) return
    const was = this.#state.get(about.entry)
    const earlier = this.changes.filter(({ entry, kind }) => entry === about.entry && kind !== 'withdrawn')
    let kind = was ? (this.#kinds[roll(this.#kinds.length)] ?? 'change') : 'new'
    if (kind === 'correction' && earlier.length === 0) kind = 'change'
    const is = new Map(was)
    if (kind === 'withdrawn') is.clear()
    else if (kind === 'new') for (const field of FIELDS) is.set(field, String(roll(3)))
    // Few values, so that things change back.
    else for (let count = 1 + roll(2); count > 0; count -= 1) is.set(FIELDS[roll(3)] ?? 'p', String(roll(3)))
    const fields = FIELDS.flatMap((field) => {
      const [before, after] = [was?.get(field) ?? null, is.get(field) ?? null]
      return before === after ? [] : [{ field, label: field, before, after }]
    })
    if (fields.length === 0) return
    if (kind === 'withdrawn') this.#state.delete(about.entry)
    else this.#state.set(about.entry, is)
    const corrects = kind === 'correction' ? (earlier[roll(earlier.length)]?.seq ?? null) : null
    this.changes.push(change(this.newest + 1, { ...about, kind, corrects, fields }))
  }
}

interface Somebody extends Reader {
  cadence: Cadence
  told: Set<number>
  letters: { kind: RunKind; seqs: number[] }[]
  /** Whether they chose anything anew since they joined. */
  constant: boolean
}

/** The rules in their plainest words, without anything remembered. */
function plainly(run: Run, who: Reader, notified: ReadonlySet<number>): number[] {
  if (who.state !== 'active') return []
  const upTo = run.changes.filter(({ seq }) => seq <= run.toSeq)
  const concernsThem = (each: Change): boolean =>
    who.follows.some(
      ({ place, since }) =>
        each.seq > since &&
        each.seq > who.coveredTo &&
        (place === EVERYTHING ||
          (jurisdictions.some(({ key, guide }: Jurisdiction) => key === place && guide === 'full') &&
            concerns(each, reachOf(place, jurisdictions, withReaders.targets)))),
    )
  return ENTRIES.flatMap(({ entry }) => {
    const atOnce = run.kind === 'at-once'
    const fresh = (each: Change): boolean => each.seq > run.fromSeq
    const sent = (each: Change): boolean =>
      atOnce && fresh(each) && each.kind === 'correction' && notified.has(each.corrects ?? 0)
    const all = upTo.filter((each) => each.entry === entry)
    const last = all.findLast(({ kind }) => kind === 'urgent' || kind === 'correction')?.seq ?? 0
    const untold = all.filter(({ seq }) => !notified.has(seq) && (!atOnce || seq <= last))
    const pending = untold.filter(
      (each) => concernsThem(each) || untold.some((other) => sent(other) && other.seq <= each.seq),
    )
    const reasons = pending.filter((each) => {
      const pressing = each.kind === 'urgent' || each.kind === 'correction'
      if (atOnce) return sent(each) || (pressing && who.atOnce && fresh(each))
      return each.kind !== 'typo' || run.kind === 'monthly'
    })
    return reasons.length > 0 && netChanges(pending).length > 0 ? pending.map(({ seq }) => seq) : []
  }).sort((a, b) => a - b)
}

/** Lives through some months of a site; `after` looks at each reader after each run that went to them. */
function live(
  seed: number,
  kinds: readonly ChangeKind[],
  cadences: readonly Cadence[],
  after: (site: Site, who: Somebody, run: Run) => void,
): void {
  const roll = dice(seed)
  const site = new Site(roll, kinds)
  const people: Somebody[] = []
  const covered: Record<RunKind, number> = { 'at-once': 0, daily: 0, weekly: 0, monthly: 0 }
  const someCadence = (): Cadence => cadences[roll(cadences.length)] ?? 'weekly'
  const run = (kind: RunKind): void => {
    const fromSeq = covered[kind]
    covered[kind] = site.newest
    const least = Math.min(...people.map(({ coveredTo }) => coveredTo), fromSeq)
    const changes = site.changes.slice(least)
    const of: Run = { kind, fromSeq, toSeq: site.newest, changes, jurisdictions, withReaders }
    const selection = selector(of)
    for (const who of people) {
      if (kind !== 'at-once' && who.cadence !== kind) continue
      const known = new Set(selection.asks.filter((seq) => who.told.has(seq)))
      const seqs = selection.letterFor(who, known)?.seqs ?? []
      expect(seqs).toEqual(plainly(of, who, who.told))
      for (const seq of seqs) {
        expect(who.told.has(seq), `change ${seq} is told twice`).toBe(false)
        who.told.add(seq)
      }
      if (seqs.length > 0) who.letters.push({ kind, seqs })
      if (kind !== 'at-once') who.coveredTo = site.newest
      after(site, who, of)
    }
  }
  for (let step = 0; step < 120; step += 1) {
    for (let count = roll(4); count > 0; count -= 1) site.happen()
    if (people.length < 12 && roll(3) === 0)
      people.push({
        ...reader({
          follows: PLACES.filter(() => roll(2) === 0).map((place) => ({ place, since: site.newest })),
          atOnce: roll(2) === 0,
          coveredTo: site.newest,
        }),
        cadence: someCadence(),
        told: new Set(),
        letters: [],
        constant: roll(2) === 0,
      })
    for (const who of people) {
      if (roll(6) === 0) who.cadence = someCadence()
      if (roll(6) === 0) who.atOnce = !who.atOnce
      if (who.constant || roll(8) > 0) continue
      const choice = roll(3)
      const place = PLACES[roll(PLACES.length)] ?? 'testland'
      if (choice === 0) who.follows = who.follows.filter((each) => each.place !== place)
      else if (choice === 1 && !who.follows.some((each) => each.place === place))
        who.follows = [...who.follows, { place, since: site.newest }]
      else if (who.state === 'active') who.state = 'paused'
      else {
        who.state = 'active'
        who.coveredTo = site.newest
        who.follows = who.follows.map((each) => ({ ...each, since: site.newest }))
      }
    }
    for (const [kind, chance] of [
      ['at-once', 2],
      ['daily', 2],
      ['weekly', 4],
      ['monthly', 9],
    ] as const)
      if (roll(chance) === 0) run(kind)
  }
}

const EVERY_KIND: ChangeKind[] = ['change', 'change', 'urgent', 'typo', 'correction', 'withdrawn']

describe('runs one after another', () => {
  it('tell each as the plain rules say, nothing twice, whatever everybody chooses between them', () => {
    let letters = 0
    for (let seed = 1; seed <= scaled(400, 25); seed += 1)
      live(seed, EVERY_KIND, CADENCES, (_site, who) => (letters += who.letters.length > 0 ? 1 : 0))
    expect(letters).toBeGreaterThan(1_000)
  })

  // What somebody knows who reads every letter: it must be what stands there, and each letter must go on from it.
  it.each<[string, ChangeKind[], Cadence[]]>([
    ['changes alone, urgent or not', ['change', 'urgent', 'withdrawn'], CADENCES],
    ['wording, too, for those who get it monthly', ['change', 'typo', 'urgent', 'withdrawn'], ['monthly']],
  ])(
    'leave readers with what stands there, each going on where the last one ended: %s',
    (_name, kinds, cadences) => {
      let looked = 0
      for (let seed = 1; seed <= scaled(400, 25); seed += 1) {
        const knowledge = new Map<Somebody, Map<string, Map<string, string>>>()
        const read = new Map<Somebody, number>()
        live(seed, kinds, cadences, (site, who, { kind }) => {
          if (!who.constant) return
          const since = who.follows[0]?.since ?? 0
          const known =
            knowledge.get(who) ??
            new Map(ENTRIES.map(({ entry }) => [entry, site.now(entry, since)] as const))
          knowledge.set(who, known)
          for (const letter of who.letters.slice(read.get(who) ?? 0))
            for (const netChange of netChanges(site.changes.filter(({ seq }) => letter.seqs.includes(seq))))
              for (const { field, before, after } of netChange.fields) {
                const fields = known.get(netChange.entry) ?? new Map<string, string>()
                expect([netChange.entry, field, fields.get(field) ?? null]).toEqual([
                  netChange.entry,
                  field,
                  before,
                ])
                if (after === null) fields.delete(field)
                else fields.set(field, after)
              }
          read.set(who, who.letters.length)
          if (kind === 'at-once') return
          for (const about of ENTRIES) {
            const theirs = who.follows.some(
              ({ place }) =>
                place === EVERYTHING || concerns(about, reachOf(place, jurisdictions, withReaders.targets)),
            )
            if (!theirs) continue
            looked += 1
            expect([about.entry, known.get(about.entry)]).toEqual([about.entry, site.now(about.entry)])
          }
        })
      }
      expect(looked).toBeGreaterThan(1_000)
    },
  )

  it('send a correction to each who was told what was wrong, and at once', () => {
    let sent = 0
    for (let seed = 1; seed <= scaled(400, 25); seed += 1)
      live(seed, EVERY_KIND, CADENCES, (site, who, { kind, fromSeq }) => {
        if (kind !== 'at-once' || who.state !== 'active') return
        for (const each of site.changes.slice(fromSeq)) {
          if (each.kind !== 'correction' || !who.told.has(each.corrects ?? 0)) continue
          // Or else the entry did more since, and all of it comes to nothing.
          const since = site.changes.filter(
            ({ entry, seq }) => entry === each.entry && seq > (each.corrects ?? 0),
          )
          if (who.told.has(each.seq)) sent += 1
          else expect(since.length).toBeGreaterThan(1)
        }
      })
    expect(sent).toBeGreaterThan(50)
  })
})
