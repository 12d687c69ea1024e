import { claimName, claimNames } from './claim-names.ts'
import type { Entry } from './content.ts'
import type { LegalDate } from '../dates.ts'

/** One citation of an entry, as a reviewer reads it next to the claims it supports. */
export interface Evidence {
  /** Labels of the claims it supports. */
  supports: string[]
  title: string
  url: string
  pinpoint: string | null
  /** The quoted words. */
  quote: string | null
  retrievedOn: LegalDate | null
}

/** An entry's citations in order. */
export function evidenceOf(entry: Entry): Evidence[] {
  const names = claimNames(entry)
  return entry.citations.map(({ supports, source: { title, url }, pinpoint, quote, retrievedOn }) => ({
    supports: supports.map((id) => claimName(id, names)),
    title,
    url,
    pinpoint,
    quote: quote?.exact ?? null,
    retrievedOn,
  }))
}
