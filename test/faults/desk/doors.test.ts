import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishedGuide, publishedGuideFolder } from '../../support/command.ts'
import type { Orders, Told } from '../../support/doors/attackers.ts'
import { PATIENCE } from '../../support/patience.ts'
import { scaled } from '../../support/scale.ts'
import { startServer, type RunningServer } from '../../support/server.ts'

const run = promisify(execFile)

const SECONDS = scaled(300, 20)
/** Seconds of readers and staff alone before it, in full as many: what their own work makes the server keep. */
const ALONE = scaled(300, 2)
const SLOW = 200
const PASSWORDS = scaled(1_000, 60)
/** Milliseconds within which readers and staff are served, on the slowest of machines too. What is usual is printed. */
const BEARABLE = 30_000
/** Bytes by which the server may grow beyond its most without attackers: less than two of the bodies that it is sent. */
const GROWTH = 150_000_000

await publishedGuide()

let server: RunningServer
beforeAll(async () => {
  server = await startServer(['--sample'], await publishedGuideFolder(), {
    TRUSTED_PROXIES: '127.0.0.1',
    // The address that the folder was published for: there is nothing to publish.
    PUBLIC_URL: 'http://127.0.0.1:0',
  })
})
afterAll(async () => {
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
})

const HOME = { 'x-forwarded-for': '203.0.113.7' }

interface Visit {
  what: string
  status: number
  took: number
}
const visits: Visit[] = []

async function visit(what: string, path: string, init: RequestInit = {}): Promise<string> {
  const from = performance.now()
  const response = await fetch(server.url + path, { ...init, headers: { ...HOME, ...init.headers } })
  const text = await response.text()
  visits.push({ what, status: response.status, took: performance.now() - from })
  return text
}

async function signIn(): Promise<string> {
  const text = await visit('sign in', '/api/users/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(server.accounts[0]),
  })
  return (JSON.parse(text) as { token: string }).token
}

async function read(): Promise<void> {
  await visit('reader', '/guides/scotland/')
  await visit('reader', '/')
  await wait(200)
}

/** Signs in anew each time, reads a list, and saves an entry with more text than anybody else may send. */
async function work(): Promise<void> {
  const headers = { authorization: `JWT ${await signIn()}`, 'content-type': 'application/json' }
  const { docs } = JSON.parse(await visit('list', '/api/offences?limit=1&depth=0', { headers })) as {
    docs: { id: string; revision: number; covers: string }[]
  }
  const [entry] = docs
  const body = JSON.stringify({
    revision: entry?.revision,
    covers: `Saved at ${performance.now()}.`,
    longer: 'x'.repeat(30_000),
  })
  await visit('save', `/api/offences/${entry?.id}`, { method: 'PATCH', headers, body })
  await wait(1_000)
}

/** Bytes of memory that the server's process has. */
const memory = (): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) * 1_024

async function until(isOver: () => boolean, each: () => Promise<void>): Promise<void> {
  while (!isOver()) await each()
}

const percentile = (values: number[], part: number): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN)

/** Readers and staff at work until it is over. Most bytes of memory that the server had meanwhile. */
async function mostMemory(isOver: () => boolean): Promise<number> {
  let most = memory()
  const watch = async (): Promise<void> => {
    most = Math.max(most, memory())
    await wait(250)
  }
  await Promise.all([
    ...Array.from({ length: 5 }, () => until(isOver, read)),
    until(isOver, work),
    until(isOver, watch),
  ])
  return most
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

function report(what: string, seconds: number, ...further: string[]): void {
  const lines = [...Map.groupBy(visits, (each) => each.what)].map(([of, all]) => {
    const took = all.map((each) => each.took)
    return `${of.padEnd(10)}${String(all.length).padStart(7)}   p50 ${percentile(took, 0.5)} ms, p95 ${percentile(took, 0.95)} ms, longest ${percentile(took, 1 - 1e-9)} ms`
  })
  process.stdout.write(`\n${[`${what}, ${seconds} s`, ...lines, ...further].join('\n')}\n`)
}

it(
  'slow connections, endless bodies, deep JSON and guessed passwords at once keep no reader waiting and nobody of the staff out',
  { timeout: PATIENCE * 4 + SECONDS * 1_000 },
  async () => {
    // What is loaded at first use, the network from which staff are known, and the memory that honest work needs.
    await work()
    const begun = performance.now()
    const alone = await mostMemory(() => performance.now() > begun + ALONE * 1_000)
    report('readers and staff alone', ALONE)
    visits.length = 0
    const orders: Orders = {
      port: Number(new URL(server.url).port),
      milliseconds: SECONDS * 1_000,
      slow: SLOW,
      passwords: PASSWORDS,
      email: server.accounts[0]?.email ?? '',
    }
    let over = false
    const attack = run(process.execPath, ['test/support/doors/attackers.ts', JSON.stringify(orders)])
    const ended = attack.finally(() => (over = true))
    const [{ stdout }, attacked] = await Promise.all([ended, mostMemory(() => over)])
    const told = JSON.parse(stdout) as Told
    report(
      `${SLOW} slow connections, bodies of 100 MB, JSON 10,000 deep, ${PASSWORDS} wrong passwords`,
      SECONDS,
      `memory at most ${megabytes(alone)} alone, ${megabytes(attacked)} under attack`,
      `attackers were answered ${JSON.stringify(told)}`,
    )

    expect(visits.filter(({ status, took }) => status !== 200 || took > BEARABLE)).toEqual([])
    expect(visits.filter(({ what }) => what === 'save').length).toBeGreaterThan(2)
    expect(attacked - alone).toBeLessThan(GROWTH)
    // The attack took place, and nothing of it was answered otherwise.
    expect(Object.keys(told.long)).toEqual(['413'])
    expect(Object.keys(told.deep)).toEqual(['400'])
    expect(Object.keys(told.password).every((status) => ['401', '429'].includes(status))).toBe(true)
    expect(Object.values(told.password).reduce((sum, each) => sum + each, 0)).toBe(PASSWORDS)
    // Ended by the server: a head within ten seconds and a little. The site itself takes no POST.
    const { 405: _site, 408: late = 0, closed: _lost, ...others } = told.slow
    // An answer may be lost to a client that is sending when its connection is closed.
    expect(others).toEqual({})
    expect(late).toBeGreaterThan(SLOW / 4)
  },
)
