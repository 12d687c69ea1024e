import { existsSync, type ReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv, { type RequestHandler } from 'sirv'
import { currentName, FOLLOWED_WITHIN, releasesFolder } from '#pipelines/release/current.ts'
import { typeHeaders } from './headers.ts'
import { AnswerCache } from './answer-cache.ts'
import { plainRange } from './ranges.ts'

interface Serving {
  name: string
  handler: RequestHandler
  cache: AnswerCache
  notFound: Buffer | null
}

const NOTHING_YET = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nothing published yet</title><h1>Nothing published yet</h1><p>The first release has not been published. Run <code>recourse publish</code>.</p></html>`

/** Headers sirv leaves to its caller: types, and ranges per RFC 9110. */
function prepare(response: ServerResponse, path: string, { size }: { size: number }): void {
  typeHeaders(response, path)
  const { headers } = response.req
  if (headers.range === undefined) return
  const range = plainRange(headers.range, size, headers['if-range'] !== undefined)
  if (range === null) delete headers.range
  else headers.range = range
}

/**
 * Closes the file with the response: nothing reads a file to its end after its reader has disconnected. If the file
 * becomes unreadable or turns out truncated, only this response is aborted: otherwise its reader would wait.
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

/**
 * Looks at the files of a release once, or, where a folder that it shares is lost, at each when it is asked for: the
 * others are served until the folder is made again.
 */
function handlerOf(folder: string): RequestHandler {
  const options = { brotli: true, etag: true, dotfiles: false, setHeaders: prepare }
  try {
    return sirv(folder, { ...options, dev: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return sirv(folder, { ...options, dev: true })
  }
}

/** Opens a release; null if it does not exist. */
async function open(dataDir: string, name: string): Promise<Serving | null> {
  const folder = join(releasesFolder(dataDir), name)
  if (!existsSync(folder)) return null
  const handler = handlerOf(folder)
  return {
    name,
    handler,
    cache: new AnswerCache(handler),
    notFound: await readFile(join(folder, '404.html')).catch(() => null),
  }
}

/** The release's own "not found" page. */
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
 * The public site, served from the files of the current release. Each release has its own handler, so that no
 * response mixes two of them.
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
    // If the link or folder is lost, what remains of the release is served until it is restored.
    if (name !== null && name !== this.#serving?.name)
      this.#serving = (await open(this.#dataDir, name)) ?? this.#serving
    // Set only now: requests that arrive while a release is opening wait for it instead of getting the previous
    // one.
    this.#asked = asked
  }

  /** Name of the release being served; null before the first. */
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

  /** Serves the same page to a browser whose request target is malformed. */
  async refuse(request: IncomingMessage, response: ServerResponse): Promise<void> {
    nothingHere(await this.#current(), request, response, 400)
  }
}
