import type { Payload, Where } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { targetsOf } from '#domain/publish/targets.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { createLog } from '#lib/log.ts'
import { deleteRows, updateRow } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { runJob } from '../support/jobs.ts'
import { KINDS, layForWork, leaseOf, pushedTo } from '../support/kinds-of-work.ts'
import { standIn } from '../support/stand-in.ts'

const log = createLog('silent')

interface Asked {
  collection: string
  data?: { key?: string; holder?: string | null }
  where?: Where
}

/** Does something to a worker once it has claimed what has such a key and committed so many transactions. */
function inTheMidst(
  payload: Payload,
  { begins, after }: { begins: string; after: number },
  happens: (key: string) => Promise<void>,
): { happened(): boolean; end(): void } {
  const db = standIn<Record<string, (args: never) => Promise<unknown>>>(payload.db)
  const names = ['create', 'updateOne', 'commitTransaction'] as const
  const own = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(db, name)]))
  let key: string | null = null
  let commits = 0
  let happened = false
  const look = async (): Promise<void> => {
    if (happened || key === null || commits < after) return
    happened = true
    await happens(key)
  }
  for (const name of names) {
    const real = db[name]?.bind(db)
    db[name] = async (args: never) => {
      const done = await real?.(args)
      if (name === 'commitTransaction') {
        if (key !== null) commits += 1
        await look()
        return done
      }
      const { collection, data, where } = args as Asked
      if (collection !== 'leases' || happened || typeof data?.holder !== 'string' || !done) return done
      const claimed = data.key ?? /"key":\{"equals":"([^"]+)"/.exec(JSON.stringify(where))?.[1] ?? ''
      if (!claimed.startsWith(begins)) return done
      key = claimed
      await look()
      return done
    }
  }
  return {
    happened: () => happened,
    end: () => {
      for (const [name, descriptor] of own)
        if (descriptor) Object.defineProperty(db, name, descriptor)
        else delete db[name]
    },
  }
}

describe.skipIf(missing)(`a worker that has lost its lease on ${databaseName}`, () => {
  let database: TestDatabase
  let context: Context
  let laid: Awaited<ReturnType<typeof layForWork>>
  beforeAll(async () => {
    database = await openDatabase()
    laid = await layForWork(database.payload, database.dataDir)
    context = {
      payload: database.payload,
      clock: systemClock,
      env: { ...env(), watch: true, publishTo: targetsOf(pushedTo(database.dataDir)) },
    }
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
  )('does nothing more of %s, %i transactions after it took it', async (_name, after, kind) => {
    const { payload } = database
    const isDone = await kind.ask(laid)
    const midst = inTheMidst(payload, { begins: kind.lease, after }, async (key) => {
      const where: Where = { key: { equals: key } }
      expect(await updateRow({ payload }, 'leases', where, { holder: 'another:1:x#1', token: 99 })).toBe(true)
    })
    try {
      await run(kind.job)
    } finally {
      midst.end()
    }
    expect(midst.happened()).toBe(true)
    expect(await isDone(), 'that is for another to do').toBe(false)
    // The other ends in its turn.
    await deleteRows({ payload }, 'leases', { holder: { equals: 'another:1:x#1' } })
    await run(kind.job)
    expect(await isDone()).toBe(true)
    // Digests wait until readers see what they tell.
    await run('publish-requested')
  })

  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    'gives back %s where it is told to stop in the midst of it',
    async (_name, kind) => {
      const { payload } = database
      const isDone = await kind.ask(laid)
      const stop = new AbortController()
      const midst = inTheMidst(payload, { begins: kind.lease, after: 0 }, async () =>
        stop.abort(new Error('The worker stops.')),
      )
      try {
        await runJob(kind.job, { ...context, stop: stop.signal }, log)
      } finally {
        midst.end()
      }
      expect(midst.happened()).toBe(true)
      const lease = await leaseOf(payload, kind.lease)
      expect(!lease || lease.doneAt !== null || lease.holder === null, 'nobody has claimed it').toBe(true)
      // What is as good as done is ended; everything else is another worker's, at once.
      if (!(await isDone())) await run(kind.job)
      expect(await isDone()).toBe(true)
      await run('publish-requested')
    },
  )
})
