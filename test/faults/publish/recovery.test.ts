import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishedGuide, publishedGuideFolder, recourse } from '../../support/command.ts'
import { PATIENCE } from '../../support/patience.ts'
import { currentRelease, releaseProblems } from '../../support/publish/release.ts'
import { scaled } from '../../support/scale.ts'
import { environment, freePort, startServer } from '../../support/server.ts'

let dataDir: string
/** Where the browsers of these servers keep what is theirs for a while. */
let temporary: string

await publishedGuide()
beforeEach(async () => {
  dataDir = await publishedGuideFolder()
  temporary = mkdtempSync(join(tmpdir(), 'recourse-t-'))
})
afterEach(() => {
  for (const folder of [dataDir, temporary]) rmSync(folder, { recursive: true, force: true })
})

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

interface Started {
  child: ChildProcess
  url: string
  at: number
  ended: Promise<void>
}

async function start(): Promise<Started> {
  const port = await freePort()
  const at = performance.now()
  const child = spawn(process.execPath, ['bin/recourse.mjs', 'serve'], {
    env: { ...environment(dataDir, port), TMPDIR: temporary },
    stdio: 'ignore',
  })
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    at,
    ended: new Promise((end) => child.once('exit', () => end())),
  }
}

/** Loses a page and a PDF of the release: publishing is asked for as soon as a worker is there, and prints. */
function loseSome(): void {
  for (const path of ['guides/scotland/scotland.a4.pdf', 'guides/scotland/index.html'])
    rmSync(join(dataDir, currentRelease(dataDir), path), { force: true })
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  )

const parts = (): string[] => readdirSync(join(dataDir, 'releases')).filter((name) => name.endsWith('.part'))

/** Milliseconds since a start until something holds. */
async function since({ at }: Started, holds: () => Promise<boolean> | boolean): Promise<number> {
  while (!(await holds())) {
    if (performance.now() - at > PATIENCE) throw new Error('It did not happen.')
    await later(20)
  }
  return Math.round(performance.now() - at)
}

const middle = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN
const figures = (numbers: number[]): string =>
  `median ${middle(numbers)} ms, longest ${Math.max(...numbers)} ms`

describe('a server that is killed while it publishes', () => {
  it(
    'answers and publishes again soon after it is started again, and leaves nothing behind',
    { timeout: 3_600_000 },
    async () => {
      const site: number[] = []
      const begun: number[] = []
      const whole: number[] = []
      for (let kill = 0; kill < scaled(40, 2); kill += 1) {
        const before = currentRelease(dataDir)
        loseSome()
        const killed = await start()
        // From before it listens to after it has published.
        await later(500 + Math.random() * 6_000)
        killed.child.kill('SIGKILL')
        await killed.ended
        const had = new Set(parts())
        const again = await start()
        site.push(await since(again, () => answers(`${again.url}/`)))
        const isNew = (): boolean => currentRelease(dataDir) !== before
        begun.push(await since(again, () => isNew() || parts().some((name) => !had.has(name))))
        whole.push(await since(again, isNew))
        await since(again, () => answers(`${again.url}/readyz`))
        expect(releaseProblems(dataDir)).toEqual([])
        again.child.kill('SIGTERM')
        await again.ended
        expect(parts()).toEqual([])
        expect(readdirSync(temporary).filter((name) => !name.startsWith('node-compile'))).toEqual([])
      }
      process.stdout.write(
        [
          `recovery after ${site.length} kills -9, from the start of the process`,
          `  the site answers:       ${figures(site)}`,
          `  publishing is begun:    ${figures(begun)}`,
          `  the release is whole:   ${figures(whole)}\n`,
        ].join('\n'),
      )
    },
  )
})

describe('a clock that ran ahead', () => {
  it('is set right, and what was published meanwhile gives way', async () => {
    const right = join(dataDir, 'right')
    const ahead = `
        import { existsSync } from 'node:fs'
        const Real = Date
        let shift = 40 * 86400000
        setInterval(() => { if (existsSync(${JSON.stringify(right)})) shift = 0 }, 50).unref()
        globalThis.Date = class extends Real {
          constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + shift) }
          static UTC = Real.UTC
          static parse = Real.parse
          static now() { return Real.now() + shift }
        }`
    const before = currentRelease(dataDir)
    const server = await startServer([], dataDir, {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ahead)}`,
    })
    const statusOf = async () =>
      JSON.parse((await recourse(dataDir, ['status', '--json'])).stdout) as {
        day: string
        time: string
        release: string
      }
    try {
      await expect.poll(() => currentRelease(dataDir), { timeout: PATIENCE }).not.toBe(before)
      const future = await statusOf()
      const today = new Date().toISOString()
      expect(future.time > today).toBe(true)
      writeFileSync(right, '')
      await expect.poll(() => currentRelease(dataDir), { timeout: PATIENCE }).not.toContain(future.release)
      const now = await statusOf()
      expect([now.day, now.release > future.release]).toEqual([new Date().toISOString().slice(0, 10), true])
      expect((await recourse(dataDir, ['publish', '--json'])).stdout).toContain('"changed":false')
    } finally {
      await server.stop()
    }
    // Also for one that starts only now.
    expect(existsSync(right)).toBe(true)
    expect(releaseProblems(dataDir)).toEqual([])
  })
})
