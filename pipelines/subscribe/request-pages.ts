import { TOKEN_DAYS } from '#domain/mail/mail-tokens.ts'
import type { Site } from '#domain/content/site.ts'
import { CHANGES, HOME, notice, SUBSCRIBE } from './notice.ts'

/** Shown after the form is sent: the same whether the address is known or not. */
export const requestReceivedPage = (site: Site): string =>
  notice(site, {
    heading: 'Look into your mail',
    before: [
      `A mail with a link is on its way. Open the link within ${TOKEN_DAYS.confirm * 24} hours to confirm that the address is yours.`,
      'Is the address subscribed already? Then nothing has changed, and the link leads to its choices.',
    ],
    after: [
      'Nothing there after ten minutes? Look among the junk mail, then see whether the address was right. At most three such mails a day go to one address.',
    ],
    links: [HOME, CHANGES],
  })

/** Shown after a link is requested: the same whether the address is known or not. */
export const linkRequestedPage = (site: Site): string =>
  notice(site, {
    heading: 'Look into your mail',
    before: ['If that address is subscribed, a mail with the link to its choices is on its way.'],
    after: [
      'Nothing there after ten minutes? Then it is not subscribed, or not confirmed: subscribe it. At most three such mails a day go to one address.',
    ],
    links: [SUBSCRIBE, HOME],
  })
