import { sha256 } from '#domain/hash.ts'
import { fileOf, HOST_FILES, pageAt } from '#domain/publish/paths.ts'
import type { Answer, Outbound } from '#lib/outbound/outbound.ts'
import { OutboundProblem } from '#lib/outbound/problem.ts'
import { MANIFEST } from './manifest.ts'
import { differs, missing, Unread, unread, type Finding, type ReleaseSource } from './verify.ts'

/** Maximum bytes of one file. The manifest of a site of a thousand guides has about four million. */
export const MOST_BYTES = 100_000_000

const GONE = new Set([404, 410])

/** The folder of a site's files: its address, or that of its manifest. */
function baseOf(address: string): URL {
  const url = new URL(address)
  url.search = ''
  url.hash = ''
  const path = url.pathname.replace(new RegExp(`/${MANIFEST}$`), '/')
  url.pathname = path.endsWith('/') ? path : `${path}/`
  return url
}

/** A path relative to the folder, which is not read as a scheme where it has a colon. */
const encoded = (path: string): string => `./${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`

/** Many hosts answer with this file only where they answer that there is none. */
const NOT_FOUND = '404.html'

/** Files that many hosts read and give to nobody: what they say shows in the headers of all others. */
const READ_BY_HOSTS = HOST_FILES.map(fileOf)

/** Room in a limit for a compressed form that is larger than its file. */
const SLACK = 1_024

/** Body of an answer; null where there is no such file. @throws {Unread} */
function bodyOf({ status, bytes }: Answer, path: string): Uint8Array | null {
  if (status === 200 || (status === 404 && path === NOT_FOUND)) return bytes
  if (GONE.has(status)) return null
  throw new Unread(`was answered with status ${status}`)
}

/**
 * A release at a URL, read as readers read it. Files that the manifest does not list cannot be found there.
 * @param outbound its limits apply; a private host must be allowed there.
 */
export function urlSource(outbound: Outbound, address: string): ReleaseSource {
  const base = baseOf(address)
  const ask = async (path: string, maxBytes: number, uncompressed: boolean): Promise<Answer> => {
    try {
      return await outbound.get(new URL(encoded(path), base).href, { maxBytes, uncompressed })
    } catch (error) {
      if (error instanceof OutboundProblem) throw new Unread(error.message, { cause: error })
      throw error
    }
  }
  /** An answer that is larger, or packed in a way that cannot be unpacked, is another file. */
  const isOther = (error: unknown): boolean =>
    error instanceof Unread &&
    error.cause instanceof OutboundProblem &&
    (error.cause.reason === 'too-big' || error.cause.reason === 'encoding')
  return {
    width: 4,
    earlier: null,
    read: async (path) => bodyOf(await ask(path, MOST_BYTES, true), path),
    async compare({ path, bytes, sha256: expected }): Promise<Finding[]> {
      if (bytes > MOST_BYTES)
        return [unread(path, `has more than the ${MOST_BYTES} bytes that are read of one file`)]
      const at = pageAt(path)?.slice(1) ?? path
      try {
        for (const uncompressed of [false, true]) {
          const answer = await ask(at, Math.min(bytes + SLACK, MOST_BYTES), uncompressed)
          const body = bodyOf(answer, path)
          if (body === null) return READ_BY_HOSTS.includes(path) ? [] : [missing(path)]
          if (sha256(body) !== expected) return [differs(path)]
          // The same file is stored twice: most readers get it compressed, some do not.
          if (!answer.headers['content-encoding']) return []
        }
        return []
      } catch (error) {
        if (isOther(error)) return [differs(path)]
        if (error instanceof Unread) return [unread(path, error.message)]
        throw error
      }
    },
    unlisted: () => Promise.resolve(null),
  }
}
