import type { Site } from '#domain/content/site.ts'
import { KEPT_DAYS } from '#domain/mail/subscribers.ts'
import { addresses } from './addresses.ts'
import { notice } from '#templates/form-page.ts'
import { HOME } from './links.ts'
import { catalogue } from '#templates/words/index.ts'

/** The page behind an unsubscribe link: it only asks for confirmation. */
export const leavePage = (site: Site, token: string): string =>
  notice(site, {
    heading: catalogue.manage.unsubscribeAsk,
    before: [catalogue.manage.fromNowOn],
    button: { action: addresses.leave(token), label: catalogue.manage.unsubscribe },
    after: [catalogue.manage.erasedAfter({ days: KEPT_DAYS.left })],
    links: [{ href: addresses.manage(token), label: catalogue.manage.instead }],
  })

export const leftPage = (site: Site, token: string): string =>
  notice(site, {
    heading: catalogue.manage.unsubscribed,
    before: [catalogue.manage.mayStillArrive],
    after: [catalogue.manage.untilThen({ days: KEPT_DAYS.left })],
    links: [{ href: addresses.manage(token), label: catalogue.manage.eraseNow }, HOME],
  })

export const erasedPage = (site: Site): string =>
  notice(site, {
    heading: catalogue.manage.erased,
    before: [catalogue.manage.erasedWhat],
    after: [catalogue.manage.yoursToDelete],
    links: [HOME],
  })
