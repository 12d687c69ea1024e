import { TOKEN_DAYS } from '#domain/mail/mail-tokens.ts'
import type { Site } from '#domain/content/site.ts'
import { notice } from '#templates/form-page.ts'
import { CHANGES, HOME, SUBSCRIBE } from './links.ts'
import { catalogue } from '#templates/words/index.ts'

/** Shown after the form is sent: the same whether the address is known or not. */
export const requestReceivedPage = (site: Site): string =>
  notice(site, {
    heading: catalogue.subscribe.lookIntoMail,
    before: [
      catalogue.subscribe.onItsWay({ hours: TOKEN_DAYS.confirm * 24 }),
      catalogue.subscribe.ifSubscribed,
    ],
    after: [catalogue.subscribe.junk],
    links: [HOME, CHANGES],
  })

/** Shown after a link is requested: the same whether the address is known or not. */
export const linkRequestedPage = (site: Site): string =>
  notice(site, {
    heading: catalogue.subscribe.lookIntoMail,
    before: [catalogue.subscribe.linkOnItsWay],
    after: [catalogue.subscribe.notThere],
    links: [SUBSCRIBE, HOME],
  })
