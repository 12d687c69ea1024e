import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound, type OutboundSettings } from '#lib/outbound/create.ts'
import { Gate } from '#lib/outbound/gate.ts'
import type { Outbound } from '#lib/outbound/outbound.ts'
import type { OutboundProblem } from '#lib/outbound/problem.ts'
import { retryAfter } from '#lib/outbound/retry-after.ts'
import { unpack } from '#lib/outbound/unpack.ts'

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
const reasonOf = (failing: Promise<unknown>): Promise<string> =>
  failing.then(
    () => 'none',
    (error: OutboundProblem) => error.reason,
  )

describe('Retry-After', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['-1', null],
    ['1.5', null],
    ['soon', null],
    ['99999999999', null],
    ['', null],
    [undefined, null],
  ])('%s is %s ms', (value, milliseconds) => {
    expect(retryAfter(value, now)).toBe(milliseconds)
  })
})

describe('unpacking', () => {
  const text = 'Whoever stalks another commits an offence. '.repeat(100)
  const limits = { maxBytes: 10_000, take: Infinity }
  const from = (bytes: Buffer): Readable => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)])
  it.each([
    ['identity', Buffer.from(text)],
    ['', Buffer.from(text)],
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
  ])('%s', async (coding, bytes) => {
    const { bytes: out, cut } = await unpack(from(bytes), coding, 'http://x', limits)
    expect([Buffer.from(out).toString(), cut]).toEqual([text, false])
  })

  it('stops where enough is there, and refuses what is too much', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const { bytes, cut } = await unpack(from(bomb), 'gzip', 'http://x', { maxBytes: 10_000, take: 1_000 })
    expect([bytes.length, cut]).toEqual([1_000, true])
    expect(await reasonOf(unpack(from(bomb), 'gzip', 'http://x', limits))).toBe('too-big')
    expect(await reasonOf(unpack(from(Buffer.alloc(10_001)), undefined, 'http://x', limits))).toBe('too-big')
    expect(await reasonOf(unpack(from(bomb), 'gzip, gzip', 'http://x', limits))).toBe('encoding')
  })
})

describe('the gate', () => {
  const pace = { perHost: 2, pause: 0, longestWait: 200 }

  it('lets two in to each host, in the order in which they came', async () => {
    const gate = new Gate(pace)
    const entered: string[] = []
    const enter = async (name: string, host = 'a'): Promise<() => void> => {
      const leave = await gate.enter(host, 'http://a')
      entered.push(name)
      return leave
    }
    const [one] = await Promise.all([enter('1'), enter('2')])
    const waiting = [enter('3'), enter('4')]
    await enter('other', 'b')
    await later(10)
    expect(entered).toEqual(['1', '2', 'other'])
    one()
    one()
    await waiting[0]
    await later(10)
    expect(entered).toEqual(['1', '2', 'other', '3'])
    gate.close()
    expect(await reasonOf(waiting[1] ?? Promise.resolve())).toBe('stopped')
  })

  it('keeps a place free for the pause', async () => {
    const gate = new Gate({ ...pace, perHost: 1, pause: 60 })
    const leave = await gate.enter('a', 'http://a')
    const since = performance.now()
    leave()
    await gate.enter('a', 'http://a')
    expect(performance.now() - since).toBeGreaterThan(50)
  })

  it('lets whoever is stopped out of the line, and the next one in', async () => {
    const gate = new Gate({ ...pace, perHost: 1 })
    const leave = await gate.enter('a', 'http://a')
    const stop = new AbortController()
    const stopped = gate.enter('a', 'http://a', stop.signal)
    const next = gate.enter('a', 'http://a')
    stop.abort()
    expect(await reasonOf(stopped)).toBe('stopped')
    leave()
    await next
  })

  it('waits as long as a host asks, and not for one that asks for more than anybody waits', async () => {
    const gate = new Gate(pace)
    const since = performance.now()
    gate.rest('a', 80, 'http://a')
    await gate.enter('a', 'http://a')
    expect(performance.now() - since).toBeGreaterThan(70)
    gate.rest('b', 100, 'http://b')
    const waiting = gate.enter('b', 'http://b')
    gate.rest('b', 3_600_000, 'http://b')
    expect(await reasonOf(waiting)).toBe('wait')
    expect(await reasonOf(gate.enter('b', 'http://b'))).toBe('wait')
  })
})

describe('the way out', () => {
  const open: { outbound: Outbound; server: Server }[] = []
  afterEach(async () => {
    for (const { outbound, server } of open.splice(0)) {
      await outbound.close()
      server.closeAllConnections()
      server.close()
    }
  })
  async function host(
    answer: Parameters<typeof createServer>[1],
    settings: (host: string) => Partial<OutboundSettings> = (at) => ({ allow: at }),
  ): Promise<{ outbound: Outbound; here: string }> {
    const server = createServer(answer as never)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const outbound = createOutbound({ publicUrl: 'https://guides.example.org', pause: 0, ...settings(at) })
    open.push({ outbound, server })
    return { outbound, here: `http://${at}` }
  }

  it('says who asks, and nothing more than it must', async () => {
    let headers = {}
    const { outbound, here } = await host((request, response) => {
      headers = request.headers
      response.end('Yes.')
    })
    const answer = await outbound.get(`${here}/page?x=1#y`, {
      etag: '"1"',
      lastModified: 'Fri, 20 Nov 2026 12:00:00 GMT',
    })
    expect(answer).toMatchObject({
      status: 200,
      url: `${here}/page?x=1`,
      hops: [],
      cut: false,
      certificateEndsOn: null,
    })
    expect(Buffer.from(answer.bytes).toString()).toBe('Yes.')
    expect(headers).toEqual({
      host: here.slice('http://'.length),
      connection: 'keep-alive',
      accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8',
      'accept-language': 'en',
      'accept-encoding': 'gzip, deflate, br, zstd',
      'if-none-match': '"1"',
      'if-modified-since': 'Fri, 20 Nov 2026 12:00:00 GMT',
      'user-agent': 'Recourse/1 (link and source check; +https://guides.example.org)',
    })
  })

  it('follows five redirects, and tells each', async () => {
    const { outbound, here } = await host((request, response) => {
      const at = Number(request.url?.slice(1))
      if (at === 0) response.end('There.')
      else response.writeHead(302, { location: `/${at - 1}` }).end()
    })
    const answer = await outbound.get(`${here}/5`)
    expect(answer.hops.map(({ from, to }) => `${new URL(from).pathname} ${new URL(to).pathname}`)).toEqual([
      '/5 /4',
      '/4 /3',
      '/3 /2',
      '/2 /1',
      '/1 /0',
    ])
    expect(await reasonOf(outbound.get(`${here}/6`))).toBe('too-many-hops')
  })

  it('looks a name up once for each connection, and goes where that led', async () => {
    const ports: (number | undefined)[] = []
    let looked = 0
    const { outbound, here } = await host(
      (request, response) => {
        ports.push(request.socket.remotePort)
        response.setHeader('connection', 'close').end()
      },
      (at) => ({
        allow: at,
        resolve: () => Promise.resolve([{ address: looked++ === 2 ? '127.0.0.2' : '127.0.0.1', family: 4 }]),
      }),
    )
    const url = here.replace('127.0.0.1', 'site.test')
    await outbound.get(url)
    await outbound.get(url)
    expect(await reasonOf(outbound.get(url))).toBe('not-public')
    expect([looked, new Set(ports).size]).toEqual([3, 2])
  })

  it('refuses an answer that is larger than may be, and cuts where it is told to', async () => {
    const { outbound, here } = await host((_request, response) => void response.end(Buffer.alloc(5_000)))
    expect(await reasonOf(outbound.get(here, { maxBytes: 4_999 }))).toBe('too-big')
    expect((await outbound.get(here, { maxBytes: 5_000 })).bytes.length).toBe(5_000)
    expect(await outbound.get(here, { take: 10 })).toMatchObject({ cut: true, status: 200 })
  })

  it('goes to four at a time at most, whatever is set', async () => {
    let flying = 0
    let most = 0
    const { outbound, here } = await host(
      (_request, response) => {
        most = Math.max(most, ++flying)
        setTimeout(() => {
          flying -= 1
          response.end()
        }, 20)
      },
      (at) => ({ allow: at, perHost: 50 }),
    )
    await Promise.all(Array.from({ length: 30 }, (_, at) => outbound.get(`${here}/${at}`)))
    expect(most).toBe(4)
  })

  it('stops when it is told to', async () => {
    const { outbound, here } = await host(() => undefined)
    const stop = new AbortController()
    const asked = outbound.get(here, { signal: stop.signal })
    await later(50)
    stop.abort()
    expect(await reasonOf(asked)).toBe('stopped')
  })

  it.each([
    ['nonsense', 'address'],
    ['file:///etc/passwd', 'scheme'],
    ['http://10.0.0.1/', 'not-public'],
    ['http://0x7f.1/', 'not-public'],
  ])('does not ask %s: %s', async (url, reason) => {
    const { outbound } = await host(() => undefined)
    expect(await reasonOf(outbound.get(url))).toBe(reason)
  })
})
