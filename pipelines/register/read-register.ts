import { decodeText } from '#lib/charset.ts'
import type { Answer, Outbound } from '#lib/outbound/outbound.ts'
import { readFeed, type FeedPage } from './read-feed.ts'
import { ledAway, nothingRead, type Read, type RegisterRequest } from './reading.ts'

/** The United Kingdom's register of legislation. */
export const REGISTER = 'https://www.legislation.gov.uk'

/** Entries per page, and pages per reading. */
const RESULTS = 50
const MOST_PAGES = 100

/** Maximum bytes of a page after decompression: fifty effects take about 150 kB. */
const MOST_BYTES = 4_000_000

/** Feed of the effects of other legislation on an instrument, newest record first. */
export const changesFeed = (path: string): string =>
  `/changes/affected/${path}/data.feed?results-count=${RESULTS}&sort=modified`

/** Feed of new legislation, newest first. */
export const NEW_FEED = `/new/data.feed?results-count=${RESULTS}`

/** Only the path and query of a link are used: a feed cannot lead to another host. */
function onRegister(origin: string, link: string): string | null {
  if (!URL.canParse(link, origin)) return null
  const { pathname, search } = new URL(link, origin)
  return new URL(`${pathname}${search}`, origin).href
}

const stampsOf = ({ effects, published }: FeedPage): string[] => [
  ...effects.map(({ modified }) => modified),
  ...published.map(({ updated }) => updated),
]

const wordsOf = ({ status }: Answer): string =>
  status === 404 || status === 410
    ? 'The register has no such feed: check year and number of the instrument.'
    : `The register answered with ${status}.`

/**
 * Reads a feed page by page, from the newest record back to those read before.
 * @param onPage receives each page in turn; if it throws, the reading ends.
 * @throws {OutboundProblem} where no complete answer came.
 */
export async function readRegister(
  outbound: Outbound,
  { origin, feed, readUpTo, etag, lastModified, signal }: RegisterRequest,
  onPage: (page: FeedPage) => Promise<void>,
): Promise<Read> {
  const read = nothingRead()
  const seen = new Set<string>()
  let address: string | null = new URL(feed, origin).href
  for (let pages = 0; address !== null; pages += 1) {
    if (pages === MOST_PAGES) {
      read.problems.push(`Only the newest ${MOST_PAGES * RESULTS} records were read.`)
      break
    }
    if (seen.has(address)) {
      read.problems.push('The pages of the feed lead back to one that was read already.')
      break
    }
    seen.add(address)
    const answer = await outbound.get(address, {
      maxBytes: MOST_BYTES,
      ...(pages === 0 ? { etag, lastModified } : {}),
      ...(signal ? { signal } : {}),
    })
    if (new URL(answer.url).origin !== new URL(origin).origin) {
      read.problems.push(ledAway(answer.url))
      read.whole = false
      break
    }
    if (pages === 0) {
      read.etag = answer.headers.etag ?? null
      read.lastModified = answer.headers['last-modified'] ?? null
      if (answer.status === 304) return { ...read, unchanged: true, etag, lastModified }
    }
    if (answer.status !== 200) {
      read.problems.push(wordsOf(answer))
      read.whole = false
      break
    }
    const contentType = answer.headers['content-type'] ?? ''
    const page = readFeed(decodeText(answer.bytes, { contentType, markup: 'xml' }))
    read.problems.push(...page.problems)
    if (page.problems.length > 0) read.whole = false
    await onPage(page)
    const stamps = stampsOf(page).sort()
    const newest = stamps.at(-1)
    if (newest !== undefined && (read.newest === null || newest > read.newest)) read.newest = newest
    const oldest = stamps.at(0)
    if (readUpTo !== null && oldest !== undefined && oldest < readUpTo) break
    address = page.next === null ? null : onRegister(origin, page.next)
  }
  return read
}
