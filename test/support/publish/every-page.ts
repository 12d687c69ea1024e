import { archivePage } from '#pipelines/digest/archive.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { formerPage } from '#pipelines/html/former-page.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { confirmMail } from '#pipelines/subscribe/mails.ts'
import { reword, rewordWorld, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { correction, everySort, groundOf, PUBLIC_URL, recipient } from '../mail/digest.ts'
import { LONG_TOKEN, formPages } from './form-pages.ts'

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

/** Every address of every entry is another. */
export const worldOfAddresses = (say: (address: string) => string): World => {
  const from = world()
  return {
    ...from,
    live: mapStrings(from.live, (words, property) =>
      ['url', 'href', 'value'].includes(property) && words.startsWith('https:') ? say(words) : words,
    ),
  }
}

/** Every address of every entry is long, in its path or in its query. */
export const worldOfLongAddresses = (long: string): World =>
  worldOfAddresses((address) => `${address}/${long}?${long}=${long}`)

/**
 * Every page of the site and of subscribers, and every mail.
 * @param say what each text of subscribers and of mails becomes.
 */
export function everyPage(from: World, say: (words: string) => string): [name: string, html: string][] {
  const changes = from.changes ?? []
  const context = groundOf(changes, from)
  return [
    ...pagesOf(snapshotOf(from), new Map()).map((page): [string, string] => [page.path, renderPage(page)]),
    ['former page', renderPage(formerPage(snapshotOf(from), '/guides/testland/to/highmoor/', 'UTC'))],
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
    [
      'mail to confirm',
      confirmMail({ publicUrl: PUBLIC_URL, subscribeUrl: PUBLIC_URL, token: LONG_TOKEN, hours: 24 }).html,
    ],
    ...Object.entries(formPages(reword(from.site, say), say)),
  ]
}
