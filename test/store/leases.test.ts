import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/clock.ts'
import { createLog } from '#lib/log.ts'
import { claimLease, finishLease, freeLease, freeLeases, leftLeases } from '#store/leases.ts'
import { DEAD_AFTER, presenceOf } from '#store/presence.ts'
import { insertRow, updateRow } from '#store/rows.ts'
import type { Context } from '#worker/context.ts'
import { EACH_SECOND, LeaseLost, takeClaim, withClaim, type Claimed } from '#worker/jobs/claim.ts'
import { SLOT, type SlotJob } from '#worker/jobs/job.ts'
import { runSlot } from '#worker/jobs/run.ts'
import { writing } from '#worker/jobs/writing.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'
import { standIn } from '../support/stand-in.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const log = createLog('silent')

describe.skipIf(missing)(`work that is claimed on ${databaseName}`, () => {
  let database: TestDatabase
  let context: Context

  beforeAll(async () => {
    database = await openDatabase()
    context = { payload: database.payload, clock, env: {} as Context['env'] }
  })
  afterAll(() => database?.close())

  const scheduled = (
    slot: string,
    work: (context: Claimed) => Promise<unknown>,
    lease = [SLOT],
  ): SlotJob => ({
    name: 'test',
    cron: '* * * * *',
    slot: () => slot,
    queue: 'main',
    lease,
    renewal: EACH_SECOND,
    tries: Infinity,
    backOff: () => 10 * 60_000,
    ends: 'slot done',
    work: async (claimed) => {
      await work(claimed)
      return 'done'
    },
  })

  /** Somebody else has it now. */
  const takenOver = (key: string): Promise<boolean> =>
    updateRow({ payload: database.payload }, 'leases', { key: { equals: key } }, { holder: 'b', token: 99 })

  it('is done once, by one of ten workers', async () => {
    let times = 0
    const count = scheduled('once', async () => (times += 1))
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => runSlot(context, count, log)))
    expect(times).toBe(1)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await runSlot(context, count, log)).toBe('not ours')
    expect(times).toBe(1)
  })

  it('is tried again when it failed, by itself after a rest', async () => {
    let times = 0
    const flaky = scheduled('flaky', async () => {
      times += 1
      if (times === 1) throw new Error('not now')
    })
    const left = (minutes: number): Promise<string[]> =>
      leftLeases(
        { payload: database.payload },
        ['test/flaky'],
        new Date(clock.now().getTime() + minutes * 60_000),
      )
    expect(await runSlot(context, flaky, log)).toBe('failed')
    expect([await left(9), await left(10)]).toEqual([[], ['test/flaky']])
    expect([await runSlot(context, flaky, log), await runSlot(context, flaky, log)]).toEqual([
      'done',
      'not ours',
    ])
    expect(await left(10)).toEqual([])
  })

  it('is given back at once where its worker stops, and taken up at once', async () => {
    const stop = new AbortController()
    const stopped = scheduled('stopped', async ({ claim }) => {
      stop.abort(new Error('The worker stops.'))
      claim.signal.throwIfAborted()
    })
    expect(await runSlot({ ...context, stop: stop.signal }, stopped, log)).toBe('not ours')
    const req = { payload: database.payload }
    expect(await leftLeases(req, ['test/stopped'], clock.now())).toEqual(['test/stopped'])
    expect(
      await runSlot(
        context,
        scheduled('stopped', () => Promise.resolve()),
        log,
      ),
    ).toBe('done')
  })

  it('is taken over from a worker that died, whose late word then counts for nothing', async () => {
    const { payload } = database
    const req = { payload }
    const claim = (holder: string) => claimLease(req, { key: 'test/dead', holder, now: clock.now() })
    // A process that says nowhere that it lives.
    const first = await claim('gone:1:x#1')
    expect(first).toMatchObject({ token: 1 })
    expect(await claim('b')).toBeNull()
    expect(await freeLease(payload, 'test/dead', clock.now())).toBe(true)
    const second = await claim('b')
    expect(second).toMatchObject({ token: 2 })
    if (!first || !second) return
    expect(await finishLease(req, first, clock.now())).toBe(false)
    expect(await finishLease(req, second, clock.now())).toBe(true)
    expect(await claim('c')).toBeNull()
  })

  it('is taken up by whoever asks for it once its holder is gone, and never before', async () => {
    const { payload } = database
    await claimLease({ payload }, { key: 'asked', holder: 'gone:1:x#2', now: clock.now() })
    const first = await takeClaim(context, 'asked')
    expect(first).not.toBeNull()
    expect(await takeClaim(context, 'asked')).toBeNull()
    await first?.giveBack()
    expect(await withClaim(context, 'asked', () => Promise.resolve(7))).toEqual({ result: 7 })
  })

  it('is taken up again by its own process where that could not give it back', async () => {
    const { payload } = database
    const { id } = await presenceOf(payload)
    await claimLease({ payload }, { key: 'forgotten', holder: `${id}#999`, now: clock.now() })
    await claimLease({ payload }, { key: 'work/forgotten', holder: `${id}#998`, now: clock.now() })
    expect(await freeLeases(payload, clock.now())).toBeGreaterThanOrEqual(2)
    expect(await withClaim(context, 'forgotten', () => Promise.resolve('mine'))).toEqual({ result: 'mine' })
  })

  it('is stopped where another has taken it over, within seconds, and writes nothing more', async () => {
    const { payload } = database
    const note = { key: 'written', kind: 'publish', args: '{}', state: 'done', tries: 0 }
    let reason: unknown
    const robbed = scheduled('robbed', async (claimed) => {
      await takenOver('test/robbed')
      await expect(writing(claimed, (req) => insertRow(req, 'work', note))).rejects.toThrow(LeaseLost)
      await expect(claimed.claim.check()).rejects.toThrow(LeaseLost)
      reason = claimed.claim.signal.reason
    })
    expect(await runSlot(context, robbed, log)).toBe('not ours')
    expect(reason).toBeInstanceOf(LeaseLost)
    const { totalDocs } = await payload.db.count({
      collection: 'work',
      where: { key: { equals: 'written' } },
    })
    expect(totalDocs).toBe(0)

    const idle = scheduled('idle', async ({ claim }) => {
      await takenOver('test/idle')
      await new Promise((resolve) => claim.signal.addEventListener('abort', resolve))
    })
    const since = performance.now()
    expect(await runSlot(context, idle, log)).toBe('not ours')
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  it.skipIf(databaseName === 'sqlite')(
    'is kept while the event loop stands still for longer than a dead process is waited for',
    async () => {
      const { payload } = database
      const claim = await takeClaim(context, 'busy')
      const { id } = await presenceOf(payload)
      const { connection } = standIn<{
        connection: {
          collection(name: string): { findOne(which: object): Promise<{ beats: number } | null> }
        }
      }>(payload.db)
      const beats = async (): Promise<number> =>
        (await connection.collection('recourse-processes').findOne({ _id: id }))?.beats ?? 0
      const before = await beats()
      for (const end = performance.now() + DEAD_AFTER + 1_000; performance.now() < end;);
      expect((await beats()) - before).toBeGreaterThanOrEqual(3)
      await claim?.check()
      await claim?.giveBack()
    },
  )
})
