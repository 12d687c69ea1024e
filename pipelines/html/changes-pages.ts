import type { Site } from '#domain/content/site.ts'
import { changesOfSite } from '#domain/publish/changes-of-guide.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { changesView, FEED_LENGTH, type ChangeContext } from '#templates/views/changes.ts'
import { feedLinks, frame } from '#templates/views/frame.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, type Page } from './page.ts'

/** Maximum guides whose own lists are linked from the site-wide list: more would need an index. */
const NAMED_GUIDES = 40

export function siteChangesPage(snapshot: Snapshot, guides: readonly Guide[], context: ChangeContext): Page {
  const { site } = snapshot
  const heading = catalogue.changes.heading
  return {
    path: paths.changes,
    template: 'pages/changes',
    view: {
      ...frame(site, { title: heading, description: catalogue.describe.changes, feeds: true }),
      heading,
      guide: null,
      guides:
        guides.length > NAMED_GUIDES
          ? []
          : guides.map(({ place }) => ({ href: paths.guideChanges(place.slug), label: place.name })),
      ...changesParts(site, null, changesOfSite(snapshot), context),
    },
  }
}

export function guideChangesPage(
  guide: Guide,
  site: Site,
  changes: readonly Change[],
  context: ChangeContext,
): Page {
  const { place } = guide
  const heading = catalogue.changes.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.guideChanges(place.slug),
    template: 'pages/changes',
    view: {
      ...frame(site, {
        title: heading,
        description: catalogue.describe.guideChanges({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
      }),
      heading,
      guide: { href: paths.guide(place.slug), name: place.name },
      guides: [],
      ...changesParts(site, guide, changes, context),
    },
  }
}

function changesParts(site: Site, guide: Guide | null, changes: readonly Change[], context: ChangeContext) {
  const view = changesView(changes, context)
  return {
    ...view,
    more: view.total > view.listed,
    feeds: feedLinks(site, guide),
    feedLength: FEED_LENGTH,
    subscribe: guide ? paths.subscribeTo(guide.place.key) : paths.subscribe,
  }
}
