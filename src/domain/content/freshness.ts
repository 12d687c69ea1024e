import { addDays, daysBetween, laterOf, type LegalDate } from '../dates.ts'
import type { Entry } from './content.ts'
import { isInForce } from './legal-status.ts'

/** A change to an instrument that an entry depends on, not yet settled for that entry. */
export interface OpenLawChange {
  effectiveOn: LegalDate
  /** The day on which the entry was flagged for it. */
  flaggedOn: LegalDate
}

interface Verified {
  /** The last day on which a person confirmed that the entry states the law. */
  verifiedOn: LegalDate
  reverifyEvery: number
  /** The day on which the entry's text takes force, if it was stated in advance. */
  takesForceOn?: LegalDate | null
  /** Open changes of the law that the entry depends on. */
  changes?: readonly OpenLawChange[]
}

/**
 * The day by which a person must verify an entry again: `reverifyEvery` days after its last verification.
 * Earlier if the entry takes force after that verification: on the day it does. Also earlier if the law it
 * depends on changes: on the day that change takes force or the entry was flagged, whichever is later, since
 * nobody can be late for what nobody knew.
 */
export function dueDay({ verifiedOn, reverifyEvery, takesForceOn, changes = [] }: Verified): LegalDate {
  const regular = addDays(verifiedOn, reverifyEvery)
  const ahead = takesForceOn && takesForceOn > verifiedOn ? [takesForceOn] : []
  return [...ahead, ...changes.map(({ effectiveOn, flaggedOn }) => laterOf(effectiveOn, flaggedOn))].reduce(
    (first, day) => (day < first ? day : first),
    regular,
  )
}

/** True from the day after the due day. Readers and the desk share this rule. */
export const isOverdue = (dueOn: LegalDate, today: LegalDate): boolean => dueOn < today

/** Days in advance for which due verifications are shown. */
export const SOON_DAYS = 30
/** Days after which a verification is long overdue. */
export const LONG_DAYS = 30
/** Days between notifying one person and the next about a long overdue verification. */
const RUNG_DAYS = 14

export const DUE_LEVELS = {
  soon: 'Due in the next 30 days',
  due: 'Due today',
  overdue: 'Overdue',
  'long-overdue': 'Long overdue',
} as const
export type DueLevel = keyof typeof DUE_LEVELS

/** The urgency of a verification; null while it is far off. */
export function dueLevel(dueOn: LegalDate, today: LegalDate): DueLevel | null {
  const late = daysBetween(dueOn, today)
  if (late > LONG_DAYS) return 'long-overdue'
  if (late > 0) return 'overdue'
  if (late === 0) return 'due'
  return -late <= SOON_DAYS ? 'soon' : null
}

/**
 * The escalation rung of a due verification: 0 until it is overdue, 1 for the first responsible person, the
 * next once it is long overdue, and one more every fortnight.
 */
export function dueRung(dueOn: LegalDate, today: LegalDate): number {
  const late = daysBetween(dueOn, today)
  if (late <= 0) return 0
  return late <= LONG_DAYS ? 1 : 2 + Math.floor((late - LONG_DAYS - 1) / RUNG_DAYS)
}

/** What could harm someone first: emergency numbers, then penalties, then everything else. */
export const RISKS = ['emergency', 'penalty', 'other'] as const
export type Risk = (typeof RISKS)[number]

export function riskOf(entry: Pick<Entry, 'kind' | 'content'>): Risk {
  const { content } = entry
  if (entry.kind === 'profile' && 'emergency' in content && content.emergency) return 'emergency'
  if (entry.kind === 'offence' && 'penalty' in content && content.penalty && isInForce(content.standing))
    return 'penalty'
  return 'other'
}

/** A due verification, with what determines its order. */
export interface AtRisk {
  entry: string
  risk: Risk
  dueOn: LegalDate
  /** Number of pages and PDFs that print it. */
  reach: number
}

/** Most dangerous first; then the longest waiting; then the one on most pages. Visitor numbers are unknown. */
export const byRisk = (a: AtRisk, b: AtRisk): number =>
  RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
  (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0) ||
  b.reach - a.reach ||
  (a.entry < b.entry ? -1 : 1)
