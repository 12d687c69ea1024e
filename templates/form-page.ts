import type { Site } from '#domain/content/site.ts'
import { fill, formsPolicy } from './engine.ts'
import { frame } from './views/frame.ts'
import { catalogue } from './words/index.ts'

interface Template {
  name: string
  heading: string
  wrong?: boolean
  noindex?: boolean
}

/** A page with a form of readers, in the site's frame, with a policy that allows sending forms. */
export const formPage = (
  site: Site,
  { name, heading, wrong = false, noindex = true }: Template,
  view: object,
): string =>
  `${fill(`pages/${name}`, {
    ...frame(site, {
      title: wrong ? catalogue.subscribe.notSentTitle({ heading }) : heading,
      forms: true,
      noindex,
    }),
    csp: formsPolicy,
    heading,
    ...view,
  }).trim()}\n`

interface Notice {
  heading: string
  /** Paragraphs above the facts and button, and below them. */
  before: string[]
  facts?: { term: string; text: string }[]
  button?: { action: string; label: string } | null
  after?: string[]
  links?: { href: string; label: string }[]
}

/** A page with one message, and one button at most. */
export const notice = (
  site: Site,
  { heading, facts = [], button = null, after = [], links = [], before }: Notice,
): string => formPage(site, { name: 'notice', heading }, { before, facts, button, after, links })

/** Says that a network asks too often, and when it may again. */
export const tooManyNotice = (site: Site, minutes: number, links: Notice['links'] = []): string =>
  notice(site, {
    heading: catalogue.subscribe.tooMany,
    before: [catalogue.subscribe.tryAgain({ minutes }), catalogue.subscribe.sharedNetwork],
    links,
  })
