import { printDate, type LegalDate } from '#domain/dates.ts'
import { catalogue } from '../../words/index.ts'

/** Maximum entries listed in a mail. */
const NAMED = 20

/** Overdue verifications, for their mail. */
export interface OverdueView {
  /** Name of the recipient. */
  name: string
  /** The number of entries, in words. */
  count: string
  one: boolean
  entries: { label: string; due: string; href: string }[]
  /** Number of entries not listed. */
  more: number
}

export const overdueView = (
  name: string,
  overdue: readonly { label: string; dueOn: LegalDate; href: string }[],
): OverdueView => ({
  name,
  count: catalogue.staff.entries({ count: overdue.length }),
  one: overdue.length === 1,
  entries: overdue.slice(0, NAMED).map(({ label, dueOn, href }) => ({ label, due: printDate(dueOn), href })),
  more: Math.max(0, overdue.length - NAMED),
})
