import { describe, expect, it } from 'vitest'
import { toPrune, type Dated } from '#domain/publish/pruning.ts'

const DAY = 86_400_000
const at = (instant: string): number => Date.parse(instant)

/** Number in a made name. */
const numberOf = (name: string): number => Number(name.slice(0, 6))
const named = (seq: number): string => `${String(seq).padStart(6, '0')}-abc`

/** Publishes again and again by a clock, and removes at most a few releases each time, as the worker does. */
function published(instants: readonly number[], needed: ReadonlySet<string>, atOnce = 3): Dated[] {
  let there: Dated[] = []
  for (const [index, instant] of instants.entries()) {
    there = [{ name: named(index + 1), at: new Date(instant).toISOString() }, ...there]
    const given = toPrune(there, { now: new Date(instant), timeZone: 'UTC', needed }).slice(0, atOnce)
    there = there.filter(({ name }) => !given.includes(name))
  }
  return there
}

describe('what stays of many releases', () => {
  // From 1 October 2025 to 29 November 2026.
  const [first, last] = [at('2025-10-01T12:00:00Z'), at('2026-11-29T12:00:00Z')]
  const many = Array.from({ length: 400 }, (_, index) => first + (index * (last - first)) / 399)

  it('of 400 over 14 months: the newest 30, the last of each month for a year, and what is needed', () => {
    const needed = new Set([named(3), named(210)])
    const left = published(many, needed).map(({ name }) => numberOf(name))
    // The last number of each month that is no longer among the newest, from the same month a year before.
    const months = [
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
    ]
    const lastOf = months.map(
      (month) => many.findLastIndex((instant) => new Date(instant).toISOString().startsWith(month)) + 1,
    )
    const newest = Array.from({ length: 30 }, (_, index) => 400 - index)
    const wanted = [...new Set([...newest, ...lastOf, 3, 210])].sort((a, b) => b - a)
    expect(left).toEqual(wanted)
    expect(left).toHaveLength(43)
  })

  it('is the same whether a few or all are removed at once', () => {
    expect(published(many, new Set(), 1)).toEqual(published(many, new Set(), Infinity))
  })

  it('follows the months of the site, not those of UTC', () => {
    const releases = Array.from({ length: 32 }, (_, index) => ({
      name: named(32 - index),
      at: new Date(at('2026-10-31T23:59:00Z') - index * 60_000 + (index < 30 ? DAY : 0)).toISOString(),
    }))
    const given = (timeZone: string): string[] =>
      toPrune(releases, { now: new Date('2026-11-02T00:00:00Z'), timeZone, needed: new Set() })
    // The two oldest are of 31 October in UTC, and of 1 November in Berlin, when the newest are, too.
    expect(given('UTC')).toEqual([named(1)])
    expect(given('Europe/Berlin')).toEqual([named(1), named(2)])
  })

  it('keeps a release of which nothing tells the time', () => {
    const releases = Array.from({ length: 40 }, (_, index) => ({ name: named(40 - index), at: null }))
    expect(toPrune(releases, { now: new Date(last), timeZone: 'UTC', needed: new Set() })).toEqual([])
  })
})
