import { describe, expect, it } from 'vitest'
import type { Entry } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { freezeEdition } from '#domain/content/editions.ts'
import { hashOf } from '#domain/hash.ts'
import { entriesAt, entriesOf, inPrintedOrder } from '#domain/publish/snapshot-index.ts'
import { assembleSnapshot, type LiveEntry } from '#domain/publish/snapshot.ts'
import {
  change,
  DAY,
  entry,
  place,
  site,
  snapshotOf,
  submission,
  withEntry,
  world,
  type World,
} from '../../fixtures/snapshot.ts'
import { standIn } from '../../support/stand-in.ts'

const one = (
  over: Parameters<typeof entry<'offence'>>[1],
  verifiedOn: string | null = null,
  day = DAY,
): LiveEntry => {
  const [found] = snapshotOf(
    world({
      day,
      live: [
        { entry: entry('offence', over) as Entry, verifiedOn: verifiedOn ? legalDate(verifiedOn) : null },
      ],
    }),
  ).entries
  if (!found) throw new Error('fixture')
  return found
}

/** The same list in another order, the same for the same seed. */
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((each, index) => ({ each, at: Math.imul(index + 1, 2_654_435_761 ^ seed) >>> 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)

const isDeepFrozen = (value: unknown): boolean =>
  value === null ||
  typeof value !== 'object' ||
  (Object.isFrozen(value) && Object.values(value).every(isDeepFrozen))

describe('a snapshot', () => {
  it('is plain, sorted and frozen, with a hash over all of it', () => {
    const snapshot = snapshotOf(world({ opened: [] }))
    const { hash, ...parts } = snapshot
    expect(hash).toBe(hashOf(parts))
    expect(Object.keys(parts).sort()).toEqual([
      'changes',
      'day',
      'entries',
      'format',
      'jurisdictions',
      'site',
    ])
    expect(parts.format).toBe(1)
    expect(snapshot.jurisdictions.map(({ key }) => key)).toEqual([
      'farland',
      'highmoor',
      'northmark',
      'testland',
      'united-realm',
    ])
    const keys = snapshot.entries.map(({ key }) => key)
    expect(keys).toEqual([...keys].sort())
    expect(keys).toHaveLength(world().live.length)
    expect(isDeepFrozen(snapshot)).toBe(true)
  })

  it('carries each entry as it was frozen, with its edition and dates', () => {
    const offence = entry('offence') as Entry
    const edition = freezeEdition(offence, 3, 8, submission())
    const { entries } = assembleSnapshot({
      day: DAY,
      site: site(),
      jurisdictions: [place('testland')],
      changes: [],
      live: [{ edition, since: legalDate('2026-09-15'), verifiedOn: null }],
    })
    const [sooner] = assembleSnapshot({
      day: DAY,
      site: site(),
      jurisdictions: [place('testland')],
      changes: [],
      live: [
        {
          edition,
          since: legalDate('2026-09-15'),
          verifiedOn: null,
          lawChanges: [{ effectiveOn: legalDate('2026-10-01'), flaggedOn: legalDate('2026-09-20') }],
        },
      ],
    }).entries
    expect(sooner).toMatchObject({ dueOn: '2026-10-01', overdue: true })
    expect(entries).toEqual([
      {
        ...offence,
        edition: { n: 3, hash: edition.hash, contentHash: edition.contentHash, since: '2026-09-15' },
        verifiedOn: '2026-09-01',
        dueOn: '2027-02-28',
        overdue: false,
        takesForce: null,
        inForceSince: {},
      },
    ])
  })

  it.each([1, 2, 3, 4, 5])('has the same hash in whatever order its parts come (order %i)', (seed) => {
    const from = world({ changes: [1, 2, 3, 4, 5].map((seq) => change(seq)) })
    const other = snapshotOf({
      ...from,
      jurisdictions: shuffled(from.jurisdictions, seed),
      live: shuffled(from.live, seed),
      changes: shuffled(from.changes ?? [], seed),
    })
    expect(other).toEqual(snapshotOf(from))
    expect(other.changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  })

  it.each<[string, (from: World) => World]>([
    ['its day', (from) => ({ ...from, day: legalDate('2026-11-22') })],
    ['a word of the site', (from) => ({ ...from, site: site({ about: 'Other' }) })],
    ['a change', (from) => ({ ...from, changes: [change(1)] })],
    [
      'a corrected note',
      (from) => ({ ...from, changes: [change(1, { noteCorrectedAt: '2026-11-01T00:00:00.000Z' })] }),
    ],
    ['a jurisdiction', (from) => ({ ...from, jurisdictions: [...from.jurisdictions, place('elsewhere')] })],
    ['an entry', (from) => ({ ...from, live: from.live.slice(1) })],
    [
      'a word of an entry',
      (from) =>
        withEntry<'route'>(from, 'farland/route', (route) => ({
          ...route,
          content: { ...route.content, lever: 'Other' },
        })),
    ],
    [
      'the day since which one is live',
      (from) => ({
        ...from,
        live: [...from.live.slice(1), { entry: from.live[0] as Entry, since: legalDate('2026-09-16') }],
      }),
    ],
    [
      'the day on which one was verified',
      (from) => ({
        ...from,
        live: [...from.live.slice(1), { entry: from.live[0] as Entry, verifiedOn: legalDate('2026-11-01') }],
      }),
    ],
    [
      'the number of an edition',
      (from) => ({ ...from, live: [...from.live.slice(1), { entry: from.live[0] as Entry, n: 2 }] }),
    ],
  ])('has another hash with another %s', (_name, changed) => {
    expect(snapshotOf(changed(world())).hash).not.toBe(snapshotOf(world()).hash)
  })

  it('refuses a live edition that does not say what day it states the law of', () => {
    expect(() => snapshotOf(world({ live: [entry('route', { inForceAsOf: null }) as Entry] }))).toThrow(
      new TypeError('The live edition of testland/route has no “in force as of”.'),
    )
  })

  it.each([
    ['2026-09-01', null, '2026-09-01'],
    ['2026-09-01', '2026-08-31', '2026-09-01'],
    ['2026-09-01', '2026-09-01', '2026-09-01'],
    ['2026-09-01', '2026-09-02', '2026-09-02'],
  ])('takes of %s in force and %s verified the later day', (inForceAsOf, verifiedOn, expected) => {
    expect(one({ inForceAsOf: legalDate(inForceAsOf) }, verifiedOn).verifiedOn).toBe(expected)
  })

  it.each([
    // 90 days after 23 August is 21 November.
    ['2026-08-22', null, 90, '2026-11-20', true],
    ['2026-08-23', null, 90, '2026-11-21', false],
    ['2026-08-24', null, 90, '2026-11-22', false],
    ['2026-01-01', '2026-08-23', 90, '2026-11-21', false],
    ['2026-01-01', '2026-08-22', 90, '2026-11-20', true],
    ['2024-02-29', null, 7, '2024-03-07', true],
    ['2026-11-21', null, 7, '2026-11-28', false],
  ])(
    'calls an entry of %s, verified on %s, every %i days, due on %s: overdue %s',
    (inForceAsOf, verifiedOn, reverifyEvery, dueOn, overdue) => {
      const found = one({ inForceAsOf: legalDate(inForceAsOf), reverifyEvery }, verifiedOn)
      expect([found.dueOn, found.overdue]).toEqual([dueOn, overdue])
    },
  )
})

describe('printed order', () => {
  it('is by kind, then as editors set it, then by key', () => {
    const entries = standIn<LiveEntry[]>([
      entry('essential', { order: 1 }),
      entry('ladder', { order: 1 }),
      entry('route', { order: 1 }),
      entry('offence', { key: 'testland/offence/b', order: 10 }),
      entry('offence', { key: 'testland/offence/a', order: 10 }),
      entry('offence', { key: 'testland/offence/z', order: 2 }),
      entry('channel', { order: 99 }),
      entry('profile', { order: 99 }),
    ])
    expect(entries.sort(inPrintedOrder).map(({ key }) => key)).toEqual([
      'testland/profile',
      'testland/channel/sample',
      'testland/offence/z',
      'testland/offence/a',
      'testland/offence/b',
      'testland/route',
      'testland/ladder',
      'global/essential/sample',
    ])
  })

  it('is that of the entries of one kind, everywhere or at a place', () => {
    const snapshot = snapshotOf(world())
    expect(entriesOf(snapshot, 'offence').map(({ key }) => key)).toEqual([
      'northmark/offence/local',
      'testland/offence/stalking',
      'testland/offence/insult',
    ])
    expect(entriesAt(snapshot, 'offence', 'northmark').map(({ key }) => key)).toEqual([
      'northmark/offence/local',
    ])
    expect(entriesAt(snapshot, 'offence', 'nowhere')).toEqual([])
  })
})
