import type { Entry } from '../content/content.ts'
import { fieldsOf, type Field } from '../content/fields.ts'
import type { Kind } from '../keys.ts'

/** A claim of a live entry that a reader can say is wrong. */
export type ReportableClaim = Pick<Field, 'id' | 'label'>

/**
 * Claims of a kind in the order of its pages. Kinds whose fields are in that order anyway are not here. A place's part in
 * the Budapest Convention stands on the pages that lead from one place to another.
 */
const ON_PAGE: Partial<Record<Kind, readonly string[]>> = {
  profile: ['emergency', 'doxxing', 'ownOffences', 'recording', 'budapest'],
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

/** Pages say that a place is a party to the Budapest Convention, and nothing where it is not. */
const isOnPage = (entry: Entry, { id, citable, text }: Field): boolean =>
  citable &&
  text !== null &&
  !(entry.kind === 'profile' && id === 'budapest' && entry.content.budapest !== 'party')

/** The claims of an entry that its pages show, in their order: those that are filled in. */
export function reportableClaims(entry: Entry): ReportableClaim[] {
  const said = fieldsOf(entry, null)
    .filter((field) => isOnPage(entry, field))
    .map(({ id, label }) => ({ id, label }))
  const order = ON_PAGE[entry.kind]
  return order ? order.flatMap((id) => said.find((claim) => claim.id === id) ?? []) : said
}

/** A claim as the form sends it. It names its entry: one that was chosen for another part belongs to no other. */
export const sentClaim = (entry: string, claim: string): string => `${entry}#${claim}`
