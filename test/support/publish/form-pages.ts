import type { Site } from '#domain/content/site.ts'
import { legalDate } from '#domain/dates.ts'
import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { confirmedPage, confirmPage } from '#pipelines/subscribe/confirm-pages.ts'
import { linkPage, subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { erasedPage, leavePage, leftPage } from '#pipelines/subscribe/leave-pages.ts'
import { managePage } from '#pipelines/subscribe/manage-page.ts'
import { brokenLinkPage, missingPage, throttledPage } from '#pipelines/subscribe/refusal-pages.ts'
import { linkRequestedPage, requestReceivedPage } from '#pipelines/subscribe/request-pages.ts'
import {
  expertClosedPage,
  expertPage,
  expertThanksPage,
  expertThrottledPage,
} from '#pipelines/expert/pages.ts'
import { entry as entryFixture } from '../../fixtures/snapshot.ts'
import { fullPage, reportedPage, reportPage, tooManyPage } from '#pipelines/report/pages.ts'

/** Longer than any line. */
export const LONG_TOKEN = 'abcdefghij'.repeat(50)

/** The pages of an expert outside. */
const expertPages = (site: Site, say: (words: string) => string): Record<string, string> => {
  const token = LONG_TOKEN
  return {
    expertPage: expertPage(site, {
      token,
      name: say('Iris Doe'),
      by: say('Ada'),
      question: say('Is it five years?'),
      until: legalDate('2026-12-14'),
      entry: entryFixture('offence'),
      n: 2,
      title: say('Stalking'),
      place: say('Testland'),
      isPublished: false,
      page: `/expert/page?t=${token}`,
      typed: { verdict: 'objects', because: token, name: token },
      problems: [{ field: 'because', message: say('Say why you object.') }],
    }),
    expertThanksPage: expertThanksPage(site),
    expertClosedPage: expertClosedPage(site, 'replaced'),
    expertThrottledPage: expertThrottledPage(site, 5),
  }
}

/**
 * Every page with a form of readers, or an answer to one, by the name of the function that makes it.
 * @param say what each text becomes.
 */
export function formPages(site: Site, say: (words: string) => string): Record<string, string> {
  const token = LONG_TOKEN
  const places = [
    { key: 'testland', name: say('Testland') },
    { key: 'highmoor', name: say('Highmoor') },
  ]
  const entries = [
    { key: 'testland/offence/stalking', kind: 'offence' as const, title: say('Stalking') },
    { key: 'farland/route', kind: 'route' as const, title: say('How a case reaches Farland') },
  ]
  const form = { places, of: 'testland', entries }
  const choices = { ...FIRST_CHOICES, places: ['highmoor'], entries: entries.map(({ key }) => key) }
  const part = { key: 'testland/offence/stalking', kind: 'offence' as const, title: say('Stalking') }
  const problems = [{ field: 'address' as const, message: say('The address is wrong.') }]
  return {
    subscribePage: subscribePage(site, { ...form, choices, problems, typed: `${token}@` }),
    linkPage: linkPage(site, { typed: token, problems }),
    requestReceivedPage: requestReceivedPage(site),
    linkRequestedPage: linkRequestedPage(site),
    confirmPage: confirmPage(site, { token, places, entries, choices }),
    confirmedPage: confirmedPage(site, { places, entries, choices }),
    managePage: managePage(site, {
      token,
      masked: `a…@${token}.org`,
      confirmed: legalDate('2026-11-21'),
      notice: say('Saved.'),
      ...form,
      choices,
      problems: [],
      state: 'active',
    }),
    leavePage: leavePage(site, token),
    leftPage: leftPage(site, token),
    erasedPage: erasedPage(site),
    brokenLinkPage: brokenLinkPage(site, 'manage'),
    throttledPage: throttledPage(site, 5),
    missingPage: missingPage(site),
    reportPage: reportPage(site, {
      page: '/guides/testland/',
      version: token,
      parts: [part],
      part,
      claims: [
        { id: 'penalty', label: say('Maximum penalty') },
        { id: 'steps.report', label: say('Report it') },
      ],
      claim: null,
      typed: { words: token, address: `${token}@` },
      problems,
    }),
    ...expertPages(site, say),
    reportedPage: reportedPage(site, '/guides/testland/'),
    fullPage: fullPage(site, '/guides/testland/'),
    tooManyPage: tooManyPage(site, { page: '/guides/testland/', minutes: 5 }),
  }
}
