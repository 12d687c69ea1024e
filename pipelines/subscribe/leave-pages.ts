import type { Site } from '#domain/content/site.ts'
import { KEPT_DAYS } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { HOME, notice } from './notice.ts'

/** The page behind an unsubscribe link: it only asks for confirmation. */
export const leavePage = (site: Site, token: string): string =>
  notice(site, {
    heading: 'Unsubscribe?',
    before: ['No mail comes any more, from now on.'],
    button: { action: addresses.leave(token), label: 'Unsubscribe' },
    after: [
      `Your address is erased after ${KEPT_DAYS.left} days. You can also pause, or have everything erased at once.`,
    ],
    links: [{ href: addresses.manage(token), label: 'Change, pause or erase instead' }],
  })

export const leftPage = (site: Site, token: string): string =>
  notice(site, {
    heading: 'You are unsubscribed',
    before: ['No mail comes any more. One that was already on its way may still arrive.'],
    after: [
      `Your address is erased after ${KEPT_DAYS.left} days. Until then you can have it erased at once.`,
    ],
    links: [{ href: addresses.manage(token), label: 'Erase everything now' }, HOME],
  })

export const erasedPage = (site: Site): string =>
  notice(site, {
    heading: 'Everything is erased',
    before: ['Your address, your choices and what was sent to you are gone. No mail comes any more.'],
    after: ['The mails that you have are yours to delete. Their links do not work any more.'],
    links: [HOME],
  })
