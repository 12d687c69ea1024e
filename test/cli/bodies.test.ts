import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createHttpServer } from '#cli/serve/server.ts'
import { SiteFiles } from '#cli/serve/site.ts'
import { readEnv } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { secret } from '#lib/secrets.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bodies-'))
const bounce = { Authorization: `Bearer ${secret(dataDir, 'bounce')}` }
let handed: string[] = []
let server: Server

/** What stands behind the server here: it notes each path when it is handed on, and answers with the body. */
beforeAll(async () => {
  server = createHttpServer({
    env: readEnv({ DATA_DIR: dataDir, ALLOWED_HOSTS: 'x' }),
    log: createLog('silent'),
    site: new SiteFiles(dataDir),
    metrics: () => null,
    next: () => async (request, response) => {
      handed.push(request.url ?? '')
      // As Next does, which takes no body that somebody began to read.
      const { url, method, headers } = request
      const asked = new Request(`http://x${url}`, {
        ...{ method, headers: headers as Record<string, string>, duplex: 'half' },
        // A request of Node is an iterable of its parts, which the types of Request do not say.
        body: request as unknown as ReadableStream,
      })
      response.end(await asked.text())
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
beforeEach(() => {
  handed = []
})
afterAll(() => {
  server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Also where it is closed while something is sent, which is an error. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()))

/** A connection, with all that it has been answered. */
function opened(
  head: string,
  headers: Record<string, string | number>,
): { socket: Socket; answer: () => string } {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answered = ''
  socket.on('data', (chunk: Buffer) => (answered += chunk.toString('latin1'))).on('error', () => undefined)
  const lines = Object.entries({ Host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${head} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return { socket, answer: () => answered }
}

it.each([
  '/',
  '/healthz',
  '/api/users/login',
  '/api/users',
  '/admin',
  '/subscribe',
  '/subscribe/one-click',
  '/_next/x',
])('a body of 100 MB is refused at %s while it is sent, and the connection is closed', async (path) => {
  const flood = async (method: string): Promise<void> => {
    const { socket, answer } = opened(`${method} ${path}`, { 'Content-Length': 100_000_000 })
    const part = Buffer.alloc(65_536, 'x')
    let sent = 0
    const pump = (): void => {
      while (!socket.destroyed && sent < 100_000_000) {
        sent += part.length
        if (!socket.write(part)) return void socket.once('drain', pump)
      }
    }
    pump()
    await closed(socket)
    const refused = /^HTTP\/1\.1 413 .*at most 20000 are read/s
    expect([method, answer()]).toEqual([method, expect.stringMatching(refused)])
    // What the two systems keep on the way, and no more.
    expect(sent).toBeLessThan(20_000_000)
  }
  await Promise.all(['POST', 'GET', 'DELETE', 'TRACE'].map(flood))
  expect(handed).toEqual([])
})

it('a body of undeclared length is refused, and the connection is closed', async () => {
  const { socket, answer } = opened('POST /api/users/login', { 'Transfer-Encoding': 'chunked' })
  await closed(socket)
  expect([answer(), handed]).toEqual([expect.stringMatching(/^HTTP\/1\.1 411 .*connection: close/is), []])
})

it('whoever asks before sending is told to go on, or refused', async () => {
  const ask = { Expect: '100-continue' }
  const refused = opened('POST /subscribe', { ...ask, 'Content-Length': 30_000 })
  await closed(refused.socket)
  expect(refused.answer()).toMatch(/^HTTP\/1\.1 413 /)
  const taken = opened('POST /subscribe', { ...ask, 'Content-Length': 5 })
  await expect.poll(taken.answer).toMatch(/^HTTP\/1\.1 100 Continue/)
  taken.socket.write('hello')
  await expect.poll(taken.answer).toMatch(/HTTP\/1\.1 200 OK.*hello/s)
  taken.socket.destroy()
})

it('a body is handed on when its last byte has come, whole', async () => {
  const body = '0123456789'.repeat(1_500)
  const { socket, answer } = opened('POST /subscribe', { 'Content-Length': body.length, Connection: 'close' })
  for (const part of [body.slice(0, 1), body.slice(1, 9_000), body.slice(9_000, -1)]) {
    socket.write(part)
    await wait(50)
  }
  expect(handed).toEqual([])
  socket.write(body.slice(-1))
  await closed(socket)
  expect([handed, answer().endsWith(`\r\n\r\n${body}`)]).toEqual([['/subscribe'], true])
})

it('a body that breaks off is handed to nobody', async () => {
  const { socket } = opened('POST /subscribe', { 'Content-Length': 10 })
  socket.write('half')
  await wait(100)
  socket.destroy()
  await wait(100)
  expect(handed).toEqual([])
})

it('mail servers send more than a form, up to 2 MB', async () => {
  const send = async (length: number, headers: Record<string, string>): Promise<string> => {
    const { socket, answer } = opened('POST /api/mail/bounce', {
      'Content-Length': length,
      'Content-Type': 'message/rfc822',
      Connection: 'close',
      ...headers,
    })
    socket.write('['.repeat(Math.min(length, 100_000)))
    await closed(socket)
    return answer().slice(0, 12)
  }
  expect(await send(100_000, bounce)).toBe('HTTP/1.1 200')
  expect(await send(100_000, {})).toBe('HTTP/1.1 413')
  expect(await send(100_000, { Authorization: 'Bearer wrong' })).toBe('HTTP/1.1 413')
  expect(await send(2_000_001, bounce)).toBe('HTTP/1.1 413')
})

it.each([
  ['/api/users/login', 'application/json'],
  ['/api/preview/pdf', 'application/json; charset=utf-8'],
  ['/admin', 'text/plain;charset=UTF-8'],
  ['/admin/login', 'multipart/form-data; boundary=x'],
])('JSON nested 10,000 deep is handed to nobody at %s', async (path, type) => {
  const send = async (depth: number): Promise<string> => {
    const body = `{"email":"\\"[","x":${'['.repeat(depth)}${']'.repeat(depth)}}`
    const { socket, answer } = opened(`POST ${path}`, {
      'Content-Length': body.length,
      'Content-Type': type,
      Connection: 'close',
    })
    socket.write(body)
    await closed(socket)
    return answer()
  }
  expect(await send(9_900)).toMatch(/^HTTP\/1\.1 400 .*more than 1,000 deep/s)
  expect(handed).toEqual([])
  expect(await send(900)).toMatch(/^HTTP\/1\.1 200 /)
})
