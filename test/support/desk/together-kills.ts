import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flagLawChange } from '#desk/desk/flag-law-change.ts'
import { submitTogether } from '#desk/desk/submit-together.ts'
import { dayIn } from '#domain/dates.ts'
import type { KeptHead } from '#domain/publish/record.ts'
import { systemClock } from '#lib/clock.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import { readChangesOf } from '#store/publish/changes.ts'
import { layForWork } from '../kinds-of-work.ts'
import { RunningWorker } from '../running-worker.ts'
import { until } from '../until.ts'
import { amendedAct, offencesOn } from './amended.ts'
import { Office } from './at-the-desk.ts'

/** Two live offences that were edited for a law change, submitted together, and approved. @returns their keys. */
async function layTogether(payload: Payload, dataDir: string): Promise<string[]> {
  const { ground, editor, reviewer } = await layForWork(payload, dataDir)
  const office = new Office(payload, systemClock)
  const by = { overrideAccess: false, user: editor }
  const today = dayIn('UTC', systemClock.now())
  const { act, law } = await amendedAct(payload, editor, ground, { name: 'Killed Act', effectiveOn: today })
  const docs = await offencesOn(payload, editor, { ...ground, act }, ['Killed One', 'Killed Two'])
  for (const doc of docs) await office.live(editor, reviewer, office.about(doc))
  await office.as(editor, (mine) => flagLawChange(mine, law.id))
  const data = { revision: 1, penalty: 'Up to 9 years in prison.' }
  for (const { id } of docs) await payload.update({ collection: 'offences', id, data, ...by })
  await office.as(editor, (mine) =>
    submitTogether(mine, law.id, {
      entries: docs.map(({ key }) => ({ entry: key, revision: 2 })),
      changeNote: 'The maximum of both rose.',
      checkedOn: today,
    }),
  )
  for (const doc of docs) {
    const { open } = (await readHead({ payload }, doc.key)) ?? {}
    await office.approve(reviewer, office.about(doc), open?.hash ?? '')
  }
  return docs.map(({ key }) => key)
}

/** How many of these chains each release holds up to their going live. */
function toldBy(dataDir: string, ends: ReadonlyMap<string, number>): number[] {
  const folder = join(dataDir, 'releases')
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.heads.json'))
    .map((name) => {
      const heads = JSON.parse(readFileSync(join(folder, name), 'utf8')) as KeptHead[]
      return heads.filter(([entry, n]) => n >= (ends.get(entry) ?? Infinity)).length
    })
}

/** The number of the event by which each went live last. */
async function goingLive(payload: Payload, keys: readonly string[]): Promise<Map<string, number>> {
  const ends = new Map<string, number>()
  for (const key of keys) {
    const events = await readEvents({ payload }, key)
    ends.set(key, events.findLast(({ action }) => action === 'go-live')?.n ?? 0)
  }
  return ends
}

/**
 * A worker is killed after the first of two entries that go live together.
 * @param kind the database; `TEST_DATABASE` must name it before this module is loaded.
 */
export async function togetherKills(kind: 'sqlite' | 'mongodb'): Promise<void> {
  const { missing, openDatabase } = await import('../database.ts')
  const shared = kind === 'mongodb'

  describe.skipIf(missing)(
    `a worker that is killed between two entries that go live together, on ${kind}`,
    () => {
      let database: Awaited<ReturnType<typeof openDatabase>>
      beforeAll(async () => {
        database = await openDatabase()
      })
      afterAll(() => database?.close())

      it('leaves readers neither of them, and the next worker makes both live before it publishes', async () => {
        const { payload, dataDir } = database
        const keys = await layTogether(payload, dataDir)
        const lives = () => Promise.all(keys.map(async (key) => (await readHead({ payload }, key))?.live?.n))

        const first = new RunningWorker({ script: 'test/support/desk/dies-between.ts', dataDir, shared })
        expect(await first.dies()).toMatchObject({ signal: 'SIGKILL', errors: '' })
        // Without transactions the first is made live already; with them, nothing was.
        expect(await lives()).toEqual(shared ? [2, 1] : [1, 1])

        const second = new RunningWorker({ args: ['never', 'round'], dataDir, shared })
        await until(async () => (await lives()).every((n) => n === 2), 50)
        const ends = await goingLive(payload, keys)
        await until(() => toldBy(dataDir, ends).includes(2), 50)
        expect(toldBy(dataDir, ends).filter((n) => n === 1)).toEqual([])
        for (const key of keys) expect(await readChangesOf({ payload }, key)).toHaveLength(2)
        expect(await second.end('SIGTERM')).toBe(0)
      })
    },
  )
}
