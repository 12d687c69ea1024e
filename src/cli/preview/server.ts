import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { fileOf, paths } from '#domain/publish/paths.ts'
import { answerable } from '#lib/hosts.ts'
import { TYPES } from '#pipelines/hosts/headers.ts'
import { hostIn, targetOf } from '../serve/target.ts'
import { typeHeaders } from '../serve/headers.ts'
import { errorPage, EVENTS, withBanner, type SentPage } from './page.ts'

/** The machine itself, and nobody else. */
const HERE = { listed: [], trial: true }

const isForHere = ({ headersDistinct: { host: hosts = [] }, url = '' }: IncomingMessage): boolean =>
  answerable(HERE, { hosts, absolute: hostIn(url), forwarded: [] }).is === 'ours'

export interface Serving {
  /** @returns null where there is no such file. */
  file(path: string): Promise<Buffer | null>
  /** What is wrong with all pages; null where nothing is. */
  problem(): string | null
  banner: string
}

/** Serves a preview to a browser on this machine, and tells it when to load its page again. */
export class PreviewServer {
  readonly #serving: Serving
  readonly #listening = new Set<ServerResponse>()
  readonly server: Server
  #state = 1

  constructor(serving: Serving) {
    this.#serving = serving
    this.server = createServer((request, response) => void this.#answer(request, response))
  }

  /** Something changed: every open page is loaded again. */
  changed(): void {
    this.#state += 1
    for (const response of this.#listening) this.#tell(response)
  }

  #tell(response: ServerResponse): void {
    response.write(`data: ${this.#state}\n\n`)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const state = String(this.#state)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Robots-Tag', 'noindex, nofollow')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    // A page elsewhere whose name leads to this machine would read what is not published.
    if (!isForHere(request)) return end(response, 403)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    const target = targetOf(request.url ?? '/')
    if (!target) return end(response, 400)
    if (target.path === EVENTS) return this.#listen(response)
    const around = { banner: this.#serving.banner, state }
    try {
      const problem = this.#serving.problem()
      if (problem !== null) return sendPage(response, 500, errorPage(problem, around))
      const path = fileOf(target.path)
      const found = await this.#serving.file(decodeURIComponent(path))
      const bytes = found ?? (await this.#serving.file(fileOf(paths.notFound)))
      const name = found ? path : fileOf(paths.notFound)
      if (!bytes) return end(response, 404)
      if (name.endsWith('.html'))
        return sendPage(response, found ? 200 : 404, withBanner(bytes.toString(), around))
      typeHeaders(response, `/${name}`)
      response.end(bytes)
    } catch (error) {
      sendPage(response, 500, errorPage((error as Error).message, around))
    }
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    this.#listening.add(response)
    response.once('close', () => this.#listening.delete(response))
    this.#tell(response)
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status)
  response.end()
}

function sendPage(response: ServerResponse, status: number, { html, policy }: SentPage): void {
  response.writeHead(status, { 'Content-Type': TYPES.html, 'Content-Security-Policy': policy })
  response.end(html)
}
