import type { Brand } from './brand.ts'

/** An absolute http(s) address in the one form used for storage and comparison. */
export type NormalUrl = Brand<string, 'NormalUrl'>

/** Most characters of an address. */
export const MAX_URL = 2000

/** Query parameters that only track where a reader came from. */
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|msclkid|ref_src)$/i

export class UrlProblem extends Error {
  override name = 'UrlProblem'
}

/**
 * One form per page: the editor chooses https or http; case of scheme and host is normalised, and default
 * ports, dot segments, percent-encoding of unreserved characters, tracking parameters and an empty query are
 * removed. The fragment stays: in a statute it names the provision.
 * @throws {UrlProblem} worded for the person who typed it.
 */
export function normaliseUrl(text: string): NormalUrl {
  const trimmed = text.trim()
  if (trimmed.length > MAX_URL)
    throw new UrlProblem(`This address has ${trimmed.length} characters; at most ${MAX_URL} are kept.`)
  if (/[\u0000-\u0020\u007f]/.test(trimmed))
    throw new UrlProblem('This address contains a space or a control character.')
  let url: URL
  try {
    url = new URL(trimmed)
  } catch {
    throw new UrlProblem(`“${trimmed.slice(0, 80)}” is not a full address: start it with https://.`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UrlProblem(`“${url.protocol}” addresses are not allowed here: only https:// and http://.`)
  if (url.username || url.password)
    throw new UrlProblem('This address carries a user name or password: remove it.')
  if (!url.hostname.includes('.') || url.hostname.endsWith('.') || /^[\d.]+$/.test(url.hostname))
    throw new UrlProblem(`“${url.hostname}” is not the name of a public site.`)
  url.search = untracked(url.search.slice(1))
  if (url.hash === '') url.hash = ''
  url.pathname = url.pathname.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16))
    return /[A-Za-z0-9._~-]/.test(character) ? character : whole.toUpperCase()
  })
  return url.href as NormalUrl
}

/** A query without parameters that only track, filtered part by part, so that the rest is not re-encoded. */
const untracked = (query: string): string =>
  query
    .split('&')
    .filter((part) => part !== '' && !TRACKING.test(part.split('=')[0] ?? ''))
    .join('&')

/** An address without query parameters that only track; unchanged where it has none. */
export const withoutTracking = (address: string): string =>
  address.replace(/^(https?:[^?#]*)\?([^#]*)/i, (whole, start: string, query: string) =>
    query.split('&').some((part) => TRACKING.test(part.split('=')[0] ?? ''))
      ? [start, untracked(query)].filter(Boolean).join('?')
      : whole,
  )

/** The host of an address as readers know it: without `www.`. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '')
}

/** Schemes allowed in links of rendered pages and documents. */
const LINK_SCHEMES = new Set(['https:', 'http:', 'tel:', 'sms:', 'mailto:'])

/**
 * True for a link that may be printed: an allowed scheme, or an address within the site (`/guides/…`,
 * `#stalking`).
 */
export function isSafeHref(href: string): boolean {
  if (/[\u0000-\u0020\u007f\\]/.test(href)) return false
  if (href.startsWith('#')) return true
  if (href.startsWith('/')) return !href.startsWith('//')
  try {
    return LINK_SCHEMES.has(new URL(href).protocol)
  } catch {
    return false
  }
}
