import { decodeText } from '#lib/charset.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import {
  brokenOff,
  ledAway,
  nothingRead,
  type Keep,
  type Read,
  type RegisterRequest,
  type Watched,
} from '../reading.ts'
import { proposalsOfSections } from './propose.ts'
import { readAct } from './read-act.ts'

/** Canada's consolidated Acts and regulations. */
export const CANADA = 'https://laws-lois.justice.gc.ca'

/** Maximum bytes of an Act after decompression: the largest ones take about 10 MB. */
const MOST_BYTES = 32_000_000

/** The whole of a consolidated Act: `C-46`. */
export const actFeed = (act: string): string => `/eng/XML/${act}.xml`

/**
 * Reads an Act, and proposes the sections that changed since it was last reviewed.
 * @throws {OutboundProblem} where no complete answer came.
 */
export async function readCanada(
  outbound: Outbound,
  { origin, feed, readUpTo, etag, lastModified, signal }: RegisterRequest,
  { act, watched, keep }: { act: string; watched: Watched; keep: Keep },
): Promise<Read> {
  const address = new URL(feed, origin)
  const answer = await outbound.get(address.href, {
    maxBytes: MOST_BYTES,
    etag,
    lastModified,
    ...(signal ? { signal } : {}),
  })
  if (new URL(answer.url).origin !== address.origin) return brokenOff(ledAway(answer.url))
  if (answer.status === 304) return { ...nothingRead(), unchanged: true, etag, lastModified }
  if (answer.status !== 200)
    return brokenOff(
      answer.status === 404 || answer.status === 410
        ? 'Justice Laws has no such Act: check the number of the instrument.'
        : `Justice Laws answered with ${answer.status}.`,
    )
  const contentType = answer.headers['content-type'] ?? ''
  const { sections, problems } = readAct(decodeText(answer.bytes, { contentType, markup: 'xml' }))
  await keep(proposalsOfSections(act, sections, watched, readUpTo))
  const days = sections.map(({ on }) => on).sort()
  const newest = days.at(-1)
  return {
    ...nothingRead(),
    etag: answer.headers.etag ?? null,
    lastModified: answer.headers['last-modified'] ?? null,
    problems,
    whole: problems.length === 0,
    newest: newest ? `${newest}T00:00:00.000Z` : null,
  }
}
