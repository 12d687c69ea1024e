import { fork } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSources } from '#store/content/sources.ts'
import { readChecksOfSlot } from '#store/watch/checks.ts'
import { readRun } from '#store/watch/runs.ts'
import { readSourceStates } from '#store/watch/source-states.ts'
import { openDatabase, type TestDatabase } from '../../support/database.ts'
import { full, scaled } from '../../support/scale.ts'
import { watchedSites, type WatchedSites } from '../../support/watch/watched-site.ts'

const KILLS = scaled(50, 1)
const HOSTS = 4
const PAGES = scaled(60, 32)

describe('a nightly pass that is killed', () => {
  let database: TestDatabase
  let sites: WatchedSites
  beforeAll(async () => {
    process.env.TEST_DATABASE = 'sqlite'
    database = await openDatabase()
    sites = await watchedSites()
    for (let n = 0; n < PAGES; n += 1) {
      const page = `host-${n % HOSTS}.test/${n}`
      sites.pages.set(page, { text: `Section ${n} of a law, in words of its own: ${'word '.repeat(n)}` })
      await database.payload.create({
        collection: 'sources',
        data: { title: `Page ${n}`, url: sites.url(page), precision: 'page' },
        overrideAccess: true,
      })
    }
  })
  afterAll(async () => {
    await sites.close()
    await database.close()
  })

  /** One run of the pass. @param kill whether it is to be killed now; asked again and again. */
  function run(slot: string, kill: () => boolean): Promise<'killed' | 'done'> {
    return new Promise((resolve, reject) => {
      const child = fork('test/support/watch/watch-process.ts', [slot, String(sites.port)], {
        env: { ...process.env, DATA_DIR: database.dataDir, DATABASE_URL: 'file:' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: [],
      })
      let errors = ''
      let done = false
      child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
      child.on('message', (said) => (done ||= said === 'done'))
      const watching = setInterval(() => {
        if (kill()) child.kill('SIGKILL')
      }, 1)
      child.once('exit', (_code, signal) => {
        clearInterval(watching)
        if (signal === 'SIGKILL') resolve('killed')
        else if (done) resolve('done')
        else reject(new Error(`The pass failed: ${errors}`))
      })
    })
  }

  it(
    `goes on where it was, and checks no source twice in a slot, over ${KILLS} kills`,
    async () => {
      const { payload } = database
      const all = (await readSources({ payload })).length
      let slot = 0
      let killed = 0
      while (killed < KILLS) {
        slot += 1
        const name = `night-${slot}`
        const from = sites.asked.length
        let outcome: 'killed' | 'done'
        let tries = 0
        do {
          const before = sites.asked.length
          const begun = new Set((await readChecksOfSlot({ payload }, 'link', name)).map(({ url }) => url))
          const at = 1 + Math.floor(Math.random() * PAGES * 0.8)
          const last = tries >= 4 || killed >= KILLS
          outcome = await run(name, () => !last && sites.asked.length - before >= at)
          const again = sites.asked.slice(before).filter((page) => begun.has(sites.url(page)))
          expect(again, 'what was begun before the kill is not asked again').toEqual([])
          tries += 1
          if (outcome === 'killed') killed += 1
        } while (outcome === 'killed')
        const asked = sites.asked.slice(from)
        const checks = await readChecksOfSlot({ payload }, 'link', name)
        expect(checks.length, 'each source is in the slot').toBe(all)
        expect(new Set(checks.map(({ source }) => source)).size).toBe(all)
        // A check asks a page at most twice: whether it is there, and what it says.
        const often = Object.entries(Object.groupBy(asked, (page) => page)).filter(
          ([, times]) => (times?.length ?? 0) > 2,
        )
        expect(often, 'no page is asked again').toEqual([])
        expect(await readRun({ payload }, `links/${name}`)).toMatchObject({ state: 'done', total: all })
        const states = await readSourceStates({ payload })
        const ended = checks.filter(({ link }) => link !== null)
        for (const { source, link } of ended)
          expect(states.get(source), link?.url).toMatchObject({ slot: name, verdict: link?.verdict })
        expect(ended.filter(({ link }) => link?.verdict !== 'fine')).toEqual([])
      }
    },
    full ? 1_800_000 : 180_000,
  )
})
