/** Hours between two rungs of an escalation. */
export const RUNG_HOURS = 4

const HOUR = 3_600_000

/**
 * How far an escalation has climbed: 0 while nothing is late, 1 from the moment it is due, one more every four hours.
 * @param due instant by which something had to be done, ISO 8601.
 */
export function rungAt(due: string, now: Date): number {
  const late = now.getTime() - Date.parse(due)
  return late < 0 ? 0 : 1 + Math.floor(late / (RUNG_HOURS * HOUR))
}

/** Somebody who can be written to. */
export interface Person {
  name: string
  email: string
}

/** The last rung that reaches anybody: the responsible, one each, then the administrators. */
export const lastRung = (responsible: readonly unknown[]): number => responsible.length + 1

/**
 * Whom a rung reaches: the responsible in their order, one each, then all administrators; nobody after that.
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
