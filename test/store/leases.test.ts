import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '#lib/clock.ts'
import { createLog } from '#lib/log.ts'
import { claimLease, finishLease, giveBackLeases, renewLease } from '#store/leases.ts'
import { runSlot } from '#worker/worker.ts'
import type { Context } from '#worker/context.ts'
import { databaseName, missing, openDatabase, type TestDatabase } from '../support/database.ts'

const clock = fixedClock('2026-11-21T10:00:00Z')
const log = createLog('silent')

describe.skipIf(missing)(`scheduled work on ${databaseName}`, () => {
  let database: TestDatabase
  let context: Context

  beforeAll(async () => {
    database = await openDatabase()
    context = { payload: database.payload, clock, env: {} as Context['env'] }
  })
  afterAll(() => database?.close())

  const scheduled = (slot: string, work: () => Promise<unknown>) => ({
    kind: 'test',
    cron: '* * * * *',
    slot: () => slot,
    duration: 60_000,
    work: async () => {
      await work()
      return 'done' as const
    },
  })

  it('is done once, by one of ten workers', async () => {
    let times = 0
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        runSlot(
          context,
          scheduled('once', async () => (times += 1)),
          log,
        ),
      ),
    )
    expect(times).toBe(1)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(
      await runSlot(
        context,
        scheduled('once', async () => (times += 1)),
        log,
      ),
    ).toBe('not ours')
    expect(times).toBe(1)
  })

  it('is tried again when it failed', async () => {
    let times = 0
    const flaky = scheduled('flaky', async () => {
      times += 1
      if (times === 1) throw new Error('not now')
    })
    expect([
      await runSlot(context, flaky, log),
      await runSlot(context, flaky, log),
      await runSlot(context, flaky, log),
    ]).toEqual(['failed', 'done', 'not ours'])
  })

  it('is taken over from a worker that died, whose late word then counts for nothing', async () => {
    const req = { payload: database.payload }
    const claim = (now: Date, holder: string) =>
      claimLease(req, { key: 'test/dead', holder, now, duration: 60_000 })
    const first = await claim(new Date('2026-11-21T10:00:00Z'), 'a')
    expect(first).toEqual({ key: 'test/dead', token: 1 })
    expect(await claim(new Date('2026-11-21T10:00:59Z'), 'b')).toBeNull()
    const second = await claim(new Date('2026-11-21T10:01:01Z'), 'b')
    expect(second).toEqual({ key: 'test/dead', token: 2 })
    if (!first || !second) return
    expect(await finishLease(req, first, clock.now())).toBe(false)
    expect(await finishLease(req, second, clock.now())).toBe(true)
    expect(await claim(new Date('2026-11-22T10:00:00Z'), 'c')).toBeNull()
  })

  it('is held as long as somebody says that they are at it, and given back when they ended without a word', async () => {
    const req = { payload: database.payload }
    const at = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000)
    const claim = (holder: string, seconds: number) =>
      claimLease(req, { key: 'long', holder, now: at(seconds), duration: 60_000 })
    const lease = await claim('first', 0)
    if (!lease) throw new Error('It was not given.')
    expect(await renewLease(req, lease, at(100))).toBe(true)
    expect(await claim('second', 61), 'the first is still at it').toBeNull()
    await giveBackLeases(req, at(62))
    const next = await claim('second', 63)
    expect(next).toMatchObject({ token: 2 })
    expect(await renewLease(req, lease, at(200)), 'the first has lost it').toBe(false)
  })
})
