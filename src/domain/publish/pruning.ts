import { dayIn, type LegalDate } from '../dates.ts'

/** This many of the newest releases always stay. */
export const NEWEST_KEPT = 30

/** A release on disk. */
export interface Dated {
  name: string
  /** Instant at which it was published; null where nothing tells. */
  at: string | null
}

interface Rule {
  now: Date
  /** The site's time zone: months are its months. */
  timeZone: string
  /** Names of those that something needs. */
  needed: ReadonlySet<string>
}

/** `2026-11` */
const monthOf = (day: LegalDate): string => day.slice(0, 7)

/** The same month a year before. */
const yearBefore = (month: string): string =>
  `${String(Number(month.slice(0, 4)) - 1).padStart(4, '0')}${month.slice(4)}`

/**
 * The releases that the rule gives up, oldest first: all but the newest 30, the last of each month for a year, and
 * those that something needs. One whose time nobody knows stays, for a person to look at.
 * @param releases newest first.
 */
export function toPrune(releases: readonly Dated[], { now, timeZone, needed }: Rule): string[] {
  const oldest = yearBefore(monthOf(dayIn(timeZone, now)))
  const months = new Set<string>()
  const given: string[] = []
  for (const [index, { name, at }] of releases.entries()) {
    if (at === null) continue
    const month = monthOf(dayIn(timeZone, new Date(at)))
    const isLastOfMonth = !months.has(month)
    months.add(month)
    if (index < NEWEST_KEPT || needed.has(name) || (isLastOfMonth && month >= oldest)) continue
    given.push(name)
  }
  return given.reverse()
}
