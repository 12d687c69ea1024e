import { decodeText } from '#lib/charset.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { UnreadableAnswer } from '../json.ts'
import {
  brokenOff,
  ledAway,
  nothingRead,
  type Keep,
  type Read,
  type RegisterRequest,
  type Watched,
} from '../reading.ts'
import { proposalsOfVersions } from './propose.ts'
import { readTitles, readVersions } from './read-versions.ts'

/** The API of the Federal Register of Legislation of Australia; it needs no key. */
export const AUSTRALIA = 'https://api.prod.legislation.gov.au'

/** Versions per page, the most that the register gives, and pages per reading. */
const RESULTS = 100
const MOST_PAGES = 20

const MOST_BYTES = 4_000_000

/** The title of an Act, by its year and number. */
export const titleFeed = ({ year, number }: { year: number; number: number }): string =>
  `/v1/Titles?$filter=${encodeURIComponent(`year eq ${year} and number eq ${number} and seriesType eq 'Act'`)}&$select=id,name`

const versionsOf = (titleId: string, page: number): string =>
  `/v1/Versions?$filter=${encodeURIComponent(`titleId eq '${titleId}'`)}&$top=${RESULTS}&$skip=${page * RESULTS}`

class Broken extends Error {
  override name = 'Broken'
}

/** One list of the register. @throws {Broken} with what to say of it. */
async function listOf(outbound: Outbound, address: URL, signal: AbortSignal | undefined): Promise<string> {
  const answer = await outbound.get(address.href, { maxBytes: MOST_BYTES, ...(signal ? { signal } : {}) })
  if (new URL(answer.url).origin !== address.origin) throw new Broken(ledAway(answer.url))
  if (answer.status !== 200) throw new Broken(`The register answered with ${answer.status}.`)
  return decodeText(answer.bytes, { contentType: answer.headers['content-type'] ?? '', markup: 'none' })
}

/**
 * Finds an Act by its year and number, reads all its versions, and proposes those that are new since it was last
 * reviewed. The register has no conditional requests: an Act has some dozen versions.
 * @throws {OutboundProblem} where no complete answer came.
 */
export async function readAustralia(
  outbound: Outbound,
  { origin, feed, signal }: RegisterRequest,
  { watched, keep }: { watched: Watched; keep: Keep },
): Promise<Read> {
  const read = nothingRead()
  try {
    const [titleId, other] = readTitles(await listOf(outbound, new URL(feed, origin), signal))
    if (!titleId) return brokenOff('The register has no such Act: check year and number of the instrument.')
    if (other) return brokenOff(`The register has several such Acts: ${titleId}, ${other}.`)
    for (let page = 0, more = true; more; page += 1) {
      if (page === MOST_PAGES) {
        read.problems.push(`Only ${MOST_PAGES * RESULTS} versions were read.`)
        break
      }
      const { versions, problems, rows } = readVersions(
        await listOf(outbound, new URL(versionsOf(titleId, page), origin), signal),
      )
      await keep(proposalsOfVersions(titleId, versions, watched))
      read.problems.push(...problems)
      for (const { registered } of versions)
        if (read.newest === null || registered > read.newest) read.newest = registered
      more = rows === RESULTS
    }
  } catch (error) {
    if (!(error instanceof Broken) && !(error instanceof UnreadableAnswer)) throw error
    read.problems.push(error.message)
  }
  return { ...read, whole: read.problems.length === 0 }
}
