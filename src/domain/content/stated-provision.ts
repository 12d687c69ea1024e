import type { Kind } from '../keys.ts'
import { reachOf } from './pinpoints.ts'

/** The claim that names the provisions of an entry. */
const NAMES_PROVISIONS: Partial<Record<Kind, string>> = { offence: 'section' }

export const provisionClaim = (kind: Kind): string | null => NAMES_PROVISIONS[kind] ?? null

/**
 * True if a page is one of the provisions that an entry names, or contains or stands within one: it says that they
 * exist, whatever else it is cited for.
 * @param pinpoint the provision that the page's address names.
 * @param stated the entry's words on its provisions.
 */
export function isStatedProvision(pinpoint: string | null, stated: string): boolean {
  if (pinpoint === null || stated.trim() === '') return false
  const reach = reachOf(pinpoint, stated)
  return reach === 'met' || reach === 'wider'
}
