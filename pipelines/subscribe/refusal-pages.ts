import type { Site } from '#domain/content/site.ts'
import { notice, tooManyNotice } from '#templates/form-page.ts'
import { CHANGES, HOME, NEW_LINK, SUBSCRIBE } from './links.ts'
import { catalogue } from '#templates/words/index.ts'

/** For a link that is expired, used, truncated or invalid: the page does not reveal which. */
export const brokenLinkPage = (site: Site, about: 'confirm' | 'manage' | 'leave'): string =>
  notice(site, {
    heading: catalogue.subscribe.brokenLink,
    before: [catalogue.subscribe.brokenWhy],
    after:
      about === 'confirm'
        ? [catalogue.subscribe.copyOrSubscribe, catalogue.subscribe.confirmedAlready]
        : [catalogue.subscribe.copyOrNewLink],
    links: [about === 'confirm' ? SUBSCRIBE : NEW_LINK, HOME],
  })

/** @param minutes until the same network may send another request. */
export const throttledPage = (site: Site, minutes: number): string =>
  tooManyNotice(site, minutes, [HOME, CHANGES])

export const missingPage = (site: Site): string =>
  notice(site, {
    heading: catalogue.subscribe.notHere,
    before: [catalogue.subscribe.oldOrMistyped],
    links: [HOME, CHANGES, SUBSCRIBE],
  })
