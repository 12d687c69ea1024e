import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishedPages, publishedPagesFolder, recourse } from '../../support/command.ts'
import { seeded } from '../../support/random.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'
import { lookingReader } from '../../support/publish/looking.ts'
import { currentRelease, releaseProblems } from '../../support/publish/release.ts'
import { full, scaled } from '../../support/scale.ts'

/** Milliseconds within which, in the full run, the next publication must be readable. */
const RECOVERED_WITHIN = 10_000

/** Where a publication can end, in the order in which it comes by. */
const POINTS: Record<string, Moment> = {
  'the folder is made': { call: 'mkdir', path: '\\.part$', when: 'after' },
  'a file is written': { call: 'open', path: '\\.part/.*index\\.html$', when: 'after', nth: 3 },
  'a compressed file is written': { call: 'open', path: '\\.part/.*\\.br$', when: 'before', nth: 5 },
  'the manifest is written': { call: 'open', path: '\\.part/manifest\\.json$', when: 'after' },
  'the signature is written': { call: 'open', path: '\\.part/manifest\\.sig$', when: 'before' },
  'the manifest is kept beside': { call: 'link', path: '\\.manifest\\.json$', when: 'after' },
  'the heads are written': { call: 'open', path: '\\.heads\\.json$', when: 'before' },
  'the folder gets its name': { call: 'rename', path: '\\.part$', when: 'before' },
  'the folder has its name': { call: 'rename', path: '\\.part$', when: 'after' },
  'the new link is made': { call: 'symlink', path: '\\.current-', when: 'after' },
  'the link is moved': { call: 'rename', path: '/current$', when: 'before' },
  'the link has been moved': { call: 'rename', path: '/current$', when: 'after' },
}

await publishedPages()
let dataDir: string
beforeAll(async () => {
  dataDir = await publishedPagesFolder()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Kills one publication. @returns whether it got that far. */
async function killed(at: Moment): Promise<boolean> {
  const { signal } = await recourse(dataDir, ['publish', '--full'], { env: killedAt(at) })
  return signal === 'SIGKILL'
}

/** Publishes, and expects that nothing is left of what was killed. @returns milliseconds until it is readable. */
async function recovered(): Promise<number> {
  const before = currentRelease(dataDir)
  const start = performance.now()
  const { code, stderr } = await recourse(dataDir, ['publish', '--full'])
  const took = performance.now() - start
  expect([code, stderr]).toEqual([0, expect.any(String)])
  expect(currentRelease(dataDir)).not.toBe(before)
  expect(releaseProblems(dataDir)).toEqual([])
  expect(readdirSync(join(dataDir, 'releases')).filter((name) => name.endsWith('.part'))).toEqual([])
  if (full) expect(took).toBeLessThan(RECOVERED_WITHIN)
  return took
}

describe('a publication that is killed while a reader looks every 5 ms', () => {
  const rounds = scaled(9, 1)
  const sample = [
    'a file is written',
    'the folder gets its name',
    'the link is moved',
    'the link has been moved',
  ]

  it.each(Object.entries(POINTS).filter(([name]) => full || sample.includes(name)))(
    'when %s: the reader gets one whole release or the other',
    async (_name, point) => {
      for (let round = 0; round < rounds; round += 1) {
        const looking = lookingReader(dataDir)
        expect(await killed(point)).toBe(true)
        expect(releaseProblems(dataDir)).toEqual([])
        if (round === 0) await recovered()
        const { looks, wrong } = await looking.stop()
        expect(wrong).toEqual([])
        expect(looks).toBeGreaterThan(50)
      }
    },
  )

  it('at any other time, too', { timeout: 3_600_000 }, async () => {
    const random = seeded(20261129)
    const looking = lookingReader(dataDir)
    const took: number[] = []
    let kills = 0
    const wanted = scaled(92, 2)
    for (let kill = 0; kill < wanted; kill += 1) {
      const { signal } = await recourse(dataDir, ['publish', '--full'], { killAfter: 300 + random() * 3_000 })
      if (signal === 'SIGKILL') kills += 1
      expect(releaseProblems(dataDir)).toEqual([])
      if (kill % 10 === 0) took.push(await recovered())
    }
    const { looks, wrong, releases } = await looking.stop()
    expect(wrong).toEqual([])
    if (full)
      process.stdout.write(
        `${wanted} times at random, killed ${kills} times: ${looks} looks at ${releases} releases, 0 mixed, 0 missing; ` +
          `readable again after ${Math.round(Math.max(...took))} ms at most\n`,
      )
  })
})
