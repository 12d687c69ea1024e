import { prose } from '#domain/content/prose.ts'
import { inPlace, type Site } from '#domain/content/site.ts'
import type { Guide } from '#domain/publish/guides.ts'
import { GUIDE_FORMS, paths, type GuideForm } from '#domain/publish/paths.ts'
import { frame } from '#templates/views/frame.ts'
import type { GuideView } from '#templates/views/guide.ts'
import type { WithdrawnView } from '#templates/views/withdrawn.ts'
import { catalogue } from '#templates/words/index.ts'
import { barOf, firstParagraph, sentences, type Documents, type Page } from './page.ts'
import { printLinks } from './print-links.ts'

/** What a guide's page tells of its changes. */
interface Told {
  /** Day of the newest change; null where there is none. */
  last: string | null
  withdrawn: readonly WithdrawnView[]
}

export function guidePage(guide: Guide, site: Site, documents: Documents, view: GuideView, told: Told): Page {
  return {
    path: paths.guide(guide.place.slug),
    template: 'pages/guide',
    modified: guide.version.day,
    view: {
      ...frame(site, {
        title: view.words.title,
        description: guideDescription(guide, site),
        bodyClass: 'has-contents',
        bar: barOf(guide),
        version: view.version,
        guide,
      }),
      ...view,
      lastChange: told.last,
      withdrawn: told.withdrawn,
      subscribe: paths.subscribeTo(guide.place.key),
      prints: printLinks(guide.place.slug, documents),
      versionPage: paths.version(guide.place.slug),
      otherForms: formLinks(guide.place.slug),
    },
  }
}

/** The title and first paragraph of a guide: the first names the place, the second says what is in it. */
const guideDescription = ({ place }: Guide, { guide: { title, intro } }: Site): string =>
  inPlace(sentences(title, firstParagraph(prose(intro))), place.inSentence)

const formLinks = (slug: string) =>
  (Object.keys(GUIDE_FORMS) as GuideForm[]).map((form) => ({
    href: paths.form(slug, form),
    label: catalogue.labels.forms[form],
  }))
