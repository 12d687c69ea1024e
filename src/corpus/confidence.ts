import type { Confidence } from '#domain/content/legal-status.ts'

/** The level of a confidence that nobody has chosen. A high one is left out of a file. */
export const NOT_CHOSEN = 'not-chosen'

/** The level that a record states; null where nobody has chosen one. */
export function levelIn(
  confidence: { level: Confidence | typeof NOT_CHOSEN } | undefined,
): Confidence | null {
  const level = confidence?.level ?? 'high'
  return level === NOT_CHOSEN ? null : level
}
