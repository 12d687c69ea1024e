/** What is asked for, in the one form in which everything here reads it. */
export interface Target {
  path: string
  /** With its “?”; empty where there is none. */
  query: string
}

/** What a proxy may send in place of a path: RFC 9112, 3.2.2. */
const ABSOLUTE = /^https?:\/\/[^/?#]+/i

/** Printable ASCII without what parsers of addresses read as something else, or drop. */
const PLAIN = /^\/(?!\/)[^\s"#<>?\\^`{|}\x00-\x20\x7f-\uffff]*$/
const QUERY = /^(?:\?[^#\x00-\x20\x7f]*)?$/

const ESCAPES = /%(?:([0-9A-F]{2})|)/g

/** Characters that mean the same with and without an escape, and those that divide a path once it is unescaped. */
const NEEDLESS = /^[A-Za-z0-9\-._~/\\%]$/

/** Whether each “%” of a path starts an escape in the one way to write it, of something that is no part of its shape. */
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

/**
 * Reads the target of a request: one reading, before anything is decided by it. A path that a later reader could take
 * for another one is none: `..`, `%2e`, `//`, a backslash, an escaped letter, NUL. Programs that ask for a page write
 * its address in this form, so nobody is turned away who did not mean to be.
 * @returns null for what must be refused.
 */
export function targetOf(url: string): Target | null {
  const local = url.replace(ABSOLUTE, '')
  const from = local.indexOf('?')
  const path = from === -1 ? local : local.slice(0, from)
  const query = from === -1 ? '' : local.slice(from)
  if (!PLAIN.test(path) || !QUERY.test(query) || !escapesFit(path)) return null
  const segments = path.slice(1).split('/')
  // The last may be empty: the address of a folder.
  if (
    segments.some(
      (segment, at) => segment === '.' || segment === '..' || (segment === '' && at < segments.length - 1),
    )
  )
    return null
  return { path, query }
}

/** The parts of the house, by the first word of a path as it is written. */
export type Part = 'health' | 'ready' | 'assets' | 'desk' | 'subscribe' | 'none' | 'site'

/** Which part answers. Of what Next offers by itself nobody has use but of its files. */
export function partOf(path: string): Part {
  if (path === '/healthz') return 'health'
  if (path === '/readyz') return 'ready'
  const [, first = '', second] = path.split('/')
  if (first === '_next') return second === 'static' ? 'assets' : 'none'
  if (first === 'admin' || first === 'api') return 'desk'
  return first === 'subscribe' ? 'subscribe' : 'site'
}
