import type { LegalDate } from '../dates.ts'

/** What a day of the calendar is about, in words. */
export const CALENDAR_KINDS = {
  verify: 'Verify again',
  task: 'Your task',
  'second-review': 'Second review due',
  live: 'Goes live',
  law: 'Takes force',
} as const
export type CalendarKind = keyof typeof CALENDAR_KINDS

/** One thing on one day. */
export interface CalendarItem {
  /** Unique, and the same as long as it is about the same matter. */
  id: string
  on: LegalDate
  kind: CalendarKind
  /** What it is about, in a word: `Offence`. */
  of: string
  place: string | null
  title: string
  /** True if readers see the entry under this title: only then it stands in a feed. */
  isPublic: boolean
  /** What else people at the desk should know of it; in no feed. */
  notes: readonly string[]
  /** Below the root of the admin. */
  path: string
}

/** What a calendar shows. */
export interface CalendarItems {
  today: LegalDate
  /** In the order of the days. */
  items: readonly CalendarItem[]
  /** Kinds of which there is more than stands in it: what is latest was left out. */
  cut: readonly CalendarKind[]
}

/** What a calendar outside the desk says of an item: nothing that readers do not see. */
export const feedTitle = ({ kind, of, place, title, isPublic }: CalendarItem): string => {
  const about = [of, place].filter(Boolean).join(', ')
  return `${CALENDAR_KINDS[kind]}: ${isPublic ? `${title} (${about})` : about}`
}

/** Says of which kinds there is more than a calendar shows; null if it shows all. */
export const cutWords = (cut: readonly CalendarKind[]): string | null =>
  cut.length === 0
    ? null
    : `There is more than a calendar shows. Only the earliest stand here of: ${cut.map((kind) => CALENDAR_KINDS[kind].toLowerCase()).join(', ')}.`

/** Items by day, in the order of the days. */
export function byDay(items: readonly CalendarItem[]): [LegalDate, CalendarItem[]][] {
  const days = new Map<LegalDate, CalendarItem[]>()
  for (const item of items) days.set(item.on, [...(days.get(item.on) ?? []), item])
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1))
}
