// node test/bench/served-find.ts [guides …]: the search of the desk as ⌘K asks for it: each beginning of usual searches,
// one after the other, over HTTP, on a real server with so many guides; and a search right after a save. On the embedded
// database, or with TEST_MONGODB_URI on that server. The peer is the search above Payload's list of offences, by a part of
// the title alone. Ratios count, milliseconds depend on the machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FindAnswer } from '#domain/desk/find/answer.ts'
import { dropDatabase } from '../support/drop-database.ts'
import { startServer } from '../support/server.ts'
import { SEARCHES as USUAL } from './searches.ts'
import { percentile, signedIn, type Send } from './signed-in.ts'

const SIZES = process.argv.slice(2).map(Number)
const EMAIL = 'edith@example.org'
const PASSWORD = 'a long enough password'
const SAVES = 20
/** Milliseconds in which an answer should be there. */
const SOON = 200
const SEARCHES = [...USUAL, 'tasks of edith']

const say = (words: string): void => void process.stderr.write(`${words}\n`)

/** In a process of its own: the settings are read once. */
async function seed(guides: number): Promise<never> {
  const { openSample } = await import('./sample.ts')
  const { copyWorkingCopies } = await import('./copied-working-copies.ts')
  const payload = await openSample()
  await payload.create({
    collection: 'users',
    data: { name: 'Edith', email: EMAIL, password: PASSWORD, roles: ['editor'] },
    overrideAccess: true,
  })
  const { entries, records } = await copyWorkingCopies(payload, guides)
  say(`${guides} guides: ${entries} entries and ${records - entries} other records besides the sample’s`)
  await payload.destroy()
  process.exit(0)
}

/** Settings of a database for so many guides; null for the embedded one. */
function onMongoDB(guides: number): Record<string, string> | null {
  const uri = process.env.TEST_MONGODB_URI
  if (!uri) return null
  const address = new URL(uri)
  address.pathname = `/recourse-bench-find-${guides}-${Date.now()}`
  return {
    DATABASE_URL: address.href,
    DATABASE_TRANSACTIONS: address.searchParams.has('replicaSet') ? 'required' : 'none',
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const keystrokes = SEARCHES.flatMap((search) =>
  Array.from({ length: search.length }, (_, at) => search.slice(0, at + 1)),
)
const encoded = (values: Record<string, string>): string => new URLSearchParams(values).toString()

async function answered(send: Send, path: string): Promise<unknown> {
  const { status, json } = await send('get', path)
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`)
  return json
}
const find = async (send: Send, q: string): Promise<FindAnswer> =>
  (await answered(send, `/heads/find?${encoded({ q })}`)) as FindAnswer
const titled = (send: Send, text: string): Promise<unknown> =>
  answered(send, `/offences?${encoded({ 'where[label][like]': text, limit: '20', depth: '0' })}`)

/** The worker publishes the sample first. */
async function rested(send: Send): Promise<void> {
  const open = `/work?${encoded({ 'where[endedAt][exists]': 'false', limit: '1' })}`
  for (let quiet = 0; quiet < 3; await wait(1_000)) {
    const { docs } = (await answered(send, open)) as { docs: unknown[] }
    quiet = docs.length === 0 && (loadavg()[0] ?? 0) < cpus().length ? quiet + 1 : 0
  }
}

interface Measured {
  reading: number
  keys: number[]
  saves: number[]
  peer: number[]
}

async function measured(send: Send): Promise<Measured> {
  const reading = await timed(async () => {
    while ((await find(send, 'stalking')).reading !== null) await wait(50)
  })
  for (const typed of keystrokes) await find(send, typed)
  const keys: number[] = []
  for (const typed of keystrokes) keys.push(await timed(() => find(send, typed)))
  for (const typed of keystrokes) await titled(send, typed)
  const peer: number[] = []
  for (const typed of keystrokes) peer.push(await timed(() => titled(send, typed)))
  const { docs } = (await answered(send, '/offences?limit=1&depth=0')) as {
    docs: { id: string; revision: number }[]
  }
  const [entry] = docs
  if (!entry) throw new Error('There are no offences.')
  const saves: number[] = []
  for (let n = 0; n < SAVES; n += 1) {
    const body = { revision: entry.revision + n, covers: `Zanzibarine, save ${n}.` }
    const { status, json } = await send('patch', `/offences/${entry.id}?depth=0`, body)
    if (status !== 200) throw new Error(`A save: ${status} ${JSON.stringify(json)}`)
    saves.push(
      await timed(async () => {
        if ((await find(send, `zanzibarine ${n}`)).total !== 1)
          throw new Error('What was saved is not found.')
      }),
    )
  }
  return { reading, keys, saves, peer }
}

const told = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`

async function at(guides: number): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recourse-bench-find-'))
  const mongodb = onMongoDB(guides)
  try {
    say(`Laying ${guides} guides …`)
    const seeded = spawnSync(process.execPath, process.argv.slice(1, 2), {
      env: {
        ...process.env,
        BENCH_SEED_DIR: dataDir,
        BENCH_GUIDES: String(guides),
        ...(mongodb ? { BENCH_DATABASE_URL: mongodb.DATABASE_URL } : {}),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (seeded.status !== 0) throw new Error('The guides could not be laid.')
    const server = await startServer([], dataDir, {
      ...(mongodb ?? { DATABASE_URL: 'file:' }),
      PRINTS: 'none',
    })
    try {
      const send = await signedIn(server.url, EMAIL, PASSWORD)
      await rested(send)
      say('Searching …')
      return await measured(send)
    } finally {
      await server.stop()
    }
  } finally {
    if (mongodb?.DATABASE_URL) await dropDatabase(mongodb.DATABASE_URL)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (process.env.BENCH_GUIDES) await seed(Number(process.env.BENCH_GUIDES))

const start = (loadavg()[0] ?? 0).toFixed(1)
const results: [number, Measured][] = []
for (const guides of SIZES.length > 0 ? SIZES : [5, 500]) results.push([guides, await at(guides)])
process.stdout.write(
  `${process.env.TEST_MONGODB_URI ? 'MongoDB' : 'SQLite'}, ${cpus().length} cores, load ${start} at the start\n`,
)
for (const [guides, { reading, keys, saves, peer }] of results)
  process.stdout.write(
    [
      `${guides} guides: read after ${(reading / 1000).toFixed(1)} s`,
      `  a keystroke            ${told(keys)}`,
      `  after a save           ${told(saves)}`,
      `  Payload’s list search  ${told(peer)}`,
      '',
    ].join('\n'),
  )
const [least, most] = [results[0], results.at(-1)]
if (least && most) {
  const p95 = (of: (each: Measured) => number[], [, each]: [number, Measured]): number =>
    percentile(of(each), 0.95)
  const keys = p95(({ keys }) => keys, most)
  process.stdout.write(
    `p95 of a keystroke at ${most[0]} guides: ${(keys / p95(({ keys }) => keys, least)).toFixed(2)}× that at ${least[0]}, ${(keys / p95(({ peer }) => peer, most)).toFixed(2)}× that of Payload’s list search; ${keys <= SOON ? 'within' : 'beyond'} ${SOON} ms\n`,
  )
}
process.exit()
