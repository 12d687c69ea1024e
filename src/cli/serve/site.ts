import { existsSync, type ReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv, { type RequestHandler } from 'sirv'
import { currentName, FOLLOWED_WITHIN, releasesFolder } from '#pipelines/release/current.ts'
import { feedHeaders } from './headers.ts'
import { AnswerCache } from './answer-cache.ts'
import { plainRange } from './ranges.ts'

interface Serving {
  name: string
  handler: RequestHandler
  cache: AnswerCache
  notFound: Buffer | null
}

const NOTHING_YET = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nothing published yet</title><h1>Nothing published yet</h1><p>The first release has not been published. Run <code>recourse publish</code>.</p></html>`

/** What sirv leaves to whoever uses it: the types of feeds, and ranges as RFC 9110 has them. */
function prepare(response: ServerResponse, path: string, { size }: { size: number }): void {
  feedHeaders(response, path)
  const { headers } = response.req
  if (headers.range === undefined) return
  const range = plainRange(headers.range, size, headers['if-range'] !== undefined)
  if (range === null) delete headers.range
  else headers.range = range
}

/**
 * The file of an answer is closed with the answer: of a reader who leaves in the middle nobody reads to its end. A file
 * that cannot be read any more, or is shorter than it was, ends the answer, and nothing else: its reader would wait.
 */
function closeWithAnswer(response: ServerResponse): void {
  response.once('pipe', (file: ReadStream) => {
    file.once('error', () => response.destroy())
    file.once('end', () => {
      if (file.bytesRead < Number(response.getHeader('Content-Length'))) response.destroy()
    })
    response.once('close', () => file.destroy())
  })
}

/** Opens a release; null where it is not there. */
async function open(dataDir: string, name: string): Promise<Serving | null> {
  const folder = join(releasesFolder(dataDir), name)
  if (!existsSync(folder)) return null
  const handler = sirv(folder, {
    brotli: true,
    etag: true,
    dotfiles: false,
    dev: false,
    setHeaders: prepare,
  })
  return {
    name,
    handler,
    cache: new AnswerCache(handler),
    notFound: await readFile(join(folder, '404.html')).catch(() => null),
  }
}

/** The page that says so, as the release has it. */
function nothingHere(
  serving: Serving | null,
  { method }: IncomingMessage,
  response: ServerResponse,
  status: 400 | 404,
): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(method === 'HEAD' ? undefined : (serving?.notFound ?? 'Not found'))
}

/**
 * The public site, straight from the files of the current release. Each release has a handler of its own, so that no
 * answer mixes two of them.
 */
export class SiteFiles {
  readonly #dataDir: string
  #serving: Serving | null = null
  #asked = 0
  #asking: Promise<void> | null = null

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  async #current(): Promise<Serving | null> {
    if (Date.now() - this.#asked > FOLLOWED_WITHIN) {
      this.#asking ??= this.#look().finally(() => {
        this.#asking = null
      })
      await this.#asking
    }
    return this.#serving
  }

  async #look(): Promise<void> {
    const asked = Date.now()
    const name = await currentName(this.#dataDir)
    // One whose link or folder is lost is served on as far as it is there, until it is put back.
    if (name !== null && name !== this.#serving?.name)
      this.#serving = (await open(this.#dataDir, name)) ?? this.#serving
    // Believed only now: whoever asks while a release is opened waits for it, and is not given the one before.
    this.#asked = asked
  }

  /** Name of the release that is served; null before the first. */
  async release(): Promise<string | null> {
    return (await this.#current())?.name ?? null
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return
    }
    const serving = await this.#current()
    if (!serving) {
      response
        .writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '60' })
        .end(NOTHING_YET)
      return
    }
    const cached = await serving.cache.of(request)
    if (cached) {
      response.writeHead(200, cached.headers).end(cached.body)
      return
    }
    closeWithAnswer(response)
    serving.handler(request, response, () => nothingHere(serving, request, response, 404))
  }

  /** The same page to a browser that asks for an address which cannot be read. */
  async refuse(request: IncomingMessage, response: ServerResponse): Promise<void> {
    nothingHere(await this.#current(), request, response, 400)
  }
}
