import { prose } from '#domain/content/prose.ts'
import type { Site } from '#domain/content/site.ts'
import { laterOf, printDate } from '#domain/dates.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { paths } from '#domain/publish/paths.ts'
import type { LiveEntry } from '#domain/publish/snapshot.ts'
import { essentialTeaser, essentialView, fromGuide } from '#templates/views/essential.ts'
import { frame } from '#templates/views/frame.ts'
import { PageContext } from '#templates/views/page-context.ts'
import { sourcesView } from '#templates/views/sources.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, firstParagraph, sentences, type Page } from './page.ts'

export const essentialsPage = (site: Site, essentials: readonly LiveEntry<'essential'>[]): Page => ({
  path: paths.essentials,
  template: 'pages/essentials',
  view: {
    ...frame(site, {
      title: site.guide.essentialsHeading,
      description: firstParagraph(prose(site.guide.essentialsIntro)) ?? site.guide.essentialsHeading,
    }),
    heading: site.guide.essentialsHeading,
    intro: prose(site.guide.essentialsIntro),
    essentials: essentials.map((each) => essentialTeaser(each)),
  },
})

export function essayPage(entry: LiveEntry<'essential'>, site: Site, guides: readonly Guide[]): Page {
  const page = new PageContext([])
  const essay = essentialView(entry, page)
  return {
    path: paths.essential(entry.content.slug),
    template: 'pages/essay',
    modified: laterOf(entry.edition.since, entry.verifiedOn),
    view: {
      ...frame(site, {
        title: essay.title,
        description: sentences(essay.title, firstParagraph(prose(entry.content.summary))),
        bodyClass: 'has-contents',
        bar: { href: paths.essentials, label: catalogue.page.essentials },
      }),
      essay,
      changedOn: printDate(entry.edition.since),
      guides: guides.map(({ place }) => ({ id: fromGuide(place.slug), ...barOf({ place }) })),
      sources: sourcesView(page.sources),
    },
  }
}
