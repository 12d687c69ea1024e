import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { LiveEntry, Snapshot } from '#domain/publish/snapshot.ts'
import { linksOfGuide, linksOfSite } from '#templates/views/entry-links.ts'
import { frame } from '#templates/views/frame.ts'
import { searchView } from '#templates/views/search.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, type Page } from './page.ts'

export function searchPage(
  snapshot: Snapshot,
  guides: readonly Guide[],
  essentials: readonly LiveEntry<'essential'>[],
): Page {
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
      lists: searchView(snapshot, linksOfSite(guides, essentials)),
      scopes: guides.map(({ place }) => ({ href: paths.guideSearch(place.slug), label: place.name })),
    },
  }
}

export function guideSearchPage(snapshot: Snapshot, guide: Guide): Page {
  const { place } = guide
  const heading = catalogue.search.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.guideSearch(place.slug),
    template: 'pages/search',
    view: {
      ...frame(snapshot.site, {
        title: heading,
        description: catalogue.describe.guideSearch({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
        searched: true,
      }),
      heading,
      lists: searchView(snapshot, linksOfGuide(guide), place.key),
      scopes: [{ href: paths.search, label: catalogue.search.allGuides }],
    },
  }
}
