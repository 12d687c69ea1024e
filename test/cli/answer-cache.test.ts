import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import sirv, { type RequestHandler } from 'sirv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnswerCache } from '#cli/serve/answer-cache.ts'
import { standIn } from '../support/stand-in.ts'

const FILES: Record<string, string | Buffer> = {
  'index.html': '<h1>Index</h1>',
  'guides/testland/index.html': `<h1>Testland</h1>${'words '.repeat(400)}`,
  'guides/testland/feed.json': '{}',
  'guides/testland/testland.a4.pdf': Buffer.alloc(300_000, '%PDF'),
  'guides/empty/index.html': '',
  'data/large.json': Buffer.alloc(3_000_000, 'x'),
}

describe('answers that are held', () => {
  let folder: string
  let reads = 0
  const servers: Server[] = []
  const ports = { alone: 0, held: 0 }

  const listen = (answer: RequestListener): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer(answer).listen(0, '127.0.0.1', () =>
        resolve((server.address() as AddressInfo).port),
      )
      servers.push(server)
    })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'recourse-held-'))
    for (const [path, content] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
      writeFileSync(join(folder, `${path}.br`), brotliCompressSync(content))
    }
    const alone = sirv(folder, { brotli: true, etag: true, dev: false })
    const counted: RequestHandler = (asked, response, next) => {
      reads += 1
      return alone(asked, response, next)
    }
    const cache = new AnswerCache(counted)
    ports.alone = await listen((asked, response) => alone(asked, response))
    ports.held = await listen((asked, response) => {
      void Promise.resolve(cache.of(asked)).then((answer) => {
        if (answer) response.writeHead(200, answer.headers).end(answer.body)
        else alone(asked, response)
      })
    })
  })
  afterAll(() => {
    for (const server of servers) server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  interface Answer {
    status: number | undefined
    headers: IncomingHttpHeaders
    body: string
  }

  const ask = (port: number, path: string, headers: Record<string, string>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      request({ port, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const { date: _date, 'transfer-encoding': _coding, ...rest } = response.headers
          resolve({ status: response.statusCode, headers: rest, body: Buffer.concat(chunks).toString('hex') })
        })
      })
        .on('error', reject)
        .end()
    })

  const paths = [
    ...Object.keys(FILES).map((path) => `/${path}`),
    '/',
    '/guides/testland',
    '/guides/testland/?from=search',
    '/guides/testl%61nd/',
    '/guides/nowhere/',
    '/../../etc/passwd',
    '//guides/testland/',
  ]
  const asked: Record<string, string>[] = [
    {},
    { 'accept-encoding': 'gzip, deflate, br' },
    { range: 'bytes=0-9' },
    { 'if-none-match': 'W/"none"' },
  ]

  it('are what the library answers, the first time and again', async () => {
    for (const path of paths)
      for (const headers of asked) {
        const wanted = await ask(ports.alone, path, headers)
        for (const time of ['first', 'again'])
          expect([path, headers, time, await ask(ports.held, path, headers)]).toEqual([
            path,
            headers,
            time,
            wanted,
          ])
      }
  })

  it('are taken once for a crowd that asks at the same moment', async () => {
    const { headers } = await ask(ports.alone, '/', {})
    expect(headers.etag).toMatch(/^W\//)
    writeFileSync(join(folder, 'guides/testland/feed.json.br'), brotliCompressSync('{}'))
    reads = 0
    const path = '/guides/testland/feed.json?new'
    await Promise.all(Array.from({ length: 50 }, () => ask(ports.held, path, { 'accept-encoding': 'br' })))
    expect(reads).toBeLessThanOrEqual(1)
  })

  it('are given up, oldest first, where a site is larger than the memory for it', async () => {
    const served: string[] = []
    const big = Buffer.alloc(700_000, 'x')
    const handler = standIn<RequestHandler>(
      (
        request_: { url: string },
        response: { writeHead: (...args: unknown[]) => unknown; end: (body: Buffer) => void },
      ) => {
        served.push(request_.url)
        response.writeHead(200, { 'Content-Length': big.length })
        response.end(big)
      },
    )
    const cache = new AnswerCache(handler)
    const get = async (url: string): Promise<number | undefined> =>
      (await cache.of({ method: 'GET', url, headers: {} } as never))?.body.length
    for (let page = 0; page < 100; page += 1) {
      expect(await get(`/${page}`)).toBe(big.length)
      await get('/0') // asked for again and again: it stays
    }
    expect(served).toHaveLength(100)
    await get('/1')
    expect(served).toHaveLength(101)
  })
})
