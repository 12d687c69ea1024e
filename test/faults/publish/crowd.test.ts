import { execFile, fork, type ChildProcess } from 'node:child_process'
import { realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Orders, Told } from '../../support/publish/crowd/readers.ts'
import {
  published,
  publishedFolder,
  publishedGuide,
  publishedGuideFolder,
  recourse,
} from '../../support/command.ts'
import { PATIENCE } from '../../support/patience.ts'
import { filesIn } from '../../support/publish/files-in.ts'
import { full, scaled } from '../../support/scale.ts'
import { startServer, type RunningServer } from '../../support/server.ts'

const run = promisify(execFile)

const READERS = scaled(2_000, 200)
const SECONDS = scaled(30, 5)
/** How long a reader waits for a page. */
const READER_PATIENCE = 10_000
const EDITORS = 3

// The sample of the crowd reads one guide: publishing it again and again prints little.
await (full ? published() : publishedGuide())

/** Pages that people read: no PDF, no data. */
const pagesOf = (release: string): string[] =>
  filesIn(release)
    .filter((file) => file.endsWith('index.html'))
    .map((file) => `/${file.slice(0, -'index.html'.length)}`)
    .sort()

async function crowd(orders: Pick<Orders, 'port' | 'paths'>): Promise<Told> {
  const all: Orders = {
    ...orders,
    readers: READERS,
    milliseconds: SECONDS * 1_000,
    patience: READER_PATIENCE,
  }
  const { stdout } = await run(process.execPath, [
    'test/support/publish/crowd/readers.ts',
    JSON.stringify(all),
  ])
  return JSON.parse(stdout) as Told
}

/** Repeats work until it is told to stop. */
function again(work: () => Promise<void>): { stop: () => Promise<void> } {
  let stopped = false
  const going = (async () => {
    while (!stopped) await work()
  })()
  going.catch(() => undefined)
  return {
    stop: async () => {
      stopped = true
      await going
    },
  }
}

describe('a crowd of readers while editors work and releases are published', () => {
  let server: RunningServer
  let release: string
  let headers: Record<string, string>
  const bare: { process?: ChildProcess; port: number } = { port: 0 }

  beforeAll(async () => {
    const dataDir = await (full ? publishedFolder() : publishedGuideFolder())
    release = realpathSync(join(dataDir, 'current'))
    server = await startServer(['--sample'], dataDir)
    const login = await fetch(`${server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(server.accounts[0]),
    })
    const { token } = (await login.json()) as { token: string }
    headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' }
    bare.process = fork('test/support/publish/crowd/bare-site.ts', [release])
    bare.port = await new Promise((resolve) => bare.process?.once('message', (port) => resolve(Number(port))))
  })
  afterAll(async () => {
    bare.process?.disconnect()
    await server.stop()
    rmSync(server.dataDir, { recursive: true, force: true })
  })

  /** What editors do, one after the other with a little thought between: a list, an entry, a save of it. */
  async function edit(nth: number, answers: { what: string; took: number; status: number }[]): Promise<void> {
    const timed = async (what: string, path: string, init: RequestInit = {}): Promise<unknown> => {
      const start = performance.now()
      const response = await fetch(server.url + path, { headers, ...init })
      const text = await response.text()
      answers.push({ what, took: performance.now() - start, status: response.status })
      return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
    }
    const think = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 200))
    await timed('admin page', '/admin/collections/offences')
    await think()
    const { docs } = (await timed('list', `/api/offences?limit=1&page=${nth + 1}&depth=0`)) as {
      docs: { id: string; revision: number }[]
    }
    await think()
    const body = JSON.stringify({ revision: docs[0]?.revision, covers: `Saved at ${performance.now()}.` })
    await timed('save', `/api/offences/${docs[0]?.id}`, { method: 'PATCH', body })
    await think()
  }

  async function measure(port: number): Promise<{ readers: Told; editors: number[]; releases: number }> {
    const answers: { what: string; took: number; status: number }[] = []
    let releases = 0
    const publishing = again(async () => {
      const { code, stderr } = await recourse(server.dataDir, ['publish', '--full'])
      expect([code, stderr.split('\n').at(-2)]).toEqual([0, expect.anything()])
      releases += 1
    })
    const editing = Array.from({ length: EDITORS }, (_each, nth) => again(() => edit(nth, answers)))
    // The first release is under way before the crowd comes.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    answers.length = 0
    const readers = await crowd({ port, paths: pagesOf(release) })
    const counted = answers.length
    await Promise.all([publishing, ...editing].map((each) => each.stop()))
    const asked = answers.slice(0, counted)
    expect(asked.filter(({ status }) => status !== 200)).toEqual([])
    return { readers, editors: asked.map(({ took }) => took).sort((a, b) => a - b), releases }
  }

  it(
    `of ${READERS} gets every page, as soon as from the static library alone, and keeps no editor waiting`,
    { timeout: PATIENCE * 4 },
    async () => {
      const ours = await measure(Number(new URL(server.url).port))
      // What the library alone does is measured for comparison, in full.
      const beside = full ? await measure(bare.port) : null
      const p95 = (values: number[]): number => Math.round(values[Math.floor(values.length * 0.95)] ?? NaN)
      const row = (name: string, { readers, editors, releases }: typeof ours): string =>
        [
          name.padEnd(14),
          ...[
            readers.pages,
            readers.timeouts,
            readers.failures,
            `${Math.round(readers.pages / readers.seconds)}/s`,
            `${readers.p50} ms`,
            `${readers.p99} ms`,
            `${p95(editors)} ms`,
            releases,
          ].map((value) => String(value).padStart(11)),
        ].join('')
      const head = ['pages', 'time-outs', 'failures', 'rate', 'p50', 'p99', 'admin p95', 'releases']
      process.stdout.write(
        `\n${READERS} readers at once, ${EDITORS} editors, publish --full again and again, ${SECONDS} s\n` +
          `${''.padEnd(14)}${head.map((each) => each.padStart(11)).join('')}\n` +
          `${row('Recourse', ours)}\n${beside ? `${row('sirv alone', beside)}\n` : ''}`,
      )
      expect([ours.readers.timeouts, ours.readers.failures]).toEqual([0, 0])
      if (!beside) return
      expect(ours.readers.p99).toBeLessThanOrEqual(2 * beside.readers.p99)
      expect(p95(ours.editors)).toBeLessThanOrEqual(1_000)
    },
  )
})
