import { parseCookie } from 'undici'

interface Kept {
  name: string
  value: string
  host: string
  path: string
  secure: boolean
  /** Milliseconds since 1970 until which it is good; null while the chain lasts. */
  until: number | null
}

/** Cookies of one chain: a browser keeps 50 of a host at least (RFC 6265, 6.1). */
const MOST = 50

/** Bytes of all cookies that one request carries. */
const MOST_BYTES = 8_192

/** The path to which a cookie belongs that names none (RFC 6265, 5.1.4). */
const defaultPath = ({ pathname }: URL): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/'

const pathMatches = (path: string, of: string): boolean =>
  path === of || (path.startsWith(of) && (of.endsWith('/') || path[of.length] === '/'))

/** True where a host may set a cookie for this domain: it is the host itself, or one above it. */
const domainMatches = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`)

/**
 * Cookies of one chain of redirects (RFC 6265). Each goes back to the host that set it alone, whatever domain it names,
 * so that no list of public suffixes is needed; and it ends with the chain.
 */
export class Cookies {
  readonly #now: () => Date
  #kept: Kept[] = []

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Takes what an answer sets. What it may not set is passed over, as browsers do. */
  take(url: URL, set: string | readonly string[] | undefined): void {
    for (const line of set === undefined ? [] : [set].flat()) this.#takeOne(url, line)
  }

  #takeOne(url: URL, line: string): void {
    const cookie = parseCookie(line)
    if (!cookie || (cookie.name === '' && cookie.value === '')) return
    const { name, value, domain, path = defaultPath(url), secure = false } = cookie
    const isSecure = url.protocol === 'https:'
    if (domain && !domainMatches(url.hostname, domain)) return
    if (secure && !isSecure) return
    if (/^__(secure|host)-/i.test(name) && !secure) return
    if (/^__host-/i.test(name) && (domain || cookie.path !== '/')) return
    const until = this.#until(cookie)
    const host = url.hostname
    this.#kept = this.#kept.filter((each) => each.name !== name || each.host !== host || each.path !== path)
    if (until !== null && until <= this.#now().getTime()) return
    this.#kept.push({ name, value, host, path, secure, until })
    if (this.#kept.length > MOST) this.#kept.shift()
  }

  #until({ maxAge, expires }: { maxAge?: number; expires?: Date | number }): number | null {
    // Max-Age has precedence (RFC 6265, 5.3).
    if (maxAge !== undefined) return maxAge <= 0 ? 0 : this.#now().getTime() + maxAge * 1_000
    return expires === undefined ? null : Number(expires)
  }

  /** The header of a request to this address; null without cookies for it. */
  headerFor({ hostname, pathname, protocol }: URL): string | null {
    const now = this.#now().getTime()
    let bytes = 0
    const pairs = this.#kept
      .filter(
        ({ host, path, secure, until }) =>
          host === hostname &&
          pathMatches(pathname, path) &&
          (!secure || protocol === 'https:') &&
          (until === null || until > now),
      )
      // Longer paths first (RFC 6265, 5.4).
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
      .filter((pair) => (bytes += pair.length + 2) <= MOST_BYTES)
    return pairs.length === 0 ? null : pairs.join('; ')
  }
}
