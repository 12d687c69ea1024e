import { changesOfGuide } from '#domain/publish/changes-of-guide.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { changeContext, lastChange } from '#templates/views/changes.ts'
import { linksOfGuide, linksOfSite } from '#templates/views/entry-links.ts'
import { withdrawnView } from '#templates/views/withdrawn.ts'
import { catalogue } from '#templates/words/index.ts'
import { guideChangesPage, siteChangesPage } from './changes-pages.ts'
import { essayPage, essentialsPage } from './essential-pages.ts'
import { guidePage } from './guide-page.ts'
import { indexPage } from './index-page.ts'
import { barOf, type Documents, type Page } from './page.ts'
import { pairPage } from './pair-page.ts'
import { guideSearchPage, searchPage } from './search-pages.ts'
import { sectionPage } from './section-page.ts'
import { textPage } from './text-page.ts'
import { versionPage } from './version-page.ts'

/**
 * Every page of a snapshot.
 * @param timeZone time zone of the site's days: changes are listed by day.
 */
export function pagesOf(snapshot: Snapshot, documents: Documents, timeZone = 'UTC'): Page[] {
  const { site } = snapshot
  const guides = guidesOf(snapshot)
  const essentials = entriesOf(snapshot, 'essential')
  const context = changeContext(snapshot, timeZone)
  return [
    indexPage(snapshot, guides, essentials),
    siteChangesPage(snapshot, guides, { ...context, links: linksOfSite(guides, essentials) }),
    ...guides.flatMap((guide) => {
      const changes = changesOfGuide(snapshot, guide)
      const ownContext = { ...context, links: linksOfGuide(guide) }
      return [
        guidePage(guide, site, documents, {
          last: lastChange(changes, context),
          withdrawn: withdrawnView(changes, guide.place.key, context),
        }),
        guideChangesPage(guide, site, changes, ownContext),
        versionPage(guide, site, changes, ownContext),
        guideSearchPage(snapshot, guide),
        ...guide.sections.map((section) =>
          sectionPage(guide, section, site, withdrawnView(changes, section.place.key, context)),
        ),
        ...guide.targets.map((target) => pairPage(guide, target, site)),
      ]
    }),
    essentialsPage(site, essentials),
    ...essentials.map((essential) => essayPage(essential, site, guides)),
    searchPage(snapshot, guides, essentials),
    textPage(site, paths.about, catalogue.page.aboutBrand({ brand: site.brand }), site.about, [
      { href: paths.index, label: catalogue.page.allGuides },
      { href: paths.siteData, label: catalogue.page.allGuidesAsData },
    ]),
    textPage(site, paths.notFound, catalogue.page.notHere, catalogue.page.notHereWhy, [
      { href: paths.index, label: catalogue.page.allGuides },
      { href: paths.essentials, label: catalogue.page.essentials },
      { href: paths.search, label: catalogue.search.allGuides },
      ...guides.map(barOf).map(({ href, label }) => ({
        href,
        label: catalogue.guide.guideFor({ name: label }),
      })),
    ]),
  ]
}
