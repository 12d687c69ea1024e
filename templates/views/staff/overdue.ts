import { printDate, type LegalDate } from '#domain/dates.ts'
import { counted } from '#domain/desk/impact.ts'

/** Entries that a mail names at most. */
const NAMED = 20

/** Verifications that are overdue, as a mail tells of them. */
export interface OverdueView {
  /** Who is written to. */
  name: string
  /** How many entries, in words. */
  count: string
  one: boolean
  entries: { label: string; due: string; href: string }[]
  /** How many more there are than are named. */
  more: number
}

export const overdueView = (
  name: string,
  overdue: readonly { label: string; dueOn: LegalDate; href: string }[],
): OverdueView => ({
  name,
  count: counted(overdue.length, 'entry', 'entries'),
  one: overdue.length === 1,
  entries: overdue.slice(0, NAMED).map(({ label, dueOn, href }) => ({ label, due: printDate(dueOn), href })),
  more: Math.max(0, overdue.length - NAMED),
})
