import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { languageOf } from '#domain/content/language.ts'
import type { Site } from '#domain/content/site.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { entryData } from './entry.ts'
import { entriesOfGuide, guideData, placeData, siteWords } from './guide.ts'
import { jsonInParts, listOf } from './json-in-parts.ts'

/** All that the data of the whole site are made of. */
export interface SiteSubject {
  site: Site
  publicUrl: string
  guides: readonly Guide[]
  /** The places that readers are shown. */
  places: Jurisdiction[]
}

/** Everything published as data: each entry once, and each guide as a list of them. */
export function siteData({ site, publicUrl, guides, places }: SiteSubject): Uint8Array {
  const entries = new Map(
    guides.flatMap((guide) => entriesOfGuide({ guide, site }).map((entry) => [entry.key, entry])),
  )
  return jsonInParts([
    ['$schema', publicUrl + paths.schema('site-1')],
    ['format', 1],
    ['language', languageOf(site).lang],
    ['site', { ...siteWords(site), strapline: site.strapline, page: publicUrl + paths.index }],
    ['current', publicUrl + paths.siteData],
    ['places', listOf(places, (place) => ({ ...placeData(place), guide: place.guide }))],
    ['guides', listOf(guides, (guide) => guideData({ guide, site, publicUrl }))],
    [
      'entries',
      listOf(
        [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
        entryData,
      ),
    ],
  ])
}
