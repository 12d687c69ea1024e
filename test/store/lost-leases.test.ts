import type { Payload, Where } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { deleteRows, updateRow } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { runJob } from '../support/jobs.ts'
import { KINDS, layForWork } from '../support/kinds-of-work.ts'

const log = createLog('silent')

interface Asked {
  collection: string
  data?: { key?: string; holder?: string | null }
  where?: Where
}

/** Takes what a worker holds away from it, once it has taken what has such a key and committed so many transactions. */
function robber(payload: Payload): (begins: string, after: number) => { robbed(): boolean; end(): void } {
  const db = payload.db as unknown as Record<string, (args: never) => Promise<unknown>>
  return (begins, after) => {
    const names = ['create', 'updateOne', 'commitTransaction'] as const
    const own = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(db, name)]))
    let key: string | null = null
    let commits = 0
    let robbed = false
    const rob = async (): Promise<void> => {
      if (robbed || key === null || commits < after) return
      robbed = true
      const where: Where = { key: { equals: key } }
      expect(await updateRow({ payload }, 'leases', where, { holder: 'another:1:x#1', token: 99 })).toBe(true)
    }
    for (const name of names) {
      const real = db[name]?.bind(db)
      db[name] = async (args: never) => {
        const done = await real?.(args)
        if (name === 'commitTransaction') {
          if (key !== null) commits += 1
          await rob()
          return done
        }
        const { collection, data, where } = args as Asked
        if (collection !== 'leases' || robbed || typeof data?.holder !== 'string' || !done) return done
        const taken = data.key ?? /"key":\{"equals":"([^"]+)"/.exec(JSON.stringify(where))?.[1] ?? ''
        if (!taken.startsWith(begins)) return done
        key = taken
        await rob()
        return done
      }
    }
    return {
      robbed: () => robbed,
      end: () => {
        for (const [name, descriptor] of own)
          if (descriptor) Object.defineProperty(db, name, descriptor)
          else delete db[name]
      },
    }
  }
}

describe.skipIf(missing)(`a worker that has lost its lease on ${databaseName}`, () => {
  let database: TestDatabase
  let context: Context
  let laid: Awaited<ReturnType<typeof layForWork>>
  beforeAll(async () => {
    database = await openDatabase()
    laid = await layForWork(database.payload, database.dataDir)
    context = { payload: database.payload, clock: systemClock, env: { ...env(), watch: false } }
  })
  afterAll(() => database?.close())

  const run = (job: string): Promise<void> => runJob(job, context, log)
  /** Done after how many transactions, at least. */
  const STEPS: Record<string, number> = {
    publishing: 2,
    'a preview': 2,
    'a look at digests': 2,
    'a check that was asked for': 3,
  }

  it.each(
    KINDS.flatMap((kind) =>
      Array.from({ length: STEPS[kind.name] ?? 1 }, (_, after) => [kind.name, after, kind] as const),
    ),
  )(
    'does nothing more of %s, %i transactions after it took it',
    { timeout: 120_000 },
    async (_name, after, kind) => {
      const { payload } = database
      const isDone = await kind.ask(laid)
      const thief = robber(payload)(kind.lease, after)
      try {
        await run(kind.job)
      } finally {
        thief.end()
      }
      expect(thief.robbed()).toBe(true)
      expect(await isDone(), 'that is for another to do').toBe(false)
      // The other ends in its turn.
      await deleteRows({ payload }, 'leases', { holder: { equals: 'another:1:x#1' } })
      await run(kind.job)
      expect(await isDone()).toBe(true)
      // Digests wait until readers see what they tell.
      await run('publish-requested')
    },
  )
})
