import { addDays, daysBetween, laterOf, type LegalDate } from '../dates.ts'
import type { Entry } from './content.ts'
import { isInForce } from './legal-status.ts'

/** An instrument that an entry rests on changed, and nobody has settled that for the entry. */
export interface OpenLawChange {
  effectiveOn: LegalDate
  /** Day on which the entry was flagged for it. */
  flaggedOn: LegalDate
}

interface Verified {
  /** The last day on which a person confirmed that the entry states the law. */
  verifiedOn: LegalDate
  reverifyEvery: number
  /** The day on which what the entry states takes force, where it is stated ahead. */
  takesForceOn?: LegalDate | null
  /** Open changes of the law that the entry rests on. */
  changes?: readonly OpenLawChange[]
}

/**
 * The day by which a person must verify an entry again: so many days after it was last verified; sooner where it takes
 * force after that, on the day on which it does; and where the law that it rests on changes, on the day on which that takes force, or on the day on which it was flagged, whichever is
 * later: nobody is late for what nobody knew.
 */
export function dueDay({ verifiedOn, reverifyEvery, takesForceOn, changes = [] }: Verified): LegalDate {
  const regular = addDays(verifiedOn, reverifyEvery)
  const ahead = takesForceOn && takesForceOn > verifiedOn ? [takesForceOn] : []
  return [...ahead, ...changes.map(({ effectiveOn, flaggedOn }) => laterOf(effectiveOn, flaggedOn))].reduce(
    (first, day) => (day < first ? day : first),
    regular,
  )
}

/** True from the day after it was due: what readers and the desk are told, on one rule. */
export const isOverdue = (dueOn: LegalDate, today: LegalDate): boolean => dueOn < today

/** Days ahead for which what falls due is shown. */
export const SOON_DAYS = 30
/** Days after which it is no longer late, but forgotten. */
export const LONG_DAYS = 30
/** Days between two people who are written to of what is long overdue. */
const RUNG_DAYS = 14

export const DUE_LEVELS = {
  soon: 'Due in the next 30 days',
  due: 'Due today',
  overdue: 'Overdue',
  'long-overdue': 'Long overdue',
} as const
export type DueLevel = keyof typeof DUE_LEVELS

/** How urgent a verification is; null while it is far off. */
export function dueLevel(dueOn: LegalDate, today: LegalDate): DueLevel | null {
  const late = daysBetween(dueOn, today)
  if (late > LONG_DAYS) return 'long-overdue'
  if (late > 0) return 'overdue'
  if (late === 0) return 'due'
  return -late <= SOON_DAYS ? 'soon' : null
}

/**
 * How far up what is due has climbed among those responsible: 0 until it is overdue, 1 for the first of them, the next
 * once it is long overdue, and one more each fortnight.
 */
export function dueRung(dueOn: LegalDate, today: LegalDate): number {
  const late = daysBetween(dueOn, today)
  if (late <= 0) return 0
  return late <= LONG_DAYS ? 1 : 2 + Math.floor((late - LONG_DAYS - 1) / RUNG_DAYS)
}

/** What somebody could be harmed by first: numbers to call in an emergency, then penalties, then everything else. */
export const RISKS = ['emergency', 'penalty', 'other'] as const
export type Risk = (typeof RISKS)[number]

export function riskOf(entry: Pick<Entry, 'kind' | 'content'>): Risk {
  const { content } = entry
  if (entry.kind === 'profile' && 'emergency' in content && content.emergency) return 'emergency'
  if (entry.kind === 'offence' && 'penalty' in content && content.penalty && isInForce(content.standing))
    return 'penalty'
  return 'other'
}

/** What is due, with what decides its order. */
export interface AtRisk {
  entry: string
  risk: Risk
  dueOn: LegalDate
  /** Pages and PDFs on which readers meet it. */
  reach: number
}

/** Most dangerous first; then what has waited longest; then what most pages show. How often readers come is not known. */
export const byRisk = (a: AtRisk, b: AtRisk): number =>
  RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
  (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0) ||
  b.reach - a.reach ||
  (a.entry < b.entry ? -1 : 1)
