import type { Brand } from './brand.ts'

/** A calendar day as used in law: `YYYY-MM-DD`, without time or zone. */
export type LegalDate = Brand<string, 'LegalDate'>

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** The date's number of days since 1970-01-01; null if there is no such day. */
function dayNumber(text: string): number | null {
  const match = SHAPE.exec(text)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const time = Date.UTC(year, month - 1, day)
  const back = new Date(time)
  if (year < 1000 || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null
  return time / 86_400_000
}

export const isLegalDate = (text: string): text is LegalDate => dayNumber(text) !== null

/** @throws {RangeError} if there is no such day. */
export function legalDate(text: string): LegalDate {
  if (!isLegalDate(text))
    throw new RangeError(`“${text}” is not a date: write it as YYYY-MM-DD, for example 2026-01-31.`)
  return text
}

/** The date this many days later (or earlier, for a negative number). */
export function addDays(date: LegalDate, days: number): LegalDate {
  const number = dayNumber(date)
  if (number === null) throw new RangeError(`“${date}” is not a date.`)
  return new Date((number + days) * 86_400_000).toISOString().slice(0, 10) as LegalDate
}

/** Days from a to b; negative when b is earlier. */
export function daysBetween(a: LegalDate, b: LegalDate): number {
  return (dayNumber(b) ?? NaN) - (dayNumber(a) ?? NaN)
}

export const laterOf = (a: LegalDate, b: LegalDate | null): LegalDate => (b !== null && b > a ? b : a)

/** By time zone: to make one takes a hundred times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date): LegalDate {
  const parts =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, parts)
  return legalDate(parts.format(instant))
}

const HOUR = 3_600_000

/** The last millisecond of the day on which an instant falls in a time zone: a day has 23 to 25 hours, or so. */
export function endOfDay(timeZone: string, instant: Date): Date {
  const day = dayIn(timeZone, instant)
  let [last, next] = [instant.getTime(), instant.getTime() + 30 * HOUR]
  while (next - last > 1) {
    const between = Math.floor((last + next) / 2)
    if (dayIn(timeZone, new Date(between)) === day) last = between
    else next = between
  }
  return new Date(last)
}

/**
 * `31 January 2026`: the only format in which dates are printed. Hand-written, because Intl's output changes
 * with its data.
 */
export function printDate(date: LegalDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${day} ${MONTHS[month - 1]} ${year}`
}
