import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { isoWeek, slotAt } from '#domain/slots.ts'
import type { Cadence } from '#domain/slots.ts'
import { CADENCES } from '#domain/mail/subscribers.ts'

const HOUR = 3_600_000
const ZONES = ['Australia/Lord_Howe', 'Europe/London', 'America/St_Johns', 'UTC', 'Pacific/Auckland']

describe('the slot that is due', () => {
  it.each<[Cadence, string, string, string]>([
    ['daily', 'UTC', '2026-11-21T07:59:59Z', '2026-11-20'],
    ['daily', 'UTC', '2026-11-21T08:00:00Z', '2026-11-21'],
    ['daily', 'Pacific/Auckland', '2026-11-20T19:00:00Z', '2026-11-21'],
    ['daily', 'America/New_York', '2026-11-21T12:59:00Z', '2026-11-20'],
    ['weekly', 'UTC', '2026-11-23T07:59:00Z', '2026-W47'],
    ['weekly', 'UTC', '2026-11-23T08:00:00Z', '2026-W48'],
    ['weekly', 'UTC', '2027-01-01T09:00:00Z', '2026-W53'],
    ['weekly', 'UTC', '2027-01-04T09:00:00Z', '2027-W01'],
    ['monthly', 'UTC', '2026-12-01T07:00:00Z', '2026-11'],
    ['monthly', 'UTC', '2026-12-01T08:00:00Z', '2026-12'],
    ['monthly', 'Europe/London', '2027-01-01T08:00:00Z', '2027-01'],
    // The clocks go forward and back between midnight and eight.
    ['daily', 'Europe/London', '2026-03-29T06:59:00Z', '2026-03-28'],
    ['daily', 'Europe/London', '2026-03-29T07:00:00Z', '2026-03-29'],
    ['daily', 'Europe/London', '2026-10-25T07:59:00Z', '2026-10-24'],
    ['daily', 'Europe/London', '2026-10-25T08:00:00Z', '2026-10-25'],
    ['daily', 'UTC', '1970-01-01T00:00:00Z', '1969-12-31'],
    ['weekly', 'UTC', '1970-01-01T12:00:00Z', '1970-W01'],
  ])('%s in %s at %s is %s', (cadence, zone, at, slot) => {
    expect(slotAt(cadence, zone, new Date(at))).toBe(slot)
  })

  it.each([
    ['2026-11-21T02:29:59Z', '2026-11-20'],
    ['2026-11-21T02:30:00Z', '2026-11-21'],
    ['2026-11-21T23:59:00Z', '2026-11-21'],
    ['2026-11-22T00:10:00Z', '2026-11-21'],
  ])('of half past two is, at %s, that of %s', (at, slot) => {
    expect(slotAt('daily', 'UTC', new Date(at), { hour: 2, minute: 30 })).toBe(slot)
  })

  it.each(ZONES)(
    'never goes back and skips no day, week or month, hour by hour through a year in %s',
    (zone) => {
      for (const cadence of Object.keys(CADENCES) as Cadence[]) {
        const slots: string[] = []
        for (let at = Date.parse('2026-01-01T00:30:00Z'); at < Date.parse('2027-01-03'); at += HOUR) {
          const slot = slotAt(cadence, zone, new Date(at))
          if (slots.at(-1) !== slot) slots.push(slot)
        }
        expect(slots).toEqual([...slots].sort())
        expect(slots.length).toBeGreaterThanOrEqual({ daily: 366, weekly: 53, monthly: 13 }[cadence])
        expect(slots.length).toBeLessThanOrEqual({ daily: 369, weekly: 55, monthly: 14 }[cadence])
      }
    },
  )
})

describe('weeks', () => {
  it.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2025-12-28', '2025-W52'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-03', '2020-W53'],
  ])('%s is in %s', (day, week) => {
    expect(isoWeek(legalDate(day))).toBe(week)
  })
})
