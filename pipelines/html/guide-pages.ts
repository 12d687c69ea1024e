import { hashOf } from '#domain/hash.ts'
import { lastFew } from '#domain/last-few.ts'
import type { GuideSlice } from '#domain/publish/slices.ts'
import { paths, pdfsOf } from '#domain/publish/paths.ts'
import { changeContext, lastChange } from '#templates/views/changes.ts'
import { linksOfGuide } from '#templates/views/entry-links.ts'
import { guideView } from '#templates/views/guide.ts'
import { withdrawnView } from '#templates/views/withdrawn.ts'
import { guideChangesPage } from './changes-pages.ts'
import { guidePage } from './guide-page.ts'
import type { Documents, Page, PlannedPage } from './page.ts'
import { pairPage } from './pair-page.ts'
import { guideSearchPage } from './search-pages.ts'
import { sectionPage } from './section-page.ts'
import { versionPage } from './version-page.ts'

interface Composing {
  slice: GuideSlice
  timeZone: string
}

/** What several pages of a guide share. */
const composed = lastFew(({ slice, timeZone }: Composing) => ({
  context: { ...changeContext(slice, timeZone), links: linksOfGuide(slice.guide) },
  view: guideView(slice.guide, slice.site, { whole: false }),
}))

/**
 * The pages of one guide. Their views are not built until they are rendered: what tells whether a page changed is the
 * slice.
 */
export function guidePages(slice: GuideSlice, documents: Documents, timeZone: string): PlannedPage[] {
  const { guide, site, changes } = slice
  const { place, version } = guide
  const composing: Composing = { slice, timeZone }
  const shared = () => composed(composing)
  const page = (path: string, build: () => Page, over: Partial<PlannedPage> = {}): PlannedPage => ({
    path,
    inputs: slice.inputs,
    modified: version.day,
    listed: !site.sample,
    build,
    ...over,
  })
  const prints = pdfsOf(place.slug).map((path) => documents.get(path) ?? null)
  return [
    page(
      paths.guide(place.slug),
      () => {
        const { context, view } = shared()
        return guidePage(guide, site, documents, view, {
          last: lastChange(changes, context),
          withdrawn: withdrawnView(changes, place.key, context),
        })
      },
      { inputs: hashOf([slice.inputs, prints.map((facts) => facts && { ...facts })]) },
    ),
    page(paths.guideChanges(place.slug), () => guideChangesPage(guide, site, changes, shared().context), {
      modified: null,
    }),
    page(paths.version(place.slug), () => versionPage(guide, site, changes, shared().context), {
      modified: null,
      listed: false,
    }),
    page(paths.guideSearch(place.slug), () => guideSearchPage(slice), { modified: null }),
    ...guide.sections.map((section) =>
      page(paths.section(place.slug, section.place.slug), () => {
        const { context, view } = shared()
        return sectionPage(guide, section, site, view, withdrawnView(changes, section.place.key, context))
      }),
    ),
    ...guide.targets.map((target) =>
      page(paths.pair(place.slug, target.place.slug), () => pairPage(guide, target, site)),
    ),
  ]
}
