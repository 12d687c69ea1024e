import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noNginx, startNginx, type Nginx } from '../support/nginx.ts'
import { sharedServer } from '../support/shared-server.ts'

describe.skipIf(noNginx)('behind a real nginx (needs the program nginx)', () => {
  let server: Awaited<ReturnType<typeof sharedServer>>
  let nginx: Nginx
  beforeAll(async () => {
    server = await sharedServer()
    nginx = await startNginx(server.url)
  })
  afterAll(async () => {
    await nginx?.stop()
  })

  /** Sends a request as it is written, from an address of its own on the loopback. */
  async function ask(
    from: string,
    line: string,
    { headers = [], body = '', port = nginx.port }: { headers?: string[]; body?: string; port?: number } = {},
  ): Promise<{ status: number; text: string }> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    const head = [
      `${line} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: close',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      ...headers,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    let text = ''
    for await (const chunk of socket) text += (chunk as Buffer).toString('latin1')
    return { status: Number(text.split(' ')[1]), text }
  }

  const AROUND = [
    '/_next/../subscribe',
    '/_next/static/../../subscribe',
    '/_next/%2e%2e/subscribe',
    '/_next/%2E./subscribe',
    '/_next/..%2fsubscribe',
    '/_next/..%5csubscribe',
    '/_next//../subscribe',
    '/api/../subscribe',
    '//subscribe',
    '/%73ubscribe',
    '/./subscribe',
    '/subscribe/../subscribe',
    '/Subscribe',
    '/_next/data/x/subscribe.json',
  ]
  const COUNTED = [422, 429]

  it('counts the forms of a reader by the address that nginx saw, whatever the reader says', async () => {
    for (let i = 0; i < 10; i += 1)
      expect(
        (
          await ask('127.0.7.1', 'POST /subscribe', {
            body: 'address=x',
            headers: [
              `X-Recourse-Network: mine ${i}`,
              `X-Forwarded-For: 203.0.${i}.1`,
              `Forwarded: for=203.0.${i}.1`,
            ],
          })
        ).status,
      ).toBe(422)
    const more = {
      body: 'address=x',
      headers: ['X-Recourse-Network: another', 'X-Forwarded-For: 203.0.99.1'],
    }
    expect((await ask('127.0.7.2', 'POST /subscribe', more)).status).toBe(429)
    // Another network is another reader.
    expect((await ask('127.0.8.1', 'POST /subscribe', more)).status).toBe(422)
  })

  it.each(AROUND)('is not walked round by %s, through nginx or past it', async (path) => {
    const more = { body: 'address=x', headers: [`X-Recourse-Network: round ${path}`] }
    for (const port of [nginx.port, Number(new URL(server.url).port)]) {
      // Fourteen ways past a limit of ten: what one of them let through would be counted apart from the others.
      const { status, text } = await ask('127.0.7.3', `POST ${path}`, { ...more, port })
      expect([status, text.includes('Changes by mail')]).toEqual([expect.any(Number), false])
      expect(COUNTED.includes(status) ? status : Math.floor(status / 100) * 100).toBe(400)
    }
  })

  it('hands on the admin and the site', async () => {
    const { status, text } = await ask('127.0.7.4', 'GET /admin/login')
    expect([status, /^cache-control: (.*)\r$/im.exec(text)?.[1]]).toEqual([200, 'no-store'])
    expect((await ask('127.0.7.4', 'GET /guides/scotland/')).status).toBe(200)
  })

  it.each([
    '/api/users/me',
    '/api/users',
    '/api/nothing',
    '/api/globals/site',
    '/api/preview/pdf/x',
    '/admin/login',
    '/admin/nothing/here',
    '/api/%',
    '/api//users',
  ])('has %s kept nowhere', async (path) => {
    const { text } = await ask('127.0.7.5', `GET ${path}`, { port: Number(new URL(server.url).port) })
    expect([...text.matchAll(/^cache-control: (.*)\r$/gim)].map(([, value]) => value)).toEqual(['no-store'])
  })
})
