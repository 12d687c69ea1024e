import type { Site } from '#domain/content/site.ts'
import { CHANGES, HOME, NEW_LINK, notice, SUBSCRIBE } from './notice.ts'

/** For a link that is expired, used, truncated or invalid: the page does not reveal which. */
export const brokenLinkPage = (site: Site, about: 'confirm' | 'manage' | 'leave'): string =>
  notice(site, {
    heading: 'This link does not work',
    before: [
      'It may be too old, used already, or not whole: some mail programs break a long link in two. Nothing was changed.',
    ],
    after:
      about === 'confirm'
        ? [
            'Copy the whole link from the mail into the address line. If that does not help, subscribe again: a new link comes, and works for two days.',
            'Have you confirmed already? Then there is nothing to do.',
          ]
        : [
            'Copy the whole link from the mail into the address line. If that does not help, have a new one sent. The page behind it also unsubscribes you and erases everything.',
          ],
    links: [about === 'confirm' ? SUBSCRIBE : NEW_LINK, HOME],
  })

/** @param minutes until the same network may send another request. */
export const throttledPage = (site: Site, minutes: number): string =>
  notice(site, {
    heading: 'Too many requests',
    before: [
      `More forms came from your network than we answer at a time. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    ],
    after: [
      'Others may share your network: a library, an office, a mobile provider. Nothing was sent or changed.',
    ],
    links: [HOME, CHANGES],
  })

export const missingPage = (site: Site): string =>
  notice(site, {
    heading: 'This page is not here',
    before: ['The address may be old, or mistyped.'],
    links: [HOME, CHANGES, SUBSCRIBE],
  })
