import { NEW_ZEALAND_KEY } from '#domain/watch/registers.ts'
import { decodeText } from '#lib/charset.ts'
import { KeyFileProblem, readKeyFile } from '#lib/key-file.ts'
import type { Answer, Outbound } from '#lib/outbound/outbound.ts'
import { UnreadableAnswer } from '../json.ts'
import {
  brokenOff,
  nothingRead,
  type Keep,
  type Read,
  type RegisterRequest,
  type Watched,
} from '../reading.ts'
import { proposalsOfVersions, type WorkVersions } from './propose.ts'
import { readVersions, type WorkVersion } from './read-versions.ts'

/** The API of New Zealand's legislation (api.legislation.govt.nz/docs); each request needs the key. */
export const NEW_ZEALAND = 'https://api.legislation.govt.nz'

/** Versions per page, the most that the register gives, and pages per reading. */
const RESULTS = 100
const MOST_PAGES = 20

const MOST_BYTES = 4_000_000

/** The versions of a work, the newest first. */
export const versionsFeed = (work: string): string =>
  `/v0/works/${work}/versions/?sort=desc&per_page=${RESULTS}`

const { setting, giver } = NEW_ZEALAND_KEY

const UNKNOWN = 'The register has no such legislation: check year and number of the instrument.'
const USED_UP = `The requests that the key may make in a day are used up; the register counts them anew from midnight in New Zealand. It is asked again tomorrow. If something else uses the key too, ask ${giver} for one of its own.`

/** What an answer without versions means, and what to do. */
const REFUSALS: Record<number, string> = {
  401: `The register refuses the key. Write the one that came from ${giver} into the file that ${setting} names, or ask there for another.`,
  403: `The register refuses the request (403): this key no longer holds, or too much was asked from this address within minutes. It is asked again tomorrow. If it refuses again, ask ${giver} about the key.`,
  429: USED_UP,
}

class Broken extends Error {
  override name = 'Broken'
}

function wordsOf({ status }: Answer): string {
  if (status === 404 || status === 410) return UNKNOWN
  if (status >= 300 && status < 400)
    return `The register leads elsewhere (${status}), and the key is shown nowhere else. Look whether it has moved.`
  return `The register answered with ${status}.`
}

interface OfWork {
  work: string
  watched: Watched
  keep: Keep
}

/**
 * One pass over the register with the key. What refuses the key for one work refuses it for all: nobody is asked again
 * within the pass.
 */
export class NewZealand {
  readonly #keyFile: string
  #refused: string | null = null

  constructor(keyFile: string) {
    this.#keyFile = keyFile
  }

  /**
   * Reads all versions of a work, and proposes those that are new since it was last reviewed. There are no conditional
   * requests: a work has some dozen versions.
   * @throws {OutboundProblem} where no complete answer came.
   */
  async read(outbound: Outbound, request: RegisterRequest, { work, watched, keep }: OfWork): Promise<Read> {
    const found = new Map<string, WorkVersion>()
    const problems: string[] = []
    let ended = false
    try {
      for (let page = 1, more = true; more; page += 1) {
        if (page > MOST_PAGES) throw new Broken(`Only the newest ${found.size} versions were read.`)
        const read = readVersions(await this.#page(outbound, request, page), work)
        if (read.page !== page)
          throw new Broken(`The register gave page ${read.page} of the versions in place of page ${page}.`)
        if (read.total === 0) return brokenOff(UNKNOWN)
        problems.push(...read.problems)
        ended ||= read.ended
        for (const version of read.versions) found.set(version.id, version)
        more = found.size + problems.length < read.total
        if (more && read.rows === 0)
          throw new Broken(`The register speaks of ${read.total} versions, and gave ${found.size}.`)
      }
    } catch (error) {
      if (!(error instanceof Broken || error instanceof UnreadableAnswer || error instanceof KeyFileProblem))
        throw error
      problems.push(error.message)
    }
    const versions: WorkVersions = { versions: [...found.values()], whole: problems.length === 0, ended }
    await keep(proposalsOfVersions(versions, watched, request.readUpTo))
    const newest = versions.versions
      .map(({ on }) => on)
      .sort()
      .at(-1)
    return {
      ...nothingRead(),
      problems,
      whole: versions.whole,
      newest: newest === undefined ? null : `${newest}T00:00:00.000Z`,
    }
  }

  /** @throws {Broken} with what to say of it. */
  async #page(outbound: Outbound, { origin, feed, signal }: RegisterRequest, page: number): Promise<string> {
    if (this.#refused !== null) throw new Broken(this.#refused)
    const answer = await outbound.get(new URL(`${feed}&page=${page}`, origin).href, {
      maxBytes: MOST_BYTES,
      key: { of: origin, value: readKeyFile(setting, this.#keyFile) },
      ...(signal ? { signal } : {}),
    })
    const refusal = REFUSALS[answer.status]
    this.#refused = refusal ?? (answer.headers['x-ratelimit-remaining'] === '0' ? USED_UP : null)
    if (refusal !== undefined || answer.status !== 200) throw new Broken(refusal ?? wordsOf(answer))
    return decodeText(answer.bytes, { contentType: answer.headers['content-type'] ?? '', markup: 'none' })
  }
}
