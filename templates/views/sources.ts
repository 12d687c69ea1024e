import { printDate } from '#domain/dates.ts'
import type { CitingBlock, SourceList } from '#domain/publish/source-list.ts'
import { safeHref, urlParts } from './parts.ts'

export interface SourceView {
  id: string
  number: number
  title: string
  href: string | null
  host: string
  parts: string[]
  siteOnly: boolean
  retrievedOn: string | null
  /** Blocks of this page that cite it. */
  supports: CitingBlock[]
}

/** The list of sources at the end of a page. Call it after everything else is composed. */
export function sourcesView(sources: SourceList): SourceView[] {
  return sources.list().map((source) => ({
    id: `source-${source.number}`,
    number: source.number,
    title: source.title,
    href: safeHref(source.url),
    host: source.host,
    parts: urlParts(source.url),
    siteOnly: source.precision === 'host',
    retrievedOn: source.retrievedOn ? printDate(source.retrievedOn) : null,
    supports: source.citedBy,
  }))
}
