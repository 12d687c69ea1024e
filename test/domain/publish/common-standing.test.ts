import { describe, expect, it } from 'vitest'
import { addDays, legalDate } from '#domain/dates.ts'
import { commonStanding, standsApart } from '#domain/publish/common-standing.ts'

const JANUARY = legalDate('2026-01-31')
const MARCH = legalDate('2026-03-01')

let keys = 0
const aged = (verifiedOn = JANUARY, overdue = false, over: object = {}) => ({
  key: `testland/offence/number-${(keys += 1)}`,
  verifiedOn,
  overdue,
  dueOn: addDays(verifiedOn, 180),
  takesForce: null,
  ...over,
})
const ahead = () => aged(MARCH, false, { takesForce: { on: MARCH, yet: false } })

describe('what a page says once of the age of its entries', () => {
  it.each([
    ['one', [aged()], [JANUARY, false, 1, 1, 0]],
    ['all alike', [aged(), aged(), aged()], [JANUARY, false, 3, 3, 0]],
    ['most alike', [aged(MARCH), aged(), aged()], [JANUARY, false, 2, 3, 0]],
    ['one overdue', [aged(MARCH), aged(MARCH), aged(JANUARY, true)], [MARCH, false, 2, 3, 1]],
    ['most overdue', [aged(MARCH), aged(JANUARY, true), aged(JANUARY, true)], [JANUARY, true, 2, 3, 0]],
    [
      'overdue since two days',
      [aged(MARCH, true), aged(JANUARY, true), aged(JANUARY, true)],
      [JANUARY, true, 2, 3, 1],
    ],
    ['one day, of which one is overdue', [aged(), aged(), aged(JANUARY, true)], [JANUARY, false, 2, 3, 1]],
    ['as many overdue as not', [aged(MARCH), aged(JANUARY, true)], [JANUARY, true, 1, 2, 0]],
    ['as many overdue, in the other order', [aged(JANUARY, true), aged(MARCH)], [JANUARY, true, 1, 2, 0]],
    ['as many of two days', [aged(MARCH), aged(JANUARY)], [JANUARY, false, 1, 2, 0]],
    ['some that take force later', [ahead(), ahead(), aged()], [JANUARY, false, 1, 3, 0]],
  ])('is, of %s, what is true of most, and of equals the worse', (_name, entries, expected) => {
    const common = commonStanding(entries)
    expect([
      common?.verifiedOn,
      common?.overdue,
      common?.alike,
      common?.entries,
      common?.overdueApart,
    ]).toEqual(expected)
    // Whoever is not counted as alike speaks for itself.
    expect(entries.filter((entry) => !standsApart(entry, common))).toHaveLength(common?.alike ?? 0)
  })

  it.each([
    ['no entries', []],
    ['only such as take force later', [ahead(), ahead()]],
  ])('is nothing of %s: each speaks for itself', (_name, entries) => {
    expect(commonStanding(entries)).toBeNull()
    expect(standsApart(aged(), null)).toBe(true)
  })

  it('counts an entry once that a page prints in several blocks', () => {
    const profile = aged(MARCH)
    expect(commonStanding([profile, profile, aged()])).toMatchObject({ verifiedOn: JANUARY, entries: 2 })
  })

  it('names the day by which all of those are due', () => {
    const soon = aged(JANUARY, true, { dueOn: legalDate('2026-02-10') })
    const late = aged(JANUARY, true, { dueOn: legalDate('2026-07-30') })
    expect(commonStanding([soon, late])?.dueOn).toBe('2026-07-30')
    expect(commonStanding([late, soon])?.dueOn).toBe('2026-07-30')
  })
})
