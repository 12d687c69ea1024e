import type { Site } from '#domain/content/site.ts'
import { fill, formsPolicy } from '#templates/engine.ts'
import { frame } from '#templates/views/frame.ts'
import { catalogue } from '#templates/words/index.ts'

interface Template {
  name: string
  heading: string
  wrong?: boolean
  noindex?: boolean
}

/** A subscriber page in the site's frame, with a policy that allows sending forms. */
export const page = (
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
