import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPublishingState } from '#lib/publishing-state.ts'
import { releasesOnDisk, sequenceOf } from '#lib/release-names.ts'
import { publishedGuide, publishedGuideFolder, recourse } from '../../support/command.ts'
import { seeded } from '../../support/random.ts'
import { killedAt, type Moment } from '../../support/publish/killed-at.ts'
import { lookingReader } from '../../support/publish/looking.ts'
import { releaseProblems } from '../../support/publish/release.ts'
import { RETITLED, retitling } from '../../support/publish/retitled.ts'
import { full, scaled } from '../../support/scale.ts'
import { startServer } from '../../support/server.ts'

const WRONG = 'A title that is wrong'
const RIGHT = 'A title that is right'

/** Where a rollback that renders what is carried over can end. */
const POINTS: Record<string, Moment> = {
  'the folder is made': { call: 'mkdir', path: '\\.part$', when: 'after' },
  'a page is written': { call: 'open', path: '\\.part/.*index\\.html$', when: 'after' },
  'the folder gets its name': { call: 'rename', path: '\\.part$', when: 'before' },
  'the link is moved': { call: 'rename', path: '/current$', when: 'before' },
  'the link has been moved': { call: 'rename', path: '/current$', when: 'after' },
}

await publishedGuide()
let dataDir: string
/** Numbers of two releases without the correction: readers are given the one and the other, in turn. */
let two: [number, number]
let turn = 0

beforeAll(async () => {
  dataDir = await publishedGuideFolder()
  const server = await startServer(['--sample'], dataDir, { PUBLIC_URL: 'http://127.0.0.1:0' })
  try {
    const { retitle } = await retitling(server)
    await retitle(WRONG, 'change')
    const [second = '', first = ''] = await releasesOnDisk(dataDir)
    two = [sequenceOf(first), sequenceOf(second)]
    await retitle(RIGHT, 'correction')
  } finally {
    await server.stop()
  }
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const wanted = (): number => two[turn % 2] as number
const rollBack = (how: { env?: Record<string, string>; killAfter?: number }) =>
  recourse(dataDir, ['rollback', '--to', String(wanted()), '--carry-over', '--reason', 'A broken page.'], how)

/** A reader of the one guide: the corrected title is there at each look. @returns what was wrong. */
function watching(): { stop(): Promise<string[]> } {
  const wrong: string[] = []
  const page = join(dataDir, 'current', RETITLED.guide, 'index.html')
  const look = setInterval(() => {
    const words = readFileSync(page, 'utf8')
    if (words.includes(WRONG) || !words.includes(RIGHT))
      wrong.push('The title before its correction is back.')
  }, 5)
  const looking = lookingReader(dataDir)
  return {
    stop: async () => {
      clearInterval(look)
      const { looks, wrong: mixed } = await looking.stop()
      expect(looks).toBeGreaterThan(50)
      return [...wrong, ...mixed]
    },
  }
}

/** Publishes, which completes what was killed. @returns the number of the release that readers were given back. */
async function recovered(): Promise<number | undefined> {
  const { code, stderr } = await recourse(dataDir, ['publish'])
  expect([code, stderr]).toEqual([0, expect.any(String)])
  expect(releaseProblems(dataDir)).toEqual([])
  return (await readPublishingState(dataDir))?.held?.sequence
}

describe('a rollback that carries a correction over and is killed, while readers look every 5 ms', () => {
  const sample = ['the folder gets its name']

  it.each(Object.entries(POINTS).filter(([name]) => full || sample.includes(name)))(
    'when %s: the mistake is never back, and the next publication completes it',
    async (_name, point) => {
      const looking = watching()
      expect((await rollBack({ env: killedAt(point) })).signal).toBe('SIGKILL')
      expect(releaseProblems(dataDir)).toEqual([])
      expect(await recovered()).toBe(wanted())
      expect(await looking.stop()).toEqual([])
      turn += 1
    },
  )

  it.runIf(full)('at any other time: the same', { timeout: 3_600_000 }, async () => {
    const random = seeded(20261130)
    const looking = watching()
    const start = performance.now()
    expect((await rollBack({})).code).toBe(0)
    const long = performance.now() - start
    turn += 1
    const tries = scaled(10, 0)
    let kills = 0
    for (let nth = 0; nth < tries; nth += 1) {
      const { signal } = await rollBack({ killAfter: (0.2 + 0.8 * random()) * long })
      if (signal === 'SIGKILL') kills += 1
      expect(releaseProblems(dataDir)).toEqual([])
      if ((await recovered()) === wanted()) turn += 1
    }
    expect(await looking.stop()).toEqual([])
    expect(kills).toBeGreaterThan(0)
    process.stdout.write(`${tries} times at random, killed ${kills} times: the mistake was never back\n`)
  })
})
