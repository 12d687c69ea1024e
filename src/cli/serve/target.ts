import { isReaderForm } from '#domain/publish/paths.ts'

/** The request target, in the one form used throughout the server. */
export interface Target {
  path: string
  /** Includes the “?”; empty if there is no query. */
  query: string
}

/** Absolute form, which a proxy may send instead of a path: RFC 9112, 3.2.2. */
const ABSOLUTE = /^https?:\/\/([^/?#]+)/i

/** Printable ASCII without characters that URL parsers reinterpret or drop. */
const PLAIN = /^\/(?!\/)[^\s"#<>?\\^`{|}\x00-\x20\x7f-\uffff]*$/
const QUERY = /^(?:\?[^#\x00-\x20\x7f]*)?$/

const ESCAPES = /%(?:([0-9A-F]{2})|)/g

/** Characters that need no escape, and path separators, which must not be escaped. */
const NEEDLESS = /^[A-Za-z0-9\-._~/\\%]$/

/** Whether each “%” in a path starts a canonical escape of a character that must be escaped. */
function escapesFit(path: string): boolean {
  for (const [, hex] of path.matchAll(ESCAPES)) {
    if (hex === undefined) return false
    const code = Number.parseInt(hex, 16)
    if (code < 0x20 || code === 0x7f || NEEDLESS.test(String.fromCharCode(code))) return false
  }
  try {
    return !/[\u0080-\u009f]/.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** The host in a request target of absolute form; null if it has none. */
export const hostIn = (url: string): string | null => ABSOLUTE.exec(url)?.[1] ?? null

/**
 * Parses a request target, once, before any decision depends on it. A path that a later parser could read as a
 * different one is rejected: `..`, `%2e`, `//`, a backslash, an escaped letter, NUL. Clients normalize URLs before
 * requesting a page, so no honest request is turned away.
 * @returns null if it must be refused.
 */
export function targetOf(url: string): Target | null {
  const local = url.replace(ABSOLUTE, '')
  const from = local.indexOf('?')
  const path = from === -1 ? local : local.slice(0, from)
  const query = from === -1 ? '' : local.slice(from)
  if (!PLAIN.test(path) || !QUERY.test(query) || !escapesFit(path)) return null
  const segments = path.slice(1).split('/')
  // The last segment may be empty: the URL of a folder.
  if (
    segments.some(
      (segment, at) => segment === '.' || segment === '..' || (segment === '' && at < segments.length - 1),
    )
  )
    return null
  return { path, query }
}

/** The parts of the server, by the first path segment as written. */
export type Part = 'health' | 'ready' | 'metrics' | 'security' | 'assets' | 'desk' | 'forms' | 'none' | 'site'

/** Which part answers. Of Next's built-in routes, only its static files are exposed. */
export function partOf(path: string): Part {
  if (path === '/healthz') return 'health'
  if (path === '/readyz') return 'ready'
  if (path === '/metrics') return 'metrics'
  if (path === '/.well-known/security.txt') return 'security'
  const [, first = '', second] = path.split('/')
  if (first === '_next') return second === 'static' ? 'assets' : 'none'
  if (first === 'admin' || first === 'api') return 'desk'
  return isReaderForm(first) ? 'forms' : 'site'
}
