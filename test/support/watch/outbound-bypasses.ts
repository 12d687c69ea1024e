// Tries every way this process could make an outbound request, each against the internal server. Its arguments give
// the internal address and an allowed one; it reports the result of each way, and the peers of all sockets opened.
import { subscribe } from 'node:diagnostics_channel'
import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { LinkChecker } from 'linkinator'
import * as undici from 'undici'
import { systemClock } from '#lib/clock.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { guardProcess } from '#lib/outbound/guard-process.ts'
import { problemOf } from '#lib/outbound/problem-of.ts'
import { addressesOf } from '#pipelines/links/addresses.ts'
import { checkLinks } from '#pipelines/links/check.ts'

const [inside = '', open = ''] = process.argv.slice(2)

// Ends the process even if a request hangs.
process.on('disconnect', () => process.exit(0))
setTimeout(() => process.exit(1), 60_000)

const reached: string[] = []
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket }
  socket.once('connect', () => reached.push(String(socket.remotePort)))
})

// Payload's own undici, which is another version.
const nested = createRequire(createRequire(import.meta.url).resolve('payload'))('undici') as typeof undici

const outbound = createOutbound({
  publicUrl: 'https://guides.example.org',
  allow: new URL(open).host,
  pause: 0,
  timeouts: { connect: 2_000, headers: 2_000, body: 2_000, whole: 2_000 },
})
guardProcess(outbound)

const status = (answer: { status: number }): string => String(answer.status)
const code = (answer: { statusCode: number }): string => String(answer.statusCode)
const linkinator = (url: string): Promise<string> =>
  new LinkChecker()
    .check({ path: url, timeout: 5_000 })
    .then(({ links: [link] }) => (link?.status ? String(link.status) : 'nothing'))

const WAYS: Record<string, (url: string) => Promise<string>> = {
  'fetch of Node': (url) => fetch(url).then(status),
  'fetch of undici': (url) => undici.fetch(url).then(status),
  'request of undici': (url) => undici.request(url).then(code),
  'stream of undici': (url) =>
    undici.stream(url, { method: 'GET' }, () => new PassThrough().resume()).then(() => 'streamed'),
  'fetch of the undici of Payload': (url) => nested.fetch(url).then(status),
  'request of the undici of Payload': (url) => nested.request(url).then(code),
  'what undici installs': (url) => {
    undici.install()
    return fetch(url).then(status)
  },
  'linkinator by itself': linkinator,
  'our own look': (url) => outbound.get(url).then(status),
  'the check of links': async (url) => {
    let because = ''
    await checkLinks({
      addresses: addressesOf([{ url, precision: 'page', etag: null, lastModified: null }]),
      outbound,
      clock: systemClock,
      onCheck: (check) => void (because = check.because),
    })
    return because
  },
}

const cameOf: Record<string, { inside: string; open: string; redirected: string }> = {}
for (const [name, ask] of Object.entries(WAYS)) {
  const tried = (url: string): Promise<string> =>
    ask(url).catch((error: unknown) => problemOf(error, url).reason)
  cameOf[name] = {
    inside: await tried(inside),
    open: await tried(`${open}ok`),
    redirected: await tried(`${open}to-inside`),
  }
}
const refused = await Promise.all(
  ['POST', 'PUT', 'DELETE', 'OPTIONS'].map((method) =>
    fetch(open, { method }).then(status, (error: unknown) => problemOf(error, open).reason),
  ),
)
await outbound.close()
const afterwards = await fetch(open).then(status, (error: unknown) => problemOf(error, open).reason)
process.send?.({ cameOf, refused, afterwards, reached: [...new Set(reached)] })
process.disconnect()
