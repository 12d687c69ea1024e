import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayIn,
  endOfDay,
  daysBetween,
  isLegalDate,
  laterOf,
  legalDate,
  printDate,
  type LegalDate,
} from '#domain/dates.ts'

const on = (text: string): LegalDate => legalDate(text)

describe('legal dates', () => {
  it.each([
    ['2026-01-31', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['1000-01-01', true],
    ['9999-12-31', true],
    ['2026-02-29', false],
    ['1900-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-01-32', false],
    ['0999-12-31', false],
    ['0000-01-01', false],
    ['2026-1-1', false],
    ['26-01-01', false],
    ['2026/01/01', false],
    ['2026-01-01T00:00:00Z', false],
    [' 2026-01-01', false],
    ['2026-01-01\n', false],
    ['', false],
    ['٢٠٢٦-٠١-٠١', false],
  ])('knows whether there is a day %j: %s', (text, expected) => {
    expect(isLegalDate(text)).toBe(expected)
  })

  it('refuses a day that does not exist, and says how to write one', () => {
    expect(() => legalDate('2026-02-30')).toThrow(
      new RangeError('“2026-02-30” is not a date: write it as YYYY-MM-DD, for example 2026-01-31.'),
    )
    expect(legalDate('2026-02-28')).toBe('2026-02-28')
  })

  it.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-05-25', 180, '2026-11-21'],
    ['2023-11-21', 366, '2024-11-21'],
    ['2026-11-21', 36_525, '2126-11-22'],
  ])('counts from %s %i days to %s, and back', (from, days, to) => {
    expect(addDays(on(from), days)).toBe(to)
    expect(addDays(on(to), -days)).toBe(from)
    expect(daysBetween(on(from), on(to))).toBe(days)
  })

  it('adds to no day that does not exist', () => {
    expect(() => addDays('2026-02-30' as LegalDate, 1)).toThrow(RangeError)
  })

  it.each([
    ['2026-01-01', '2026-01-02', '2026-01-02'],
    ['2026-01-02', '2026-01-01', '2026-01-02'],
    ['2026-01-02', '2026-01-02', '2026-01-02'],
    ['2026-01-02', null, '2026-01-02'],
  ])('takes of %s and %s the later', (a, b, later) => {
    expect(laterOf(on(a), b === null ? null : on(b))).toBe(later)
  })

  it.each([
    ['UTC', '2026-11-21T10:00:00Z', '2026-11-21T23:59:59.999Z'],
    ['Pacific/Auckland', '2026-11-21T10:00:00Z', '2026-11-21T10:59:59.999Z'],
    ['Pacific/Auckland', '2026-11-21T11:00:00Z', '2026-11-22T10:59:59.999Z'],
    // Clocks go back on this day, and forward on that one: 25 and 23 hours.
    ['Europe/London', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59.999Z'],
    ['Europe/London', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59.999Z'],
    ['America/St_Johns', '2026-11-21T03:29:59.999Z', '2026-11-21T03:29:59.999Z'],
  ])('end in %s, of %s, at %s', (zone, instant, end) => {
    expect(endOfDay(zone, new Date(instant)).toISOString()).toBe(end)
  })

  it.each([
    // Fourteen hours ahead of UTC, all year.
    ['Pacific/Kiritimati', '2026-11-21T09:59:59.999Z', '2026-11-21'],
    ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-01'],
    // Twelve hours ahead in winter, thirteen in summer; clocks go forward on 27 September 2026, back on 5 April.
    ['Pacific/Auckland', '2026-09-26T11:59:59Z', '2026-09-26'],
    ['Pacific/Auckland', '2026-09-26T12:00:00Z', '2026-09-27'],
    ['Pacific/Auckland', '2026-09-27T10:59:59Z', '2026-09-27'],
    ['Pacific/Auckland', '2026-09-27T11:00:00Z', '2026-09-28'],
    ['Pacific/Auckland', '2026-04-04T10:59:59Z', '2026-04-04'],
    ['Pacific/Auckland', '2026-04-04T11:00:00Z', '2026-04-05'],
    ['Pacific/Auckland', '2026-04-05T11:30:00Z', '2026-04-05'],
    ['Pacific/Auckland', '2026-04-05T12:00:00Z', '2026-04-06'],
    ['Pacific/Pago_Pago', '2026-11-21T10:59:59Z', '2026-11-20'],
    ['Pacific/Pago_Pago', '2026-11-21T11:00:00Z', '2026-11-21'],
    ['Europe/London', '2026-06-30T22:59:59Z', '2026-06-30'],
    ['Europe/London', '2026-06-30T23:00:00Z', '2026-07-01'],
    ['Asia/Kathmandu', '2026-11-21T18:14:59Z', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00Z', '2026-11-22'],
    ['UTC', '2024-02-29T23:59:59Z', '2024-02-29'],
    ['UTC', '2024-03-01T00:00:00Z', '2024-03-01'],
  ])('says which day it is in %s at %s: %s', (zone, instant, day) => {
    expect(dayIn(zone, new Date(instant))).toBe(day)
  })

  it.each([
    ['a zone that does not exist', 'Mars/Base', new Date(0)],
    ['no instant', 'UTC', new Date(Number.NaN)],
  ])('knows no day for %s', (_name, zone, instant) => {
    expect(() => dayIn(zone, instant)).toThrow(RangeError)
  })

  it.each([
    ['2026-01-01', '1 January 2026'],
    ['2026-02-28', '28 February 2026'],
    ['2026-03-09', '9 March 2026'],
    ['2026-04-30', '30 April 2026'],
    ['2026-05-02', '2 May 2026'],
    ['2026-06-10', '10 June 2026'],
    ['2026-07-04', '4 July 2026'],
    ['2026-08-15', '15 August 2026'],
    ['2026-09-21', '21 September 2026'],
    ['2026-10-31', '31 October 2026'],
    ['2026-11-11', '11 November 2026'],
    ['1701-12-31', '31 December 1701'],
  ])('prints %s as %s', (date, printed) => {
    expect(printDate(on(date))).toBe(printed)
  })
})
