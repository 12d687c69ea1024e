import type { IncomingHttpHeaders } from 'node:http'
import { rootCertificates } from 'node:tls'
import { Agent } from 'undici'
import type { LegalDate } from '#domain/dates.ts'
import { systemClock, type Clock } from '../clock.ts'
import { assertOutsideTransaction } from '../inside-transaction.ts'
import { allowedHosts } from './allowed.ts'
import { Cookies } from './cookies.ts'
import { GuardedDispatcher, type Turned } from './dispatcher.ts'
import { Gate } from './gate.ts'
import { guardedConnect, systemResolve, type Resolve } from './guard.ts'
import { locationOf } from './location.ts'
import type { Answer, RequestOptions, Hop, Outbound } from './outbound.ts'
import { problemOf } from './problem-of.ts'
import { OutboundProblem } from './problem.ts'
import { unpack } from './unpack.ts'

export interface OutboundSettings {
  /** URL of the site: part of the user agent, so that operators of other sites can tell who is asking. */
  publicUrl: string
  /** Non-public hosts that requests may go to, comma-separated. */
  allow?: string
  resolve?: Resolve
  /** Certificates (PEM) trusted in addition to the default ones. */
  ca?: string[]
  clock?: Clock
  /** Concurrent requests per host; 4 at most. */
  perHost?: number
  /** Milliseconds a host's slot pauses after a request. */
  pause?: number
  /**
   * Longest `Retry-After`, in milliseconds, to wait for: with a longer one, the host is not requested again until
   * then.
   */
  longestWait?: number
  /** Milliseconds to back off from a host that is overloaded and doesn't say for how long. */
  backoff?: number
  /** Timeouts in milliseconds: connecting, request to headers, between parts of the body, whole request. */
  timeouts?: { connect?: number; headers?: number; body?: number; whole?: number }
  /** Size limit in bytes after decompression; larger responses are refused. */
  maxBytes?: number
}

const MOST_PER_HOST = 4
const MOST_HOPS = 5
/** Maximum retries of a request if the host was too busy or broke the connection. */
const MOST_AGAIN = 2
/** Maximum bytes of response headers. */
const MOST_HEADERS = 65_536
/** Maximum number of hosts whose certificate is remembered. */
const MOST_CERTIFICATES = 10_000

const TIMEOUTS = { connect: 10_000, headers: 20_000, body: 20_000, whole: 60_000 }

const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Target of a redirect, as written; null if the response is not a redirect. */
const leadsTo = (status: number, { location }: IncomingHttpHeaders): string | null =>
  REDIRECTS.has(status) ? locationOf(location) : null

/** @throws {RangeError} naming the hosts, and never the key. */
function assertOwnHost({ of }: NonNullable<RequestOptions['key']>, address: string): void {
  const to = URL.canParse(address) ? new URL(address).origin : 'no host'
  if (!of.startsWith('https://') || to !== of)
    throw new RangeError(`The key of ${of} goes there over https alone, not to ${to}.`)
}

/** Creates the outbound client. One per process is enough: its users share the per-host rate limit. */
// eslint-disable-next-line max-lines-per-function -- one guard whose steps share the state of one request after another: split up, each could be bypassed
export function createOutbound(settings: OutboundSettings): Outbound {
  const timeouts = { ...TIMEOUTS, ...settings.timeouts }
  const maxBytes = settings.maxBytes ?? 20_000_000
  const longestWait = settings.longestWait ?? 30_000
  const perHost = Math.min(settings.perHost ?? 2, MOST_PER_HOST)
  const certificates = new Map<string, LegalDate>()
  const gate = new Gate({ perHost, pause: settings.pause ?? 500, longestWait })
  const agent = new Agent({
    connect: guardedConnect({
      allowed: allowedHosts(settings.allow ?? ''),
      resolve: settings.resolve ?? systemResolve,
      connectTimeout: timeouts.connect,
      ca: settings.ca && [...rootCertificates, ...settings.ca],
      onCertificate: (origin, endsOn) => {
        if (certificates.size >= MOST_CERTIFICATES) certificates.clear()
        certificates.set(origin, endsOn)
      },
    }),
    allowH2: false,
    connections: perHost,
    pipelining: 1,
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
    maxHeaderSize: MOST_HEADERS,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  })
  const ways = {
    agent,
    gate,
    clock: settings.clock ?? systemClock,
    userAgent: `Recourse/1 (link and source check; +${settings.publicUrl})`,
    deadline: timeouts.whole,
    backoff: settings.backoff ?? 5_000,
    maxBytes,
  }
  const dispatcher = new GuardedDispatcher(ways, { unpacks: false })
  const own = new GuardedDispatcher(ways, { unpacks: true })
  const certificateEndsOn = (origin: string): LegalDate | null => certificates.get(origin) ?? null

  /** One request and its response, without following redirects: the target is returned alongside. */
  async function ask(
    url: URL,
    { method = 'GET', etag, lastModified, take, key, ...requestOptions }: RequestOptions,
    cookies: Cookies,
  ): Promise<{ answer: Answer; to: string | null }> {
    let since = performance.now()
    const options: Turned = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: {
        ...(etag ? { 'if-none-match': etag } : {}),
        ...(lastModified ? { 'if-modified-since': lastModified } : {}),
      },
      ...(requestOptions.signal ? { signal: requestOptions.signal } : {}),
      ...(requestOptions.uncompressed ? { uncompressed: true } : {}),
      cookie: cookies.headerFor(url),
      ...(key ? { apiKey: key.value } : {}),
      entered: () => {
        since = performance.now()
      },
    }
    const { statusCode, headers, body } = await own.request(options)
    cookies.take(url, headers['set-cookie'])
    const to = leadsTo(statusCode, headers)
    const bodiless = method === 'HEAD' || statusCode === 304 || to !== null
    try {
      const read = bodiless
        ? { bytes: new Uint8Array(), cut: false }
        : await unpack(body, headers['content-encoding'], url.href, {
            maxBytes: requestOptions.maxBytes ?? maxBytes,
            take: take ?? Infinity,
          })
      const answer: Answer = {
        status: statusCode,
        url: url.href,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
          ]),
        ),
        hops: [],
        ...read,
        milliseconds: Math.round(performance.now() - since),
        certificateEndsOn: certificateEndsOn(url.origin),
      }
      return { answer, to }
    } catch (error) {
      const problem = problemOf(error, url.href)
      problem.status = statusCode
      throw problem
    } finally {
      // Unread content is not waited for; a small rest is drained so that the connection can be reused.
      body.on('error', () => undefined)
      if (bodiless) await body.dump({ limit: 16_384 })
      else body.destroy()
    }
  }

  /**
   * The same, retried if the host was too busy or broke the connection. The gate waits for as long as the host
   * asked.
   */
  async function askAgain(
    url: URL,
    requestOptions: RequestOptions,
    cookies: Cookies,
  ): ReturnType<typeof ask> {
    for (let again = 0; ; again += 1) {
      try {
        const said = await ask(url, requestOptions, cookies)
        const { answer } = said
        const busy = answer.status === 429 || (answer.status === 503 && 'retry-after' in answer.headers)
        if (!busy || again >= MOST_AGAIN) return said
      } catch (error) {
        const problem = problemOf(error, url.href)
        if (problem.reason !== 'broke-off' || again >= MOST_AGAIN) throw problem
      }
    }
  }

  return {
    dispatcher,
    certificateEndsOn,
    async get(address, requestOptions = {}) {
      assertOutsideTransaction(address)
      const { key } = requestOptions
      if (key) assertOwnHost(key, address)
      const hops: Hop[] = []
      const cookies = new Cookies(() => ways.clock.now())
      const seen = new Set<string>()
      let at = address
      try {
        for (;;) {
          if (!URL.canParse(at)) throw new OutboundProblem('address', at)
          const url = new URL(at)
          url.hash = ''
          if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutboundProblem('scheme', at)
          // The same request with the same cookies gets the same response; with different ones it may not.
          const question = `${url.href} ${cookies.headerFor(url) ?? ''}`
          if (seen.has(question)) throw new OutboundProblem('loop', at)
          if (hops.length > MOST_HOPS) throw new OutboundProblem('too-many-hops', at)
          seen.add(question)
          const { answer, to } = await (key ? ask : askAgain)(url, requestOptions, cookies)
          if (to === null || key) return { ...answer, hops }
          at = URL.canParse(to, url) ? new URL(to, url).href : to
          hops.push({ status: answer.status, from: url.href, to: at })
        }
      } catch (error) {
        const problem = problemOf(error, at)
        problem.hops = hops
        problem.status ??= hops.at(-1)?.status ?? null
        throw problem
      }
    },
    async close() {
      gate.close()
      await agent.destroy()
    },
  }
}
