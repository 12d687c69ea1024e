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
