import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { GuideSlice } from '#domain/publish/slices.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { linksOfGuide, type EntryLinks } from '#templates/views/entry-links.ts'
import { frame } from '#templates/views/frame.ts'
import { searchView } from '#templates/views/search.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, type Page } from './page.ts'

export function searchPage(snapshot: Snapshot, guides: readonly Guide[], links: EntryLinks): Page {
  const { site } = snapshot
  return {
    path: paths.search,
    template: 'pages/search',
    view: {
      ...frame(site, {
        title: catalogue.search.heading,
        description: catalogue.describe.search,
        searched: true,
      }),
      heading: catalogue.search.heading,
      lists: searchView(snapshot, links),
      scopes: guides.map(({ place }) => ({ href: paths.guideSearch(place.slug), label: place.name })),
    },
  }
}

export function guideSearchPage(slice: GuideSlice): Page {
  const { guide, site } = slice
  const { place } = guide
  const heading = catalogue.search.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.guideSearch(place.slug),
    template: 'pages/search',
    view: {
      ...frame(site, {
        title: heading,
        description: catalogue.describe.guideSearch({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
        searched: true,
      }),
      heading,
      lists: searchView(slice, linksOfGuide(guide), place.key),
      scopes: [{ href: paths.search, label: catalogue.search.allGuides }],
    },
  }
}
