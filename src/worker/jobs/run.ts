import { setTimeout } from 'node:timers/promises'
import type { Logger } from '#lib/log.ts'
import { Locked } from '#lib/lock.ts'
import { ONCE } from '#store/leases.ts'
import { readDueWork, readWork } from '#store/work.ts'
import type { Context } from '../context.ts'
import { answer } from './answer.ts'
import { isStopped, takeClaim, withClaim, type Claimed } from './claim.ts'
import {
  EACH,
  REQUEST,
  SLOT,
  type BatchJob,
  type EachJob,
  type Job,
  type PolledJob,
  type RequestJob,
  type SlotJob,
} from './job.ts'
import { slotKey } from './slot-key.ts'

/** Claims the leases a job shares with others, nested. @returns null if another worker holds one of them. */
async function withShared<C extends Context, T>(
  context: C,
  { lease, renewal }: Pick<Job, 'lease' | 'renewal'>,
  work: (context: C) => Promise<T>,
): Promise<{ result: T } | null> {
  const [key, ...rest] = lease.filter((each) => each !== SLOT && each !== REQUEST && each !== EACH)
  if (key === undefined) return { result: await work(context) }
  const done = await withClaim(
    context,
    key,
    (claimed) => withShared({ ...context, ...claimed }, { lease: rest, renewal }, work),
    renewal,
  )
  return done?.result ?? null
}

/**
 * Runs one slot of a job unless it is done or another worker is running it.
 * @returns the outcome.
 */
export async function runSlot(
  context: Context,
  job: SlotJob,
  log: Logger,
): Promise<'done' | 'not ours' | 'failed'> {
  const slot = slotKey(context, job)
  const claim = await takeClaim(context, slot, job.renewal)
  if (!claim) return 'not ours'
  try {
    const name = slot.slice(job.name.length + 1)
    const done = await withShared(claim.context, job, (claimed) => job.work(claimed, log, name))
    if (done?.result === 'done') {
      if (!(await claim.finish())) return 'not ours'
      log.info({ slot }, 'scheduled work is done')
      return 'done'
    }
  } catch (error) {
    if (!claim.signal.aborted) {
      // Retried after the back-off, or by another worker.
      await claim.giveBack(job.backOff(1))
      log.error({ slot, err: error as Error }, 'scheduled work failed')
      return 'failed'
    }
  }
  // Interrupted work has no back-off: any worker may resume it at once.
  await claim.giveBack(claim.signal.aborted ? 0 : job.backOff(1))
  return 'not ours'
}

/** Answers the pending requests, each under its own claim or all under one. */
async function runRequests(context: Context, job: RequestJob | BatchJob, log: Logger): Promise<void> {
  const { payload, clock } = context
  const due = () => readDueWork({ payload }, job.requested, clock.now(), job.atATime)
  if ((await due()).length === 0) return
  await withShared(context, job, async (claimed) => {
    // Read again: another worker may have answered some of them.
    const requests = await due()
    if (job.ends === 'all requests done') {
      if (requests.length > 0) await job.work(claimed as Claimed, log, requests)
      return
    }
    for (const { key } of requests) {
      if (context.stop?.aborted || claimed.claim?.signal.aborted) return
      await runRequest(claimed, job, key, log)
    }
  })
}

async function runRequest(context: Context, job: RequestJob, key: string, log: Logger): Promise<void> {
  const alone = job.lease.includes(REQUEST)
  const own = alone ? await takeClaim(context, `${ONCE}${key}`, job.renewal) : null
  const claim = alone ? own : context.claim
  if (!claim) return
  const claimed: Claimed = { ...context, claim }
  try {
    // It may have been answered between reading and claiming it.
    const request = await readWork({ payload: context.payload }, key)
    if (request && request.state !== 'done')
      await answer(claimed, [request], job, (note) => job.work(claimed, request, { note, log }))
  } catch (error) {
    if (isStopped(error, claimed)) return
    const what = job.ends === 'request forgotten' ? { error: (error as Error).name } : { err: error as Error }
    log[job.tries > 1 ? 'error' : 'warn']({ work: key, ...what }, job.fails ?? FAILED)
  } finally {
    await own?.forget()
  }
}

async function runPolled(context: Context, job: PolledJob, log: Logger): Promise<void> {
  if (await job.polled(context))
    await withShared(context, job, (claimed) => job.work(claimed as Claimed, log))
}

/** Milliseconds between two looks at what is due while something of a job is under way. */
const LOOK = 500

/**
 * Works on everything that is due, at once. It lasts until all of it has ended, and takes up what becomes due
 * meanwhile, so that what is slow holds up nothing else, and a worker that stops waits for all.
 */
async function runEach(context: Context, job: EachJob, log: Logger): Promise<void> {
  const underWay = new Map<string, Promise<void>>()
  const start = async (each: string): Promise<void> => {
    try {
      await withClaim(
        context,
        `${job.name}/${each}`,
        (claimed) => withShared(claimed, job, (shared) => job.work(shared, log, each)),
        job.renewal,
      )
    } catch (error) {
      if (isStopped(error, { claim: undefined }) || context.stop?.aborted) return
      log.error({ [job.name]: each, err: error as Error }, job.fails ?? FAILED)
    } finally {
      underWay.delete(each)
    }
  }
  do {
    if (!context.stop?.aborted)
      for (const each of await job.each(context)) if (!underWay.has(each)) underWay.set(each, start(each))
    if (underWay.size > 0) await Promise.race([Promise.all(underWay.values()), setTimeout(LOOK)])
  } while (underWay.size > 0)
}

const FAILED = 'a round of the worker failed'

/** Prepares a job for its ticks. Errors are logged and don't affect other jobs. */
export function ticksOf(job: Exclude<Job, SlotJob>, context: Context, log: Logger): () => Promise<void> {
  const opened = 'opens' in job ? job.opens(context, log) : null
  const tick = async (): Promise<unknown> => {
    if (opened) return opened()
    if ('requested' in job) return runRequests(context, job, log)
    if ('polled' in job) return runPolled(context, job, log)
    if ('each' in job) return runEach(context, job, log)
    if ('atStart' in job) return job.work(context, log)
    return undefined
  }
  return async () => {
    try {
      await tick()
    } catch (error) {
      // A lost claim is reported by the new holder, and a manual publish holding the lock is no failure.
      if (error instanceof Locked || isStopped(error, { claim: undefined }) || context.stop?.aborted) return
      log.error({ job: job.name, err: error as Error }, job.fails ?? FAILED)
    }
  }
}
