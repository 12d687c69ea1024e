import type { Entry } from './content.ts'
import { fieldsOf } from './fields.ts'
import type { LegalDate } from '../dates.ts'
import type { GuideForm } from './jurisdictions.ts'

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
export function evidenceOf(entry: Entry, guide: GuideForm | null): Evidence[] {
  const labels = new Map(fieldsOf(entry, guide).map(({ id, label }) => [id, label]))
  return entry.citations.map(({ supports, source: { title, url }, pinpoint, quote, retrievedOn }) => ({
    supports: supports.map((id) => labels.get(id) ?? id),
    title,
    url,
    pinpoint,
    quote: quote?.exact ?? null,
    retrievedOn,
  }))
}
