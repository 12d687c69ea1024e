import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { byRisk, dueDay, dueLevel, dueRung, isOverdue, type AtRisk } from '#domain/content/freshness.ts'

const today = legalDate('2026-08-01')

describe('when an entry is due', () => {
  const verified = { verifiedOn: legalDate('2026-01-01'), reverifyEvery: 180 }
  it.each<[changes: [effectiveOn: string, flaggedOn: string][], expected: string]>([
    [[], '2026-06-30'],
    [[['2026-05-01', '2026-02-01']], '2026-05-01'],
    [[['2026-09-01', '2026-02-01']], '2026-06-30'],
    [[['2020-01-01', '2026-02-01']], '2026-02-01'],
    [
      [
        ['2026-05-01', '2026-02-01'],
        ['2026-04-01', '2026-02-01'],
      ],
      '2026-04-01',
    ],
  ])('with changes %j on %s', (changes, expected) =>
    expect(
      dueDay({
        ...verified,
        changes: changes.map(([effectiveOn, flaggedOn]) => ({
          effectiveOn: legalDate(effectiveOn),
          flaggedOn: legalDate(flaggedOn),
        })),
      }),
    ).toBe(expected),
  )
})

describe('how late it is', () => {
  it.each([
    ['2026-09-01', null, 0],
    ['2026-08-31', 'soon', 0],
    ['2026-08-01', 'due', 0],
    ['2026-07-31', 'overdue', 1],
    ['2026-07-02', 'overdue', 1],
    ['2026-07-01', 'long-overdue', 2],
    ['2026-06-18', 'long-overdue', 2],
    ['2026-06-17', 'long-overdue', 3],
    ['2026-06-03', 'long-overdue', 4],
  ])('due on %s: %s, rung %i', (due, level, rung) => {
    const on = legalDate(due)
    expect([dueLevel(on, today), dueRung(on, today)]).toEqual([level, rung])
    expect(isOverdue(on, today)).toBe(level === 'overdue' || level === 'long-overdue')
  })
})

it('puts first what could harm somebody, then what has waited longest, then what most pages show', () => {
  const at = (entry: string, risk: AtRisk['risk'], dueOn: string, reach = 0): AtRisk => ({
    entry,
    risk,
    dueOn: legalDate(dueOn),
    reach,
  })
  const sorted = [
    at('ladder', 'other', '2026-01-01'),
    at('fresh offence', 'penalty', '2026-07-01'),
    at('old offence', 'penalty', '2026-02-01'),
    at('profile', 'emergency', '2026-07-30'),
    at('essay', 'other', '2026-03-01', 3),
    at('well-read essay', 'other', '2026-03-01', 40),
  ].sort(byRisk)
  expect(sorted.map(({ entry }) => entry)).toEqual([
    'profile',
    'old offence',
    'fresh offence',
    'ladder',
    'well-read essay',
    'essay',
  ])
})
