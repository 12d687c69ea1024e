import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'

/** How a page of a watched site answers a request. */
export type Shown = { text: string } | { status: number } | { movedTo: string } | 'nobody'

const html = (text: string): string =>
  `<!doctype html><html lang="en"><head><title>Law</title></head><body><main><h1>Law</h1>${text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('')}</main></body></html>`

/** Sites on this machine under their own names: each page's content can be changed while they are watched. */
export interface WatchedSites {
  port: number
  pages: Map<string, Shown>
  /** Every request for an existing page, in order: `law.test/3`. Other requests are the watch's own. */
  asked: string[]
  url(page: string): string
  /** An outbound client that reaches only these sites. */
  outbound(): Outbound
  close(): Promise<void>
}

/** An outbound client for which every name resolves to this machine, and only this port is allowed. */
export const wayTo = (port: number): Outbound =>
  createOutbound({
    publicUrl: 'https://guides.example.org',
    allow: `127.0.0.1:${port}`,
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    pause: 0,
    perHost: 4,
    backoff: 50,
    longestWait: 200,
    timeouts: { connect: 10_000, headers: 10_000, body: 10_000, whole: 10_000 },
  })

export async function watchedSites(): Promise<WatchedSites> {
  const pages = new Map<string, Shown>()
  const asked: string[] = []
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const page = `${(request.headers.host ?? '').replace(/:\d+$/, '')}${request.url ?? ''}`
    const shown = pages.get(page)
    if (shown) asked.push(page)
    if (shown === 'nobody') return void request.socket.destroy()
    if (shown && 'movedTo' in shown) return void response.writeHead(301, { location: shown.movedTo }).end()
    if (shown && 'text' in shown)
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(html(shown.text))
    response
      .writeHead(shown?.status ?? 404, { 'content-type': 'text/html' })
      .end(html(shown ? 'Trouble.' : 'Page not found.'))
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    pages,
    asked,
    url: (page) => {
      const [host = '', ...path] = page.split('/')
      return `http://${host}:${port}/${path.join('/')}`
    },
    outbound: () => wayTo(port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
