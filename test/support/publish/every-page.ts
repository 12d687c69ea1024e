import { legalDate } from '#domain/dates.ts'
import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { archivePage } from '#pipelines/digest/archive.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { requestReceivedPage } from '#pipelines/subscribe/request-pages.ts'
import { confirmedPage, confirmPage } from '#pipelines/subscribe/confirm-pages.ts'
import { linkPage, subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { leavePage, leftPage } from '#pipelines/subscribe/leave-pages.ts'
import { confirmMail } from '#pipelines/subscribe/mails.ts'
import { managePage } from '#pipelines/subscribe/manage-page.ts'
import { reword, rewordWorld, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { correction, everySort, groundOf, PUBLIC_URL, recipient } from '../mail/digest.ts'

/** Fields of a change and of an address that hold words of people. */
const CHANGE_WORDS = new Set(['title', 'note', 'label', 'before', 'after'])

const mapStrings = <T>(value: T, say: (words: string, property: string) => string, property = ''): T =>
  (typeof value === 'string'
    ? say(value, property)
    : Array.isArray(value)
      ? value.map((each: unknown) => mapStrings(each, say, property))
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value).map(([name, each]) => [name, mapStrings(each as unknown, say, name)]),
          )
        : value) as T

/** Every field of every entry, every fixed word and every change ends, or begins, with these letters. */
export const worldWith = (say: (words: string) => string, given: World = world()): World => {
  const from = rewordWorld(given, say)
  return {
    ...from,
    changes: mapStrings([...everySort(), correction()], (words, property) =>
      CHANGE_WORDS.has(property) ? say(words) : words,
    ),
  }
}

/** Every address of every entry is long, in its path or in its query. */
export const worldOfLongAddresses = (long: string): World => {
  const from = world()
  return {
    ...from,
    live: mapStrings(from.live, (words, property) =>
      ['url', 'href', 'value'].includes(property) && words.startsWith('https:')
        ? `${words}/${long}?${long}=${long}`
        : words,
    ),
  }
}

const LONG = 'abcdefghij'.repeat(50)

/**
 * Every page of the site and of subscribers, and every mail.
 * @param say what each text of subscribers and of mails becomes.
 */
export function everyPage(from: World, say: (words: string) => string): [name: string, html: string][] {
  const changes = from.changes ?? []
  const context = groundOf(changes, from)
  const places = [
    { key: 'testland', name: say('Testland') },
    { key: 'highmoor', name: say('Highmoor') },
  ]
  const choices = { ...FIRST_CHOICES, places: ['testland', 'highmoor'] }
  const own = reword(from.site, say)
  const problems = [{ field: 'address' as const, message: say('The address is wrong.') }]
  return [
    ...pagesOf(snapshotOf(from), new Map()).map((page): [string, string] => [page.path, renderPage(page)]),
    [
      'digest on the web',
      archivePage({
        snapshot: snapshotOf(from),
        run: { kind: 'weekly', fromSeq: 0, toSeq: 99, startedAt: '2026-11-21T08:00:00.000Z' },
        place: 'testland',
        timeZone: 'UTC',
        publicUrl: PUBLIC_URL,
      }) ?? '',
    ],
    [
      'digest',
      renderDigest({ kind: 'weekly', seqs: changes.map(({ seq }) => seq) }, recipient(), context).html ?? '',
    ],
    ['mail to confirm', confirmMail({ publicUrl: PUBLIC_URL, token: LONG, hours: 24 }).html],
    ['subscribe', subscribePage(own, { places, choices, problems, typed: `${LONG}@` })],
    ['link', linkPage(own, { typed: LONG, problems })],
    ['asked', requestReceivedPage(own)],
    ['confirm', confirmPage(own, { token: LONG, places, choices })],
    ['confirmed', confirmedPage(own, { places, choices })],
    ['leave', leavePage(own, LONG)],
    ['left', leftPage(own, LONG)],
    [
      'manage',
      managePage(own, {
        token: LONG,
        masked: `a…@${LONG}.org`,
        confirmed: legalDate('2026-11-21'),
        notice: say('Saved.'),
        places,
        choices,
        problems: [],
        state: 'active',
      }),
    ],
  ]
}
