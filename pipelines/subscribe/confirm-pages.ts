import type { Site } from '#domain/content/site.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { factsOf, type Place } from './choices.ts'
import { CHANGES, HOME, notice } from './notice.ts'

interface Chosen {
  places: readonly Place[]
  choices: Choices
}

/** The page behind the link in the first mail: it only asks for confirmation. */
export const confirmPage = (site: Site, { token, places, choices }: Chosen & { token: string }): string =>
  notice(site, {
    heading: 'Is this your address?',
    before: ['Confirm it, and a mail comes when something changes. What you chose:'],
    facts: factsOf(places, choices),
    button: { action: addresses.confirm(token), label: 'Yes, confirm' },
    after: ['If you did not ask for this, close the page. Nothing else is sent.'],
  })

export const confirmedPage = (site: Site, { places, choices }: Chosen): string =>
  notice(site, {
    heading: 'Confirmed',
    before: ['From now on a mail comes when something changes. What changed before is not sent again.'],
    facts: factsOf(places, choices),
    after: ['Every mail has a link to change this, to pause, and to unsubscribe.'],
    links: [CHANGES, HOME],
  })
