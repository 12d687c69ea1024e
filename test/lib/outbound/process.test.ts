import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** What a server was asked, and what it answers. */
function host(answer: (path: string) => [status: number, headers?: Record<string, string>]): {
  server: Server
  asked: string[]
} {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(...answer(request.url ?? '')).end()
  })
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    socket.destroy()
  })
  return { server, asked }
}

interface Told {
  cameOf: Record<string, { inside: string; open: string; redirected: string }>
  refused: string[]
  afterwards: string
  reached: string[]
}

describe('a process that is guarded', () => {
  const inside = host(() => [200])
  const proxy = host(() => [200])
  let insidePort = 0
  const open = host((path) =>
    path === '/to-inside'
      ? [302, { location: `http://127.0.0.1:${insidePort}/` }]
      : [path === '/ok' ? 200 : 404],
  )
  let openPort = 0
  let told: Told
  beforeAll(async () => {
    insidePort = await listening(inside.server)
    openPort = await listening(open.server)
    const by = `http://127.0.0.1:${await listening(proxy.server)}`
    const child = fork(
      'test/support/watch/outbound-bypasses.ts',
      [`http://127.0.0.1:${insidePort}/`, `http://127.0.0.1:${openPort}/`],
      {
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          HTTP_PROXY: by,
          HTTPS_PROXY: by,
          http_proxy: by,
          https_proxy: by,
          ALL_PROXY: by,
          NODE_USE_ENV_PROXY: '1',
        },
      },
    )
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}.`)))
    ;[told] = (await Promise.race([once(child, 'message'), ended])) as [Told]
    await ended.catch(() => undefined)
  })
  afterAll(() => {
    for (const { server } of [inside, proxy, open]) {
      server.closeAllConnections()
      server.close()
    }
  })

  it('reaches by no way what is inside, and by each what is allowed', () => {
    const said = { inside: 'not-public', open: '200', redirected: 'not-public' }
    const checked = { inside: 'leads-inside', open: 'answers', redirected: 'leads-inside' }
    const itself = { inside: 'nothing', open: '200', redirected: 'nothing' }
    expect(told.cameOf).toEqual({
      'fetch of Node': said,
      'fetch of undici': said,
      // These follow no redirects.
      'request of undici': { ...said, redirected: '302' },
      'stream of undici': { inside: 'not-public', open: 'streamed', redirected: 'streamed' },
      'fetch of the undici of Payload': said,
      'request of the undici of Payload': { ...said, redirected: '302' },
      'what undici installs': said,
      'linkinator by itself': itself,
      'our own look': said,
      'the check of links': checked,
    })
    expect(inside.asked).toEqual([])
  })

  it('asks no proxy that its environment names', () => {
    expect(proxy.asked).toEqual([])
  })

  it('opens sockets to nobody else', () => {
    expect(told.reached).toEqual([String(openPort)])
  })

  it('asks, and changes nothing', () => {
    expect(told.refused).toEqual(['method', 'method', 'method', 'method'])
    expect(new Set(open.asked.map((asked) => asked.split(' ')[0]))).toEqual(new Set(['GET', 'HEAD']))
  })

  it('asks nobody any more once the way out is closed', () => {
    expect(told.afterwards).toBe('stopped')
  })
})
