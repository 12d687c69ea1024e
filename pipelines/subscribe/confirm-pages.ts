import type { Site } from '#domain/content/site.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { factsOf, type Place } from './choices.ts'
import { notice } from '#templates/form-page.ts'
import { CHANGES, HOME } from './links.ts'
import { catalogue } from '#templates/words/index.ts'

interface Chosen {
  places: readonly Place[]
  choices: Choices
}

/** The page behind the link in the first mail: it only asks for confirmation. */
export const confirmPage = (site: Site, { token, places, choices }: Chosen & { token: string }): string =>
  notice(site, {
    heading: catalogue.subscribe.isThisYours,
    before: [catalogue.subscribe.confirmIt],
    facts: factsOf(places, choices),
    button: { action: addresses.confirm(token), label: catalogue.subscribe.yesConfirm },
    after: [catalogue.subscribe.ifNotYou],
  })

export const confirmedPage = (site: Site, { places, choices }: Chosen): string =>
  notice(site, {
    heading: catalogue.subscribe.confirmed,
    before: [catalogue.subscribe.fromNowOn],
    facts: factsOf(places, choices),
    after: [catalogue.subscribe.everyMailHasLink],
    links: [CHANGES, HOME],
  })
