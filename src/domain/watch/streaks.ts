import { daysBetween, type LegalDate } from '../dates.ts'

/** Failed checks after which something counts as broken, and over how many days they must be spread at least. */
export const FAILURES = 3
export const FAILURE_DAYS = 3

/** What one check says of a thing that may be broken: `nothing` counts neither for nor against it. */
export type Sign = 'works' | 'fails' | 'nothing'

/** Failures in a row. */
export interface Streak {
  failures: number
  /** Day of the first of them. */
  failingSince: LegalDate | null
  /** Instant of the check by which it counts as broken, ISO 8601. */
  brokenAt: string | null
}

export const UNBROKEN: Streak = { failures: 0, failingSince: null, brokenAt: null }

/**
 * The streak after one more check. One night without an answer breaks nothing: it takes three failures, the last at
 * least three days after the first, and one success starts again from nothing.
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
