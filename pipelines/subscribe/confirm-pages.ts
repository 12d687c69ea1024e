import type { Site } from '#domain/content/site.ts'
import { addresses } from './addresses.ts'
import { factsOf, type Chosen } from './choices.ts'
import { notice } from '#templates/form-page.ts'
import { CHANGES, HOME } from './links.ts'
import { catalogue } from '#templates/words/index.ts'

/** The page behind the link in the first mail: it only asks for confirmation. */
export const confirmPage = (site: Site, { token, ...chosen }: Chosen & { token: string }): string =>
  notice(site, {
    heading: catalogue.subscribe.isThisYours,
    before: [catalogue.subscribe.confirmIt],
    facts: factsOf(chosen),
    button: { action: addresses.confirm(token), label: catalogue.subscribe.yesConfirm },
    after: [catalogue.subscribe.ifNotYou],
  })

export const confirmedPage = (site: Site, chosen: Chosen): string =>
  notice(site, {
    heading: catalogue.subscribe.confirmed,
    before: [catalogue.subscribe.fromNowOn],
    facts: factsOf(chosen),
    after: [catalogue.subscribe.everyMailHasLink],
    links: [CHANGES, HOME],
  })
