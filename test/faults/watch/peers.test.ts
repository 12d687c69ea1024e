import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinkCheck } from '#domain/watch/link-checks.ts'
import { LINK_REASONS } from '#domain/watch/link-checks.ts'
import { systemClock } from '#lib/clock.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import type { Resolve } from '#lib/outbound/guard.ts'
import { addressesOf } from '#pipelines/links/addresses.ts'
import { checkLinks, type LinkToCheck } from '#pipelines/links/check.ts'
import { PEERS } from '../../support/watch/peers/peers.ts'

const MOST_MEMORY = 100e6

interface Zoo {
  urls: string[]
  ports: number[]
  authority: string
}

const failing = (code: string): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }))

/** Names of the peers. `rebinding.test` is what it should be the first time, and another from then on. */
function resolver(): Resolve {
  let asked = 0
  return (name) => {
    if (name === 'localhost' || name === 'private.test')
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    if (name === 'mixed.test')
      return Promise.resolve([
        { address: '93.184.215.14', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    if (name === 'rebinding.test')
      return Promise.resolve([{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.66', family: 4 }])
    return failing(name === 'unknown.test' ? 'EAI_AGAIN' : 'ENOTFOUND')
  }
}

describe('peers that do what they should not', () => {
  let peers: ChildProcess
  let zoo: Zoo
  const seen = new Map<string, LinkCheck>()
  let grown = 0
  let took = 0
  beforeAll(async () => {
    peers = fork('test/support/watch/peers/process.ts', { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    ;[zoo] = (await once(peers, 'message')) as [Zoo]
    const outbound = createOutbound({
      publicUrl: 'https://guides.example.org',
      allow: zoo.ports.map((port) => `127.0.0.1:${port}`).join(','),
      resolve: resolver(),
      ca: [zoo.authority],
      pause: 0,
      backoff: 100,
      longestWait: 1_000,
      timeouts: { connect: 2_000, headers: 2_000, body: 2_000, whole: 2_000 },
    })
    const links = zoo.urls.map((url, index): LinkToCheck => ({
      url,
      precision: PEERS[index]?.site ? 'host' : 'page',
      etag: null,
      lastModified: null,
    }))
    const ask = (some: LinkToCheck[], onCheck: (check: LinkCheck) => void): Promise<void> =>
      checkLinks({ addresses: addressesOf(some), outbound, clock: systemClock, onCheck })
    // What is loaded at the first use is not what the peers cost.
    await ask(links.slice(0, 1), () => undefined)
    global.gc?.()
    const before = process.memoryUsage.rss()
    const sampled = setInterval(() => {
      grown = Math.max(grown, process.memoryUsage.rss() - before)
    }, 10)
    const since = performance.now()
    await ask(links, (check) => seen.set(check.url, check))
    took = performance.now() - since
    clearInterval(sampled)
    await outbound.close()
  })
  afterAll(() => peers.disconnect())

  it.each(PEERS.map(({ name, expected }, index) => [name, expected, index] as const))(
    '%s: %s',
    (_name, expected, index) => {
      const { because, verdict } = seen.get(zoo.urls[index] ?? '') ?? {}
      expect({ because, verdict }).toEqual({ because: expected, verdict: LINK_REASONS[expected].verdict })
    },
  )

  it('are sixty at least, and each is judged once', () => {
    expect(PEERS.length).toBeGreaterThanOrEqual(60)
    expect(seen.size).toBe(new Set(zoo.urls).size)
  })

  it('get nobody inside', async () => {
    const told = once(peers, 'message')
    peers.send('hits')
    expect(await told).toEqual([0, undefined])
  })

  it('cost little memory and end in time', () => {
    expect(grown).toBeLessThan(MOST_MEMORY)
    expect(took).toBeLessThan(30_000)
  })
})
