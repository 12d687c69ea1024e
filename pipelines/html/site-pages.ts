import { hashOf } from '#domain/hash.ts'
import { guidesOf } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import { hashOfShared, markOf } from '#domain/publish/slices.ts'
import { entriesOf } from '#domain/publish/snapshot-index.ts'
import type { Snapshot } from '#domain/publish/snapshot.ts'
import { changeContext } from '#templates/views/changes.ts'
import { linksOfSite } from '#templates/views/entry-links.ts'
import { catalogue } from '#templates/words/index.ts'
import { siteChangesPage } from './changes-pages.ts'
import { essayPage, essentialsPage } from './essential-pages.ts'
import { indexPage } from './index-page.ts'
import { barOf, type Page, type PlannedPage } from './page.ts'
import { searchPage } from './search-pages.ts'
import { textPage } from './text-page.ts'

/** A page that is small beside what it is chosen from: its view is built, and tells whether it changed. */
function seen(page: Page, sample: boolean): PlannedPage {
  const { path, template, view, modified = null } = page
  return {
    path,
    inputs: hashOf({ template, view }),
    modified,
    listed: !sample && path !== paths.notFound,
    build: () => page,
  }
}

/**
 * The pages that belong to no guide.
 * @param slices the inputs of all guides, by which the page that lists all of them is told to have changed.
 */
export function sitePages(snapshot: Snapshot, timeZone: string, slices: readonly string[]): PlannedPage[] {
  const { site } = snapshot
  const guides = guidesOf(snapshot)
  const essentials = entriesOf(snapshot, 'essential')
  const context = changeContext(snapshot, timeZone)
  const links = linksOfSite(guides, essentials)
  const pages = [
    indexPage(snapshot, guides, essentials),
    siteChangesPage(snapshot, guides, { ...context, links }),
    essentialsPage(site, essentials),
    ...essentials.map((essential) => essayPage(essential, site, guides)),
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
  return [
    ...pages.map((page) => seen(page, site.sample)),
    {
      path: paths.search,
      inputs: hashOf({ slices, essentials: essentials.map(markOf), site: hashOfShared(site) }),
      modified: null,
      listed: !site.sample,
      build: () => searchPage(snapshot, guides, links),
    },
  ]
}
