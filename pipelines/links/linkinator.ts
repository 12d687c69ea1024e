import type { IncomingHttpHeaders } from 'node:http'
import { LinkChecker } from 'linkinator'
import { Dispatcher } from 'undici'
import type { Turned } from '#lib/outbound/dispatcher.ts'
import { guardProcess, through } from '#lib/outbound/guard-process.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import { problemOf } from '#lib/outbound/problem-of.ts'
import type { OutboundProblem } from '#lib/outbound/problem.ts'
import { inTurns, listPage } from './list-page.ts'

/** The answer linkinator got from an address. */
export interface First {
  /** The method of its last request. */
  method: string
  status: number | null
  headers: Readonly<Record<string, string>>
  problem: OutboundProblem | null
  milliseconds: number
}

/** The page on which linkinator finds the links. No host can have this name (RFC 6761), and it is never requested. */
const LIST = 'http://links.recourse.invalid/'

/** HEAD answers that GET would only repeat, or that are checked later. */
const REPEATED = new Set([301, 302, 303, 307, 308, 429, 503])

/** The controller of a locally produced answer. */
const here = (rawHeaders: Buffer[]): Dispatcher.DispatchController => ({
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders,
  abort() {},
  pause() {},
  resume() {},
})

function answerFromHere(
  handler: Dispatcher.DispatchHandler,
  status: number,
  headers: Readonly<Record<string, string>>,
  body?: string,
): void {
  const controller = here(
    Object.entries(headers)
      .flat()
      .map((text) => Buffer.from(text)),
  )
  handler.onRequestStart?.(controller, {})
  handler.onResponseStart?.(controller, status, headers)
  if (body !== undefined) handler.onResponseData?.(controller, Buffer.from(body))
  handler.onResponseEnd?.(controller, {})
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )

/** Passes requests to the guarded outbound client, and records the answers. */
class Noting extends Dispatcher {
  readonly #outbound: Outbound
  readonly #list: string
  readonly #signal: AbortSignal | undefined
  readonly seen = new Map<string, First>()

  constructor(outbound: Outbound, list: string, signal: AbortSignal | undefined) {
    super()
    this.#outbound = outbound
    this.#list = list
    this.#signal = signal
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const url = new URL(options.path, String(options.origin)).href
    if (url === LIST) {
      answerFromHere(handler, 200, { 'content-type': 'text/html; charset=utf-8' }, this.#list)
      return true
    }
    const before = this.seen.get(url)
    if (before?.problem && before.problem.reason !== 'broke-off') {
      handler.onResponseError?.(here([]), before.problem)
      return true
    }
    if (before?.status && REPEATED.has(before.status)) {
      answerFromHere(handler, before.status, before.headers)
      return true
    }
    let since = performance.now()
    const note = (first: Partial<First>): void => {
      const milliseconds = Math.round(performance.now() - since)
      this.seen.set(url, {
        method: options.method,
        status: null,
        headers: {},
        problem: null,
        milliseconds,
        ...first,
      })
    }
    const turned: Turned = {
      ...options,
      ...(this.#signal ? { signal: this.#signal } : {}),
      entered: () => {
        since = performance.now()
      },
    }
    return this.#outbound.dispatcher.dispatch(turned, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onResponseStarted: () => handler.onResponseStarted?.(),
      onResponseStart: (controller, status, headers, message) => {
        if (status >= 200) note({ status, headers: flat(headers) })
        handler.onResponseStart?.(controller, status, headers, message)
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => {
        // A received answer counts even if linkinator aborted its body.
        if (!this.seen.get(url)?.status) note({ problem: problemOf(error, url) })
        handler.onResponseError?.(controller, error)
      },
    })
  }
}

/**
 * Has linkinator request each address once through the guarded outbound client, without following redirects: HEAD,
 * then GET where HEAD fails. It ignores proxy variables and rejects bad certificates.
 * @param onFirst called with each result as it comes; not called for addresses linkinator skips.
 */
export async function askLinkinator(
  urls: readonly string[],
  {
    outbound,
    signal,
    onFirst,
  }: { outbound: Outbound; signal?: AbortSignal; onFirst: (url: string, first: First) => void },
): Promise<void> {
  const asked = urls.filter((url) => /^https?:/.test(url) && URL.canParse(url))
  if (asked.length === 0) return
  guardProcess(outbound)
  const noting = new Noting(outbound, listPage(inTurns(asked)), signal)
  const checker = new LinkChecker()
  checker.on('link', ({ url }) => {
    const first = noting.seen.get(url)
    if (url !== LIST && first) onFirst(url, first)
  })
  // All may queue at once: the per-host gates decide the order.
  const concurrency = urls.length + 1
  await through(noting, () => checker.check({ path: LIST, concurrency, redirects: 'error', retry: false }))
}
