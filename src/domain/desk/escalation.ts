/** Hours between two rungs of an escalation. */
export const RUNG_HOURS = 4

const HOUR = 3_600_000

/**
 * The rung an escalation has reached: 0 until it is late, 1 from the due instant, then one more every four
 * hours.
 * @param due the deadline, an ISO 8601 instant.
 */
export function rungAt(due: string, now: Date): number {
  const late = now.getTime() - Date.parse(due)
  return late < 0 ? 0 : 1 + Math.floor(late / (RUNG_HOURS * HOUR))
}

/** Someone who can be notified. */
export interface Person {
  name: string
  email: string
}

/** The last rung that reaches anyone: one rung per responsible person, then one for the administrators. */
export const lastRung = (responsible: readonly unknown[]): number => responsible.length + 1

/**
 * Whom a rung reaches: each responsible person in order, then all administrators; nobody after that.
 * @param rung 1 for the first.
 */
export function reachedBy<P extends Person>(
  rung: number,
  responsible: readonly P[],
  administrators: readonly P[],
): P[] {
  const one = responsible[rung - 1]
  if (one) return [one]
  return rung === lastRung(responsible) ? [...administrators] : []
}
