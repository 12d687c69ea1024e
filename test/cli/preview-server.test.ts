import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PreviewServer } from '#cli/preview/server.ts'

const { server } = new PreviewServer({
  file: () => Promise.resolve(Buffer.from('<h1>Not published yet</h1>')),
  problem: () => null,
  banner: 'Not published.',
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
})

it.each([
  ['/', ['localhost:4000'], 200],
  ['/', ['127.0.0.1'], 200],
  ['/', ['[::1]:4000'], 200],
  ['/', ['guides.example.org'], 403],
  ['/', ['localhost.evil.example'], 403],
  ['/', ['localhost', 'evil.example'], 403],
  ['http://evil.example/', ['localhost'], 403],
  ['http://localhost/', ['localhost'], 200],
])(
  'a preview is for the names of this machine alone: %s for %j is answered with %i',
  async (target, hosts, status) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const lines = hosts.map((host) => `Host: ${host}\r\n`).join('')
    socket.write(`GET ${target} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`)
    let text = ''
    for await (const chunk of socket) text += (chunk as Buffer).toString()
    expect([Number(text.split(' ')[1]), text.includes('Not published yet')]).toEqual([status, status === 200])
  },
)
