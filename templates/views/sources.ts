import { printDate } from '#domain/dates.ts'
import type { SourceList } from '#domain/source-list.ts'
import { urlParts } from './parts.ts'

export interface SourceView {
  id: string
  number: number
  title: string
  href: string
  host: string
  parts: string[]
  siteOnly: boolean
  retrievedOn: string | null
  /** What it supports on this page. */
  supports: { id: string; title: string }[]
}

/** The list of sources at the end of a page. Ask for it when everything else is composed. */
export function sourcesView(sources: SourceList, titles: ReadonlyMap<string, string>): SourceView[] {
  return sources.list().map((source) => ({
    id: `source-${source.number}`,
    number: source.number,
    title: source.title,
    href: source.url,
    host: source.host,
    parts: urlParts(source.url),
    siteOnly: source.precision === 'host',
    retrievedOn: source.retrievedOn ? printDate(source.retrievedOn) : null,
    supports: source.citedBy.flatMap((key) => {
      const title = titles.get(key)
      return title ? [{ id: key, title }] : []
    }),
  }))
}
