import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Payload } from 'payload'
import { KINDS, layForWork, leaseOf, pushedTo, type KindOfWork } from './kinds-of-work.ts'
import { RunningWorker } from './running-worker.ts'
import { full, scaled } from './scale.ts'
import { until } from './until.ts'
import type { Halt } from './worker-process.ts'

/** Maximum milliseconds for a takeover: longer on a busy machine. */
const WITHIN = 15_000

/**
 * What becomes of each kind of work when its worker is killed, sleeps, or is told to stop.
 * @param kind the database; `TEST_DATABASE` must name it before this module is loaded.
 */
// eslint-disable-next-line max-lines-per-function -- a suite: what it describes shares one database
export async function takeOver(kind: 'sqlite' | 'mongodb'): Promise<void> {
  const { missing, openDatabase } = await import('./database.ts')
  const shared = kind === 'mongodb'

  // eslint-disable-next-line max-lines-per-function -- the suite itself
  describe.skipIf(missing)(`work in the midst of which a worker ends, on ${kind}`, () => {
    let database: Awaited<ReturnType<typeof openDatabase>>
    let payload: Payload
    let laid: Awaited<ReturnType<typeof layForWork>>
    const running = new Set<RunningWorker>()
    // One that a failed test has left behind keeps the next ones from writing.
    afterEach(async () => {
      for (const each of running) await each.end('SIGKILL')
      running.clear()
    })

    beforeAll(async () => {
      database = await openDatabase()
      payload = database.payload
      laid = await layForWork(payload, database.dataDir)
    })
    afterAll(async () => {
      for (const each of running) await each.end('SIGKILL')
      await database?.close()
    })

    const start = (halt: Halt, { job, lease }: KindOfWork): RunningWorker => {
      const worker = new RunningWorker({
        args: [halt, lease],
        dataDir: database.dataDir,
        shared,
        env: {
          // Only for the watch's own jobs: it requests other sites.
          WATCH: job.startsWith('watch-') ? 'on' : 'off',
          ...(['push', 'target-alarm'].includes(job) && { PUBLISH_TO: pushedTo(database.dataDir) }),
        },
      })
      running.add(worker)
      return worker
    }

    // `test/store/lost-leases.test.ts` also stops each kind within one process.
    const some = full ? KINDS : KINDS.filter((_, index) => (index + (shared ? 0 : 3)) % 7 === 0)

    it.each(some.map((each) => [each.name, each] as const))(
      `%s is taken over when its worker is killed`,
      async (name, work) => {
        const { lease } = work
        const isDone = await work.ask(laid)
        const first = start('write', work)
        await first.says('midst')
        expect((await leaseOf(payload, lease))?.holder).toMatch(new RegExp(`:${first.id}:`))
        let second = shared ? start('never', work) : null
        await second?.says('ready')
        expect(await isDone()).toBe(false)
        const killed = performance.now()
        await first.end('SIGKILL')
        second ??= start('never', work)
        await second.says('ready')
        const ready = performance.now()
        await until(async () => {
          const now = await leaseOf(payload, lease)
          return !now || now.doneAt !== null || now.holder === null || !now.holder.includes(`:${first.id}:`)
        }, 50)
        const after = performance.now() - (shared ? killed : ready)
        process.stdout.write(
          `${kind}: ${name}: taken over ${(after / 1000).toFixed(1)} s after ${shared ? 'the kill' : 'the start'}\n`,
        )
        expect(after).toBeLessThan(shared ? WITHIN : 5_000)
        await until(isDone, 50)
        expect(await second.end('SIGTERM')).toBe(0)
      },
    )

    it.each(some.map((each) => [each.name, each] as const))(
      `%s is given back when its worker is told to stop`,
      async (_name, work) => {
        const { lease } = work
        const isDone = await work.ask(laid)
        const first = start('slow', work)
        await first.says('midst')
        const told = performance.now()
        expect(await first.end('SIGTERM')).toBe(0)
        expect(performance.now() - told).toBeLessThan(30_000)
        const now = await leaseOf(payload, lease)
        expect(!now || now.doneAt !== null || now.holder === null, 'nobody holds it').toBe(true)
        const second = start('never', work)
        await second.says('ready')
        await until(isDone, 50)
        expect(await second.end('SIGTERM')).toBe(0)
      },
    )

    it.skipIf(!shared).each(some.slice(0, scaled(some.length, 1)).map((each) => [each.name, each] as const))(
      `%s is taken over from a worker that sleeps, which does nothing more when it wakes`,
      async (name, work) => {
        const isDone = await work.ask(laid)
        const first = start('fence', work)
        await first.says('midst')
        const second = start('never', work)
        await second.says('ready')
        const asleep = performance.now()
        first.tell('SIGSTOP')
        await until(isDone, 50)
        process.stdout.write(
          `${kind}: ${name}: done ${((performance.now() - asleep) / 1000).toFixed(1)} s after its worker fell asleep\n`,
        )
        first.tell('SIGCONT')
        first.tell('go on')
        await new Promise((resolve) => setTimeout(resolve, 3_000))
        expect(await isDone()).toBe(true)
        for (const each of [first, second]) expect(await each.end('SIGTERM')).toBe(0)
      },
    )
  })
}
