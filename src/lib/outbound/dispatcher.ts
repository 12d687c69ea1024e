import type { IncomingHttpHeaders } from 'node:http'
import { Dispatcher, type Agent } from 'undici'
import type { Clock } from '../clock.ts'
import { assertOutsideTransaction } from '../inside-transaction.ts'
import type { Gate } from './gate.ts'
import { problemOf } from './problem-of.ts'
import { OutboundProblem } from './problem.ts'
import { retryAfter } from './retry-after.ts'
import { CODINGS, codingsOf } from './unpack.ts'

/** Shared by all outbound routes of this process. */
export interface Ways {
  agent: Agent
  gate: Gate
  clock: Clock
  userAgent: string
  /** Milliseconds in which a request must finish once its turn has come. */
  deadline: number
  /** Milliseconds to back off from a host that is overloaded and doesn't say for how long. */
  backoff: number
  /** Response size limit on the wire, in bytes. */
  maxBytes: number
}

/** A dispatched request, with a callback for when its turn comes. */
export interface Turned extends Dispatcher.DispatchOptions {
  entered?: () => void
  /** Cookies of its redirect chain; null if there are none. */
  cookie?: string | null
  /** Key of the host; whoever sets it has made sure of the host. */
  apiKey?: string
  /** Asks for the body without compression. */
  uncompressed?: boolean
  signal?: AbortSignal
}

/**
 * The request headers allowed. All others (cookies, credentials, browser details) are dropped: what a caller once set
 * would go along to whatever host a redirect leads to.
 */
const HEADERS = new Set(['accept', 'accept-language', 'if-none-match', 'if-modified-since', 'range'])

/** Bytes allowed in a header: a validator containing others can't be sent back. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/

/** The gate's key for a host: http and https of one name share it. */
export const placeOf = (url: URL): string => url.host

/** The allowed headers of a request, in whichever form undici passed them. */
function kept(headers: Dispatcher.DispatchOptions['headers']): Record<string, string> {
  const given: [string, unknown][] = []
  if (Array.isArray(headers))
    for (let at = 0; at + 1 < headers.length; at += 2) given.push([String(headers[at]), headers[at + 1]])
  else if (headers && Symbol.iterator in headers)
    for (const [name, value] of headers as Iterable<[string, unknown]>) given.push([name, value])
  else if (headers) given.push(...Object.entries(headers))
  const values = given.filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === 'string' && SENDABLE.test(pair[1]) && HEADERS.has(pair[0].toLowerCase()),
  )
  return Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), value]))
}

const packed = (headers: IncomingHttpHeaders): boolean => codingsOf(headers['content-encoding']).length > 0

/** One request from its turn to its end: time limit, size limit, and what the host says about waiting. */
class Turn implements Dispatcher.DispatchHandler {
  readonly #ways: Ways
  readonly #handler: Dispatcher.DispatchHandler
  readonly #url: URL
  readonly #head: boolean
  readonly #unpacks: boolean
  readonly #leave: () => void
  readonly #timer: NodeJS.Timeout
  readonly #signal: AbortSignal | undefined
  #controller: Dispatcher.DispatchController | undefined
  #problem: OutboundProblem | undefined
  #size = 0

  constructor(
    ways: Ways,
    handler: Dispatcher.DispatchHandler,
    {
      url,
      head,
      unpacks,
      leave,
      signal,
    }: { url: URL; head: boolean; unpacks: boolean; leave: () => void; signal: AbortSignal | undefined },
  ) {
    this.#ways = ways
    this.#handler = handler
    this.#url = url
    this.#head = head
    this.#unpacks = unpacks
    this.#leave = leave
    this.#timer = setTimeout(() => this.#stop(new OutboundProblem('timeout', url.href)), ways.deadline)
    this.#signal = signal
    signal?.addEventListener('abort', this.#onStop)
  }

  #onStop = (): void => this.#stop(new OutboundProblem('stopped', this.#url.href))

  #stop(problem: OutboundProblem): void {
    this.#problem ??= problem
    this.#controller?.abort(this.#problem)
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onStop)
    this.#leave()
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#controller = controller
    this.#handler.onRequestStart?.(controller, context)
    if (this.#problem) controller.abort(this.#problem)
  }

  onResponseStarted(): void {
    this.#handler.onResponseStarted?.()
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    message?: string,
  ): void {
    if (status === 429 || status === 503) {
      const asked = retryAfter(headers['retry-after'], this.#ways.clock.now())
      const wait = asked ?? (status === 429 ? this.#ways.backoff : 0)
      if (wait > 0) this.#ways.gate.rest(placeOf(this.#url), wait, this.#url.href)
    }
    // Callers of this route decompress by themselves, without a limit.
    if (!this.#unpacks && !this.#head && packed(headers))
      return this.#stop(new OutboundProblem('encoding', this.#url.href))
    this.#handler.onResponseStart?.(controller, status, headers, message)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length
    if (!this.#unpacks && this.#size > this.#ways.maxBytes)
      return this.#stop(new OutboundProblem('too-big', this.#url.href))
    this.#handler.onResponseData?.(controller, chunk)
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: IncomingHttpHeaders): void {
    this.#end()
    this.#handler.onResponseEnd?.(controller, trailers)
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#end()
    this.#handler.onResponseError?.(controller, this.#problem ?? problemOf(error, this.#url.href))
  }
}

/** An undici dispatcher that restricts requests: GET and HEAD only, rate-limited, with time and size limits. */
export class GuardedDispatcher extends Dispatcher {
  readonly #ways: Ways
  readonly #unpacks: boolean

  /** @param unpacks true for callers that decompress responses themselves, with a size limit. */
  constructor(ways: Ways, { unpacks }: { unpacks: boolean }) {
    super()
    this.#ways = ways
    this.#unpacks = unpacks
  }

  override dispatch(options: Turned, handler: Dispatcher.DispatchHandler): boolean {
    assertOutsideTransaction(String(options.origin))
    void this.#take(options, handler).catch((error: unknown) => {
      handler.onResponseError?.(undefined as never, problemOf(error, String(options.origin)))
    })
    return true
  }

  async #take(options: Turned, handler: Dispatcher.DispatchHandler): Promise<void> {
    const { method, signal } = options
    const origin = String(options.origin)
    if (!URL.canParse(options.path, origin)) throw new OutboundProblem('address', origin)
    const url = new URL(options.path, origin)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new OutboundProblem('scheme', url.href)
    if (method !== 'GET' && method !== 'HEAD') throw new OutboundProblem('method', url.href)
    const ways = this.#ways
    const leave = await ways.gate.enter(placeOf(url), url.href, signal)
    options.entered?.()
    const turn = new Turn(ways, handler, {
      url,
      head: method === 'HEAD',
      unpacks: this.#unpacks,
      leave,
      signal,
    })
    ways.agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8',
          'accept-language': 'en',
          ...kept(options.headers),
          ...(options.cookie ? { cookie: options.cookie } : {}),
          ...(options.apiKey ? { 'x-api-key': options.apiKey } : {}),
          'accept-encoding': this.#unpacks && !options.uncompressed ? CODINGS : 'identity',
          'user-agent': ways.userAgent,
        },
      },
      turn,
    )
  }

  // Connections are closed by whoever opened them.
  override close(callback?: () => void): Promise<void> {
    callback?.()
    return Promise.resolve()
  }

  override destroy(): Promise<void> {
    return Promise.resolve()
  }
}
