import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock, systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { Locked } from '#lib/lock.ts'
import { createLog } from '#lib/log.ts'
import { isRow, insertRow, updateRow } from '#store/rows.ts'
import { askWork, readWork } from '#store/work.ts'
import type { Context } from '#worker/context.ts'
import { EACH_SECOND, LeaseLost, withClaim, type Claimed } from '#worker/jobs/claim.ts'
import { REQUEST, SLOT, type Job, type RequestJob, type SlotJob } from '#worker/jobs/job.ts'
import { runSlot, ticksOf } from '#worker/jobs/run.ts'
import { startWorker } from '#worker/jobs/start.ts'
import { writing } from '#worker/jobs/writing.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'

const log = createLog('silent')
const NOW = '2026-11-21T10:00:00.000Z'

describe.skipIf(missing)(`a job on ${databaseName}`, () => {
  let database: TestDatabase
  const clock = fixedClock(NOW)
  const context = (): Context => ({ payload: database.payload, clock, env: env() })
  beforeAll(async () => {
    database = await openDatabase()
  })
  afterAll(() => database?.close())

  const columns = { queue: 'main', renewal: EACH_SECOND, backOff: (tries: number) => tries * 5_000 } as const
  const look = (work: RequestJob['work'], over: Partial<RequestJob> = {}): RequestJob => ({
    name: 'look',
    requested: 'digest-outlook',
    lease: [REQUEST],
    tries: 2,
    ends: 'request done',
    ...columns,
    ...over,
    work,
  })
  const request = (): Promise<string> =>
    askWork(
      { payload: database.payload },
      { kind: 'digest-outlook', entry: null, by: 'A test', at: new Date(NOW) },
    )
  const tick = (job: RequestJob): Promise<void> => ticksOf(job, context(), log)()

  it('that fails is tried again after its back-off, so often, and then says why', async () => {
    const key = await request()
    let times = 0
    const job = look(() => {
      times += 1
      return Promise.reject(new Error(`Failure ${times}.`))
    })
    const read = () => readWork({ payload: database.payload }, key)
    clock.set(NOW)
    await tick(job)
    expect(await read()).toMatchObject({
      state: 'failed',
      tries: 1,
      problem: 'Failure 1.',
      notBefore: '2026-11-21T10:00:05.000Z',
      endedAt: null,
    })
    await tick(job)
    expect(times, 'while it rests').toBe(1)
    clock.set('2026-11-21T10:00:06Z')
    await tick(job)
    expect(await read()).toMatchObject({ state: 'done', tries: 2, problem: 'Failure 2.', notBefore: null })
    await tick(job)
    expect(times).toBe(2)
    expect(await isRow({ payload: database.payload }, 'leases', { key: { equals: `work/${key}` } })).toBe(
      false,
    )
  })

  it('in whose way somebody else is waits, and has not failed', async () => {
    const key = await request()
    const job = look(() => Promise.reject(new Locked('Somebody publishes by hand.', 0)))
    await tick(job)
    expect(await readWork({ payload: database.payload }, key)).toMatchObject({
      state: 'waiting',
      tries: 0,
      problem: null,
    })
    await tick(look(() => Promise.resolve({})))
    expect(await readWork({ payload: database.payload }, key)).toMatchObject({ state: 'done', problem: null })
  })

  it('that forgets who asked keeps nothing of it, and says so where it failed too often', async () => {
    const { payload } = database
    const key = await request()
    await updateRow({ payload }, 'work', { key: { equals: key } }, { args: '{"sealed":"x"}' })
    await tick(
      look(() => Promise.reject(new Error('ada@example.org')), { tries: 1, ends: 'request forgotten' }),
    )
    expect(await readWork({ payload }, key)).toMatchObject({
      state: 'done',
      args: {},
      problem: 'It failed too often.',
    })
  })

  it('that has lost what it is part of writes nothing, though it has kept its own', async () => {
    const { payload } = database
    const daily: SlotJob = {
      name: 'outer',
      cron: '* * * * *',
      slot: () => 'now',
      lease: [SLOT, 'inner'],
      tries: Infinity,
      ends: 'slot done',
      ...columns,
      work: async (claimed) => {
        await updateRow({ payload }, 'leases', { key: { equals: 'outer/now' } }, { holder: 'b', token: 99 })
        const row = { key: 'inner-wrote', kind: 'publish', args: '{}', state: 'done', tries: 0 }
        await expect(writing(claimed, (req) => insertRow(req, 'work', row))).rejects.toThrow(LeaseLost)
        await expect(claimed.claim.check()).rejects.toThrow(LeaseLost)
        return 'done'
      },
    }
    expect(await runSlot(context(), daily, log)).toBe('not ours')
    expect(await readWork({ payload }, 'inner-wrote')).toBeNull()
    // What it shares with others is free again.
    expect(await withClaim(context(), 'inner', () => Promise.resolve('mine'))).toEqual({ result: 'mine' })
  })

  it('that fails keeps no other of its queue from its turn, and ends with its worker', async () => {
    let failed = 0
    let turns = 0
    let claimed: Claimed | undefined
    const polled = { polled: () => Promise.resolve(true), tries: Infinity, ends: 'nothing due' } as const
    const jobs: Job[] = [
      {
        name: 'failing',
        lease: ['failing'],
        ...columns,
        ...polled,
        work: () => {
          failed += 1
          return Promise.reject(new Error('Always.'))
        },
      },
      {
        name: 'waiting',
        lease: ['waiting'],
        ...columns,
        ...polled,
        work: async (mine: Claimed) => {
          turns += 1
          if (turns < 2) return
          claimed = mine
          await new Promise((resolve) => mine.claim.signal.addEventListener('abort', resolve))
        },
      },
    ]
    const worker = startWorker({ ...context(), clock: systemClock }, log, jobs)
    for (const end = performance.now() + 20_000; !claimed && performance.now() < end;)
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect([failed, turns]).toEqual([2, 2])
    await worker.stop()
    const req = { payload: database.payload }
    for (const key of ['failing', 'waiting'])
      expect(
        await isRow(req, 'leases', { and: [{ key: { equals: key } }, { holder: { exists: false } }] }),
      ).toBe(true)
  })
})
