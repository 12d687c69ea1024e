// node test/bench/links.ts [urls]: how long it takes to check 1,000 addresses on 10 hosts of the loopback interface that
// answer after 20 ms, with at most 4 at a time at each, and how many healthy ones are called broken; then the same
// where one host resets connections, and where one answers 429, above 20 in flight. The addresses come site by site, as
// sources do. Beside it, in the same run and on hosts of the same kind, linkinator as it comes.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { LINK_REASONS } from '#domain/watch/link-checks.ts'
import { systemClock } from '#lib/clock.ts'
import { createOutbound } from '#lib/outbound/create.ts'
import { addressesOf } from '#pipelines/links/addresses.ts'
import { checkLinks } from '#pipelines/links/check.ts'

const URLS = Number(process.argv[2] ?? 1_000)
const HOSTS = 10
const ROUNDS = 3
const HEALTHY = ['fine', 'moved', 'caution']

const say = (words: string): void => void process.stdout.write(`${words}\n`)
const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN

type Kind = 'well' | 'resets' | 'sheds'

/** The same number of addresses on each host, of which the first is of this kind. */
async function site(
  kind: Kind,
): Promise<{ urls: string[]; hosts: string[]; most: () => Promise<number>; end: () => void }> {
  const hosts = fork('test/support/watch/sites.ts', [kind, String(HOSTS)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [ports] = (await once(hosts, 'message')) as [number[]]
  const each = URLS / HOSTS
  const urls = ports.flatMap((port) =>
    Array.from({ length: each }, (_, at) => `http://127.0.0.1:${port}/page-${at}`),
  )
  return {
    urls,
    hosts: ports.map((port) => `127.0.0.1:${port}`),
    most: async () => {
      const told = once(hosts, 'message')
      hosts.send('most')
      return Number((await told)[0])
    },
    end: () => hosts.disconnect(),
  }
}

interface Run {
  seconds: number
  alarms: number
  /** Most requests in flight at one host. */
  most: number
}

async function ours(kind: Kind): Promise<Run> {
  const { urls, hosts, most, end } = await site(kind)
  const outbound = createOutbound({
    publicUrl: 'http://127.0.0.1',
    allow: hosts.join(','),
    perHost: 4,
    pause: 0,
  })
  const links = urls.map((url) => ({ url, precision: 'page' as const, etag: null, lastModified: null }))
  let healthy = 0
  const since = performance.now()
  await checkLinks({
    addresses: addressesOf(links),
    outbound,
    clock: systemClock,
    onCheck: ({ because }) => {
      if (HEALTHY.includes(LINK_REASONS[because].verdict)) healthy += 1
    },
  })
  const seconds = (performance.now() - since) / 1000
  const run = { seconds, alarms: urls.length - healthy, most: await most() }
  await outbound.close()
  end()
  return run
}

/** In a process of its own, whose dispatcher is as it comes. */
async function plain(kind: Kind): Promise<Run> {
  const { urls, most, end } = await site(kind)
  const peer = fork('test/support/watch/plain-linkinator.ts', {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(peer, 'message')
  const told = once(peer, 'message')
  peer.send(urls)
  const [{ seconds, ok }] = (await told) as [{ seconds: number; ok: number }]
  const run = { seconds, alarms: urls.length - ok, most: await most() }
  peer.disconnect()
  end()
  return run
}

await ours('well')
for (const kind of ['well', 'resets', 'sheds'] as const) {
  const runs: { ours: Run; plain: Run }[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    runs.push({ ours: await ours(kind), plain: await plain(kind) })
  const told = (who: 'ours' | 'plain'): string =>
    `${median(runs.map((run) => run[who].seconds)).toFixed(2)} s, ` +
    `${Math.max(...runs.map((run) => run[who].alarms))} false alarms, ` +
    `at most ${Math.max(...runs.map((run) => run[who].most))} in flight at one host`
  const ratio = median(runs.map((run) => run.ours.seconds)) / median(runs.map((run) => run.plain.seconds))
  const named = {
    well: 'all well',
    resets: 'one resets above 20 in flight',
    sheds: 'one answers 429 above 20 in flight',
  }
  say(`${URLS} addresses, ${HOSTS} hosts, ${named[kind]}`)
  say(`  ours              ${told('ours')}`)
  say(`  plain linkinator  ${told('plain')}`)
  say(`  ratio of time     ${ratio.toFixed(2)}`)
}
