import { daysBetween, type LegalDate } from '../dates.ts'

/** Number of failed checks before something counts as broken, and the minimum number of days they must span. */
export const FAILURES = 3
export const FAILURE_DAYS = 3

/** What one check says of a possibly broken thing; `nothing` counts neither for nor against it. */
export type Sign = 'works' | 'fails' | 'nothing'

/** Consecutive failures. */
export interface Streak {
  failures: number
  /** Day of the first failure. */
  failingSince: LegalDate | null
  /** Instant of the check that made it count as broken, ISO 8601. */
  brokenAt: string | null
}

export const UNBROKEN: Streak = { failures: 0, failingSince: null, brokenAt: null }

/**
 * The streak after one more check. A single night without a response breaks nothing: it takes three failures,
 * the last at least three days after the first, and one success resets the streak.
 */
export function nextStreak(
  { failures, failingSince, brokenAt }: Streak,
  sign: Sign,
  { at, day }: { at: string; day: LegalDate },
): Streak {
  if (sign === 'works') return UNBROKEN
  if (sign === 'nothing') return { failures, failingSince, brokenAt }
  const since = failingSince ?? day
  const broken = failures + 1 >= FAILURES && daysBetween(since, day) >= FAILURE_DAYS
  return { failures: failures + 1, failingSince: since, brokenAt: brokenAt ?? (broken ? at : null) }
}
