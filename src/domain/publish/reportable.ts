import type { Entry } from '../content/content.ts'
import { fieldsOf, type Field } from '../content/fields.ts'
import type { Kind } from '../keys.ts'

/** A claim of a live entry that a reader can say is wrong. */
export type ReportableClaim = Pick<Field, 'id' | 'label'>

/**
 * Claims of a kind that its page shows, in its order. Kinds whose fields are in that order anyway are not here. The
 * Budapest Convention is on no page.
 */
const ON_PAGE: Partial<Record<Kind, readonly string[]>> = {
  profile: ['emergency', 'doxxing', 'recording', 'ownOffences'],
  channel: ['role', 'instead', 'does', 'contacts'],
  offence: [
    'penalty',
    'timeLimit',
    'covers',
    'situations',
    'elements',
    'standing',
    'section',
    'classification',
  ],
}

/** The claims of an entry that its page shows, in its order: those that are filled in. */
export function reportableClaims(entry: Entry): ReportableClaim[] {
  const said = fieldsOf(entry, null)
    .filter(({ citable, text }) => citable && text !== null)
    .map(({ id, label }) => ({ id, label }))
  const order = ON_PAGE[entry.kind]
  return order ? order.flatMap((id) => said.find((claim) => claim.id === id) ?? []) : said
}

/** A claim as the form sends it. It names its entry: one that was chosen for another part belongs to no other. */
export const sentClaim = (entry: string, claim: string): string => `${entry}#${claim}`
