import { parseCookie } from 'undici'

interface Kept {
  name: string
  value: string
  host: string
  path: string
  secure: boolean
  /** Expiry in milliseconds since 1970; null for the duration of the chain. */
  until: number | null
}

/** Maximum cookies per chain: browsers keep at least 50 per host (RFC 6265, 6.1). */
const MOST = 50

/** Maximum bytes of cookies in one request. */
const MOST_BYTES = 8_192

/** Default path of a cookie without one (RFC 6265, 5.1.4). */
const defaultPath = ({ pathname }: URL): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/'

const pathMatches = (path: string, of: string): boolean =>
  path === of || (path.startsWith(of) && (of.endsWith('/') || path[of.length] === '/'))

/** Whether a host may set a cookie for this domain: its own or a parent domain. */
const domainMatches = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`)

/**
 * Cookies of one redirect chain (RFC 6265). Each is sent back only to the host that set it, whatever domain it
 * names, so that no public suffix list is needed; and it ends with the chain.
 */
export class Cookies {
  readonly #now: () => Date
  #kept: Kept[] = []

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Stores the cookies of a response. Those it may not set are ignored, as in browsers. */
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
    // Max-Age takes precedence (RFC 6265, 5.3).
    if (maxAge !== undefined) return maxAge <= 0 ? 0 : this.#now().getTime() + maxAge * 1_000
    return expires === undefined ? null : Number(expires)
  }

  /** The `Cookie` header for a URL; null if there are no cookies for it. */
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
