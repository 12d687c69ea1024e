import { addDays, legalDate, type LegalDate } from './dates.ts'

/** How often something repeats. */
export type Cadence = 'daily' | 'weekly' | 'monthly'

/** Hour of the site's day at which digests are due. It exists on every day, regardless of clock changes. */
export const DIGEST_HOUR = 8

/** Cached, because creating a formatter is the most expensive step here. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

/** A time of the day. */
export interface TimeOfDay {
  hour: number
  minute: number
}

/** Day and time of an instant in an IANA time zone. */
function localTime(timeZone: string, instant: Date): TimeOfDay & { day: LegalDate } {
  const parts = formatOf(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: legalDate(`${part('year')}-${part('month')}-${part('day')}`),
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  }
}

/** The hour of an instant in an IANA time zone, 0 to 23. */
export const hourIn = (timeZone: string, instant: Date): number => localTime(timeZone, instant).hour

/** 0 for Monday. */
const weekday = (day: LegalDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The ISO 8601 week of a day: `2026-W47`. */
export function isoWeek(day: LegalDate): string {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(day, 3 - weekday(day))
  const year = thursday.slice(0, 4)
  const nth = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000)
  return `${year}-W${String(Math.floor(nth / 7) + 1).padStart(2, '0')}`
}

/**
 * The newest due slot: daily in the site's time zone (`2026-11-21`), weekly on Mondays (`2026-W47`), monthly on the
 * first (`2026-11`). A clock set back yields slots that were already processed.
 * @param begins when a slot is due; before it, the one before still is.
 */
export function slotAt(
  cadence: Cadence,
  timeZone: string,
  instant: Date,
  begins: TimeOfDay = { hour: DIGEST_HOUR, minute: 0 },
): string {
  const { day, hour, minute } = localTime(timeZone, instant)
  const isBefore = hour < begins.hour || (hour === begins.hour && minute < begins.minute)
  const due = isBefore ? addDays(day, -1) : day
  switch (cadence) {
    case 'daily':
      return due
    case 'weekly':
      return isoWeek(due)
    case 'monthly':
      return due.slice(0, 7)
  }
}
