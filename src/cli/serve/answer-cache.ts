import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import type { Readable } from 'node:stream'
import type { RequestHandler } from 'sirv'

/** A response as sirv produced it. */
export interface CachedAnswer {
  headers: OutgoingHttpHeaders
  body: Buffer
}

/** Bytes cached per release, and per file. */
const MOST = 48 * 1024 * 1024
const LARGEST = 1024 * 1024

/** Records a handler's response in place of a client. */
class Recorder extends Writable {
  statusCode = 200
  headers: OutgoingHttpHeaders = {}
  readonly req: Pick<IncomingMessage, 'headers'>
  readonly #chunks: Buffer[] = []

  constructor(req: Pick<IncomingMessage, 'headers'>) {
    super()
    this.req = req
    this.once('pipe', (file: Readable) => {
      file.once('error', () => this.destroy())
      this.once('close', () => file.destroy())
    })
  }

  getHeader(name: string): unknown {
    return this.headers[name]
  }

  setHeader(name: string, value: string): void {
    this.headers[name] = value
  }

  writeHead(status: number, headers: OutgoingHttpHeaders = {}): this {
    this.statusCode = status
    Object.assign(this.headers, headers)
    if (status !== 200 || Number(this.headers['Content-Length']) > LARGEST) this.destroy()
    return this
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk)
    done()
  }

  body(): Buffer {
    return Buffer.concat(this.#chunks)
  }
}

/**
 * Caches the small files of one release in memory as sent: crowds request the same pages, and each file read
 * occupies one of the few I/O threads. Range and conditional requests are not answered from here.
 */
export class AnswerCache {
  readonly #handler: RequestHandler
  readonly #held = new Map<string, CachedAnswer>()
  readonly #coming = new Map<string, Promise<CachedAnswer | null>>()
  #bytes = 0

  constructor(handler: RequestHandler) {
    this.#handler = handler
  }

  /** @returns null if the handler itself must answer. */
  of({ method, url = '/', headers }: IncomingMessage): CachedAnswer | null | Promise<CachedAnswer | null> {
    if (method !== 'GET' || headers.range !== undefined || headers['if-none-match'] !== undefined) return null
    const [path = '/'] = url.split('?', 1)
    const encoding = /br/i.test(String(headers['accept-encoding'] ?? '')) ? 'br' : ''
    const key = `${encoding} ${path}`
    const cached = this.#held.get(key)
    if (cached) {
      // Moves the entry to the end: least recently used entries are evicted first.
      this.#held.delete(key)
      this.#held.set(key, cached)
      return cached
    }
    const coming = this.#coming.get(key) ?? this.#take(path, encoding)
    if (!this.#coming.has(key)) {
      this.#coming.set(key, coming)
      void coming.then((answer) => answer && this.#hold(key, answer)).finally(() => this.#coming.delete(key))
    }
    return coming
  }

  /** Requests a file from the handler like a client. */
  #take(url: string, encoding: string): Promise<CachedAnswer | null> {
    return new Promise((resolve) => {
      const request = { method: 'GET', url, headers: { 'accept-encoding': encoding } }
      const recorder = new Recorder(request)
      recorder.once('close', () => {
        const body = recorder.body()
        const whole = recorder.writableFinished && body.length === Number(recorder.headers['Content-Length'])
        resolve(whole ? { headers: recorder.headers, body } : null)
      })
      // These two provide all that a file handler uses of a request and a response.
      const [asked, answer] = [request, recorder] as unknown as [IncomingMessage, ServerResponse]
      this.#handler(asked, answer, () => void recorder.destroy())
    })
  }

  #hold(key: string, answer: CachedAnswer): void {
    this.#held.set(key, answer)
    this.#bytes += answer.body.length
    for (const [oldest, { body }] of this.#held) {
      if (this.#bytes <= MOST) return
      this.#held.delete(oldest)
      this.#bytes -= body.length
    }
  }
}
