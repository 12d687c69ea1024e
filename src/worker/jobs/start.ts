import { schedule } from 'node-cron'
import type { Logger } from '#lib/log.ts'
import { freeLeases, leftLeases } from '#store/leases.ts'
import { forgetProcesses } from '#store/presence.ts'
import type { Context } from '../context.ts'
import { closeOutboundClient } from '../watch/outbound-client.ts'
import type { Job, Queue, SlotJob } from './job.ts'
import { JOBS } from './list.ts'
import { runSlot, slotKey, ticksOf } from './run.ts'

export interface Worker {
  /** Takes no new work, and waits for what is under way. */
  stop(): Promise<void>
}

/** Milliseconds between two ticks of a queue. */
const PAUSE = 500

/** Milliseconds between two looks for what those who are gone have left behind. */
const LOOK = 1_000

/** How often work that failed, or that a sleeping machine missed, is looked for. */
const MISSED = '*/10 * * * *'

/** Starts the jobs of this process. What is due and not done is done at once. */
export function startWorker(given: Context, log: Logger, jobs: readonly Job[] = JOBS): Worker {
  const stop = new AbortController()
  const stopped = (): boolean => stop.signal.aborted
  const context: Context = { ...given, stop: stop.signal }
  const slots = jobs.filter((job): job is SlotJob => 'cron' in job)
  const left = leftBehind(context, log).then(() => forgetProcesses(context.payload).catch(() => undefined))
  // Once nothing of an earlier process is claimed; what claims nothing that could be left behind need not wait.
  const queues: Record<Queue | 'left', Promise<unknown>> = {
    main: left,
    watch: left,
    requested: left,
    check: Promise.resolve(),
    mail: Promise.resolve(),
    left,
  }
  const queued = new Set<SlotJob>()
  const due = (job: SlotJob): void => {
    if (queued.has(job)) return
    queued.add(job)
    queues[job.queue] = queues[job.queue].then(async () => {
      queued.delete(job)
      if (!stopped())
        await runSlot(context, job, log).catch((error: unknown) =>
          log.error({ err: error as Error }, 'the worker could not look for work'),
        )
    })
  }
  const timers = new Map<Queue | 'left', NodeJS.Timeout>()
  const again = (queue: Queue | 'left', pause: number, works: readonly (() => Promise<unknown>)[]): void => {
    queues[queue] = queues[queue].then(async () => {
      for (const work of works) if (!stopped()) await work()
      if (!stopped())
        timers.set(
          queue,
          setTimeout(() => again(queue, pause, works), pause),
        )
    })
  }

  for (const job of jobs)
    if ('atStart' in job) queues[job.queue] = queues[job.queue].then(ticksOf(job, context, log))
  const tasks = slots.flatMap((job) =>
    [job.cron, MISSED].map((expression) =>
      schedule(expression, () => due(job), { timezone: context.env.siteTimeZone }),
    ),
  )
  for (const job of slots) due(job)
  for (const queue of new Set(jobs.map((job) => job.queue))) {
    const works = jobs.flatMap((job) =>
      job.queue !== queue || 'cron' in job || 'atStart' in job ? [] : [ticksOf(job, context, log)],
    )
    if (works.length > 0) again(queue, PAUSE, works)
  }
  again('left', LOOK, [
    () => leftBehind(context, log),
    async () => {
      const byKey = new Map(slots.map((job) => [slotKey(context, job), job]))
      const keys = await leftLeases(
        { payload: context.payload },
        [...byKey.keys()],
        context.clock.now(),
      ).catch((error: unknown) => {
        log.error({ err: error as Error }, 'the worker could not look for work')
        return []
      })
      for (const key of keys) {
        const job = byKey.get(key)
        if (job) due(job)
      }
    },
  ])
  return {
    stop: async () => {
      stop.abort(new Error('The worker stops.'))
      for (const timer of timers.values()) clearTimeout(timer)
      for (const task of tasks) await task.destroy()
      await Promise.all(Object.values(queues))
      await closeOutboundClient()
    },
  }
}

/** Gives back what those had claimed who are gone. */
async function leftBehind({ payload, clock }: Context, log: Logger): Promise<void> {
  try {
    const freed = await freeLeases(payload, clock.now())
    if (freed > 0) log.warn({ leases: freed }, 'work that was left behind is taken up again')
  } catch (error) {
    log.error({ err: error as Error }, 'what was left behind could not be looked for')
  }
}
