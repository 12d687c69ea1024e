import type { Site } from '#domain/content/site.ts'
import type { Change } from '#domain/publish/changes.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { ChangeContext } from '#templates/views/changes.ts'
import { frame } from '#templates/views/frame.ts'
import { versionView } from '#templates/views/guide.ts'
import { versionPageView } from '#templates/views/version-page.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, type Page } from './page.ts'

/** Where prints and files of a guide lead: whether they are current, and what has changed since. */
export function versionPage(
  guide: Guide,
  site: Site,
  changes: readonly Change[],
  context: ChangeContext,
): Page {
  const { place } = guide
  const heading = catalogue.copy.headingOfGuide({ place: place.inSentence })
  return {
    path: paths.version(place.slug),
    template: 'pages/version',
    view: {
      ...frame(site, {
        title: heading,
        description: catalogue.copy.description({ place: place.inSentence }),
        bar: barOf(guide),
        guide,
        version: versionView(guide),
        compared: true,
        // Of use only to who has a copy.
        noindex: true,
      }),
      heading,
      subscribe: paths.subscribeTo(place.key),
      guide: { href: paths.guide(place.slug), name: place.name },
      ...versionPageView(guide, changes, context),
    },
  }
}
