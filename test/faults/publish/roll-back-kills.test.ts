import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPublishingState } from '#lib/publishing-state.ts'
import { releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { readCurrent, readRelease } from '#pipelines/release/current.ts'
import { publishedPages, publishedPagesFolder, recourse } from '../../support/command.ts'
import { seeded } from '../../support/random.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'
import { lookingReader } from '../../support/publish/looking.ts'
import { releaseProblems } from '../../support/publish/release.ts'
import { full, scaled } from '../../support/scale.ts'

/** Milliseconds within which, in the full run, the rollback that was killed must be readable. */
const RECOVERED_WITHIN = 10_000

/** Where a rollback can end, in the order in which it comes by: it is recorded before the first. */
const POINTS: Record<string, Moment> = {
  'it is recorded': { call: 'mkdir', path: '\\.part$', when: 'before' },
  'the folder is made': { call: 'mkdir', path: '\\.part$', when: 'after' },
  'a file is taken over': { call: 'link', path: '\\.part/.*index\\.html$', when: 'after', nth: 3 },
  'a compressed file is taken over': { call: 'link', path: '\\.part/.*\\.br$', when: 'before', nth: 5 },
  'the manifest is written': { call: 'open', path: '\\.part/manifest\\.json$', when: 'after' },
  'the signature is written': { call: 'open', path: '\\.part/manifest\\.sig$', when: 'before' },
  'the manifest is kept beside': { call: 'link', path: '\\.manifest\\.json$', when: 'after' },
  'what it shows is written': { call: 'open', path: '\\.forms\\.json$', when: 'after' },
  'the heads are written': { call: 'open', path: '\\.heads\\.json$', when: 'before' },
  'the folder gets its name': { call: 'rename', path: '\\.part$', when: 'before' },
  'the folder has its name': { call: 'rename', path: '\\.part$', when: 'after' },
  'the new link is made': { call: 'symlink', path: '\\.current-', when: 'after' },
  'the link is moved': { call: 'rename', path: '/current$', when: 'before' },
  'the link has been moved': { call: 'rename', path: '/current$', when: 'after' },
  'the hold is noted': { call: 'rename', path: '/publishing\\.json$', when: 'before' },
  'the hold has been noted': { call: 'rename', path: '/publishing\\.json$', when: 'after' },
}

await publishedPages()
let dataDir: string
/** Numbers of two releases that differ: readers are given the one and the other, in turn. */
let two: [number, number]
let turn = 0
const took: number[] = []

beforeAll(async () => {
  dataDir = await publishedPagesFolder()
  const { code, stderr } = await recourse(dataDir, ['publish'], {
    env: { PUBLIC_URL: 'https://second.example.org' },
  })
  expect([code, stderr]).toEqual([0, expect.any(String)])
  const [second = '', first = ''] = await releasesOnDisk(dataDir)
  two = [sequenceOf(first), sequenceOf(second)]
  expect(await indexOf(two[0])).not.toBe(await indexOf(two[1]))
  // So that both may be given back: the current one is no earlier release.
  expect((await rollBack({})).code).toBe(0)
  turn += 1
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Hash of the front page in a release. */
async function indexOf(sequence: number): Promise<string | undefined> {
  const name = (await releasesOnDisk(dataDir)).find((each) => sequenceOf(each) === sequence) ?? ''
  const release = await readRelease(dataDir, name)
  return release?.manifest.files.find(({ path }) => path === 'index.html')?.sha256
}

/** The release whose turn it is. */
const wanted = (): number => two[turn % 2] as number

const rollBack = (how: { env?: Record<string, string>; killAfter?: number }) =>
  recourse(dataDir, ['rollback', '--to', String(wanted()), '--reason', 'A broken page.'], how)

/** Publishes, which completes what was killed. @returns the number of the release that readers were given back. */
async function recovered(): Promise<number> {
  const start = performance.now()
  const { code, stderr } = await recourse(dataDir, ['publish'])
  took.push(performance.now() - start)
  expect([code, stderr]).toEqual([0, expect.any(String)])
  expect(releaseProblems(dataDir)).toEqual([])
  expect(readdirSync(join(dataDir, 'releases')).filter((name) => name.startsWith('.'))).toEqual([])
  const held = (await readPublishingState(dataDir))?.held
  const current = await readCurrent(dataDir)
  expect(held).toMatchObject({ by: 'A command on the server', reason: 'A broken page.' })
  const base = await readRelease(dataDir, held?.release ?? '')
  expect(current?.manifest.files).toEqual(base?.manifest.files)
  if (full) expect(took.at(-1)).toBeLessThan(RECOVERED_WITHIN)
  return held?.sequence ?? 0
}

describe('a rollback that is killed while a reader looks every 5 ms', () => {
  const rounds = scaled(3, 1)
  const sample = ['it is recorded', 'the folder has its name', 'the link has been moved']

  it.each(Object.entries(POINTS).filter(([name]) => full || sample.includes(name)))(
    'when %s: the reader gets one whole release or the other, and the next publication completes it',
    async (_name, point) => {
      const env = killedAt(point)
      for (let round = 0; round < rounds; round += 1) {
        const looking = lookingReader(dataDir)
        expect((await rollBack({ env })).signal).toBe('SIGKILL')
        expect(releaseProblems(dataDir)).toEqual([])
        expect(await recovered()).toBe(wanted())
        const { looks, wrong } = await looking.stop()
        expect(wrong).toEqual([])
        expect(looks).toBeGreaterThan(50)
        turn += 1
      }
    },
  )

  it('at any other time, too: it happened, or it did not', { timeout: 3_600_000 }, async () => {
    const random = seeded(20261129)
    const looking = lookingReader(dataDir)
    const tries = scaled(40, 2)
    let kills = 0
    let completed = 0
    // Every second one is killed as it takes over a file, whichever it is. The others take most of their time to begin.
    const files = (await readCurrent(dataDir))?.manifest.files.length ?? 0
    const anyFile = (): Moment => ({
      call: 'link',
      path: '\\.part/',
      when: random() < 0.5 ? 'before' : 'after',
      nth: 1 + Math.floor(random() * 2 * files),
    })
    const start = performance.now()
    expect((await rollBack({})).code).toBe(0)
    const long = performance.now() - start
    turn += 1
    for (let nth = 0; nth < tries; nth += 1) {
      const how = nth % 2 === 0 ? { env: killedAt(anyFile()) } : { killAfter: (0.6 + 0.5 * random()) * long }
      const { signal } = await rollBack(how)
      if (signal === 'SIGKILL') kills += 1
      expect(releaseProblems(dataDir)).toEqual([])
      const now = await recovered()
      expect(two).toContain(now)
      if (now === wanted()) {
        completed += 1
        turn += 1
      }
    }
    const { looks, wrong, releases } = await looking.stop()
    expect(wrong).toEqual([])
    expect(kills).toBeGreaterThan(0)
    const { code, stdout } = await recourse(dataDir, ['verify', 'events'])
    expect([code, stdout]).toEqual([0, expect.any(String)])
    if (full)
      process.stdout.write(
        `${tries} times at random, killed ${kills} times, ${completed} of them took place: ${looks} looks at ${releases} ` +
          `releases, 0 mixed, 0 missing; of all ${took.length} kills readable again after ${Math.round(Math.max(...took))} ms at most\n`,
      )
  })
})
