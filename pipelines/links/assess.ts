import type { Precision } from '#domain/content/content.ts'
import { daysBetween, legalDate, type LegalDate } from '#domain/dates.ts'
import type { LinkCheck, LinkReason } from '#domain/watch/link-checks.ts'
import { LINK_REASONS } from '#domain/watch/link-checks.ts'
import { hostOf } from '#domain/urls.ts'

export interface Redirect {
  status: number
  from: string
  to: string
}

/** What a check found at one address. */
export interface Seen {
  url: string
  precision: Precision
  /** ISO 8601. */
  at: string
  milliseconds: number
  hops: readonly Redirect[]
  /** The last answer; null where there was none that could be read. */
  answer: { status: number; url: string; headers: Readonly<Record<string, string>> } | null
  /** Why there was no readable answer, and the status of one that could not be read or followed. */
  failed: { because: LinkReason; status: number | null } | null
  certificateEndsOn: LegalDate | null
  /** How its site answers impossible addresses, where this address looks the same. */
  alike: 'not-found-in-words' | 'same-page-for-all' | 'where-all-lead' | null
  /** Validators of the last check, which stay valid after a 304. */
  etag: string | null
  lastModified: string | null
}

/** Milliseconds after which an answer counts as slow. */
const SLOW = 5_000
/** Redirects that are no cause for concern. */
const FEW_HOPS = 3
/** Days before expiry at which a certificate is reported. */
const CERTIFICATE_DAYS = 21

const PERMANENT = new Set([301, 308])
const SIGN_IN = /\/(log-?in|sign-?in|sso|auth(enticate)?|account\/login)(\/|\.|$)/i

/** Statuses that decide the verdict on their own. */
const BY_STATUS: Readonly<Record<number, LinkReason>> = {
  204: 'empty-answer',
  205: 'empty-answer',
  401: 'asks-to-sign-in',
  402: 'asks-to-pay',
  403: 'forbidden',
  404: 'not-found',
  407: 'asks-to-sign-in',
  408: 'busy',
  410: 'gone',
  425: 'busy',
  429: 'busy',
  451: 'withheld-by-law',
  503: 'busy',
  999: 'bot-wall',
}

/** True where a bot wall answered instead of the site. */
const isBotWall = (headers: Readonly<Record<string, string>>, status: number): boolean =>
  'cf-mitigated' in headers ||
  /^(captcha|challenge)/i.test(headers['x-amzn-waf-action'] ?? '') ||
  (status === 403 && ('x-datadome' in headers || 'x-sucuri-block' in headers))

/** The target of the leading permanent redirects only. A provision named in the address is kept. */
function movedTo(url: string, hops: readonly Redirect[]): string | null {
  const end = hops.findIndex(({ status }) => !PERMANENT.has(status))
  const last = hops[(end === -1 ? hops.length : end) - 1]
  if (!last || !URL.canParse(last.to)) return null
  const to = new URL(last.to)
  if (to.hash === '') to.hash = new URL(url).hash
  return to.href === url ? null : to.href
}

/** True where the path, without what a server appends, is the front page. */
const isFront = (url: string): boolean => {
  const { pathname, search } = new URL(url)
  return /^\/(index\.\w+|home)?$/i.test(pathname) && search === ''
}

const onlyHttps = (from: string, to: string): boolean => to === from.replace(/^http:/, 'https:')

function ofStatus(status: number, headers: Readonly<Record<string, string>>): LinkReason | null {
  if (isBotWall(headers, status)) return 'bot-wall'
  const known = BY_STATUS[status]
  if (known) return known
  if (status === 304 || (status >= 200 && status < 300)) return null
  if (status >= 500) return status === 501 ? 'not-understood' : 'site-trouble'
  if (status >= 400) return 'not-understood'
  return 'odd-answer'
}

/** The verdict for a site of which no single page is known. */
function ofSite({ url, hops, answer }: Seen & { answer: object }): LinkReason {
  const to = movedTo(url, hops)
  const said = ofStatus(answer.status, answer.headers)
  if (to !== null && hostOf(to) !== hostOf(url)) return 'site-moved'
  // The site is up: whatever its front page says, the site itself is saying it.
  return said !== null && ['site-trouble', 'busy', 'bot-wall'].includes(said) ? said : 'site-answers'
}

function ofPage(seen: Seen & { answer: object }): LinkReason {
  const { url, hops, answer, alike } = seen
  const said = ofStatus(answer.status, answer.headers)
  if (said !== null) return said
  if (alike !== null) return alike
  if (hops.length > 0 && SIGN_IN.test(new URL(answer.url).pathname) && !SIGN_IN.test(new URL(url).pathname))
    return 'asks-to-sign-in'
  if (hops.length > 0 && isFront(answer.url) && !isFront(url)) return 'front-page'
  const to = movedTo(url, hops)
  if (to !== null) return onlyHttps(url, to) ? 'moved-to-https' : 'moved-for-good'
  return hops.length > 0 ? 'elsewhere-for-now' : 'answers'
}

/** Minor concerns, where nothing else is wrong. */
function care(seen: Seen): LinkReason | null {
  if (seen.hops.length > FEW_HOPS) return 'many-hops'
  const today = legalDate(seen.at.slice(0, 10))
  if (seen.certificateEndsOn !== null && daysBetween(today, seen.certificateEndsOn) < CERTIFICATE_DAYS)
    return 'certificate-ends'
  return seen.milliseconds > SLOW ? 'slow' : null
}

function reason(seen: Seen): LinkReason {
  const { answer, failed } = seen
  if (!answer) return failed?.because ?? 'broke-off'
  const said = seen.precision === 'host' ? ofSite({ ...seen, answer }) : ofPage({ ...seen, answer })
  return LINK_REASONS[said].verdict === 'fine' ? (care(seen) ?? said) : said
}

/** The verdict on a check's findings. */
export function assess(seen: Seen): LinkCheck {
  const { url, at, hops, answer, failed, milliseconds, certificateEndsOn } = seen
  const because = reason(seen)
  const unchanged = answer?.status === 304
  return {
    url,
    verdict: LINK_REASONS[because].verdict,
    because,
    status: answer?.status ?? failed?.status ?? null,
    movedTo: movedTo(url, hops),
    hops: hops.length,
    milliseconds,
    certificateEndsOn,
    etag: answer?.headers.etag ?? (unchanged ? seen.etag : null),
    lastModified: answer?.headers['last-modified'] ?? (unchanged ? seen.lastModified : null),
    at,
  }
}
