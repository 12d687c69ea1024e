import { schedule } from 'node-cron'
import type { Logger } from '#lib/log.ts'
import { noteClock } from '#store/database/clock.ts'
import { freeLeases, leftLeases } from '#store/leases.ts'
import { forgetProcesses } from '#store/presence.ts'
import type { Context } from '../context.ts'
import { lookForTrouble } from '../health/look.ts'
import { KeptRenderer } from '../publish/renderer/kept-renderer.ts'
import { closeOutboundClient } from '../watch/outbound-client.ts'
import { isStopped } from './claim.ts'
import type { Job, Queue, SlotJob } from './job.ts'
import { JOBS } from './list.ts'
import { runSlot, ticksOf } from './run.ts'
import { slotKey } from './slot-key.ts'

export interface Worker {
  /** Takes no new work and waits for the work in progress. */
  stop(): Promise<void>
}

/** Milliseconds between two ticks of a queue. */
const PAUSE = 500

/** Milliseconds between two checks for work abandoned by dead processes. */
const LOOK = 1_000

/** Milliseconds between two looks at how the installation runs. */
const HEALTH = 60_000

/** How often to look for slots that failed or were missed while the machine slept. */
const MISSED = '*/10 * * * *'

type QueueName = Queue | 'left' | 'health'

/** Runs the work of each queue sequentially until the process stops. */
class Queues {
  readonly #stop: AbortSignal
  readonly #queues: Record<QueueName, Promise<unknown>>
  readonly #timers = new Map<QueueName, NodeJS.Timeout>()

  /** @param left resolves once no claim of an earlier process remains. */
  constructor(stop: AbortSignal, left: Promise<unknown>) {
    this.#stop = stop
    // Queues whose work claims nothing that could be abandoned need not wait.
    this.#queues = {
      main: left,
      watch: left,
      requested: left,
      push: left,
      notices: left,
      check: Promise.resolve(),
      mail: Promise.resolve(),
      health: left,
      left,
    }
  }

  add(queue: QueueName, work: () => Promise<unknown>): void {
    this.#queues[queue] = this.#queues[queue].then(work)
  }

  /** @param pause milliseconds between two ticks. */
  repeat(queue: QueueName, pause: number, works: readonly (() => Promise<unknown>)[]): void {
    this.add(queue, async () => {
      for (const work of works) if (!this.#stop.aborted) await work()
      if (!this.#stop.aborted)
        this.#timers.set(
          queue,
          setTimeout(() => this.repeat(queue, pause, works), pause),
        )
    })
  }

  /** Resolves once the work in progress has ended. */
  async end(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await Promise.all(Object.values(this.#queues))
  }
}

const couldNotLook = (log: Logger) => (error: unknown) =>
  log.error({ err: error as Error }, 'the worker could not look for work')

/** Enqueues the work of a slot, once at a time. */
function dueSlots(context: Context, log: Logger, queues: Queues): (job: SlotJob) => void {
  const queued = new Set<SlotJob>()
  return (job) => {
    if (queued.has(job)) return
    queued.add(job)
    queues.add(job.queue, async () => {
      queued.delete(job)
      if (!context.stop?.aborted) await runSlot(context, job, log).catch(couldNotLook(log))
    })
  }
}

/** Slots started by a process that is gone. */
async function leftSlots(context: Context, log: Logger, slots: readonly SlotJob[]): Promise<SlotJob[]> {
  const { payload, clock } = context
  const byKey = new Map(slots.map((job) => [slotKey(context, job), job]))
  const keys = await leftLeases({ payload }, [...byKey.keys()], clock.now()).catch((error: unknown) => {
    couldNotLook(log)(error)
    return []
  })
  return keys.flatMap((key) => byKey.get(key) ?? [])
}

/** Starts the jobs of this process. Anything due and not done runs at once. */
export function startWorker(given: Context, log: Logger, jobs: readonly Job[] = JOBS): Worker {
  const stop = new AbortController()
  const renderer = new KeptRenderer()
  const context: Context = { ...given, stop: stop.signal, renderer }
  const slots = jobs.filter((job): job is SlotJob => 'cron' in job)
  const left = freeAbandoned(context, log).then(() => forgetProcesses(context.payload).catch(() => undefined))
  const queues = new Queues(stop.signal, left)
  const due = dueSlots(context, log, queues)

  for (const job of jobs) if ('atStart' in job) queues.add(job.queue, ticksOf(job, context, log))
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
    if (works.length > 0) queues.repeat(queue, PAUSE, works)
  }
  queues.repeat('left', LOOK, [
    () => freeAbandoned(context, log),
    async () => (await leftSlots(context, log, slots)).forEach(due),
  ])
  queues.repeat('health', HEALTH, [
    () =>
      noteClock(context.payload)
        .then(() => lookForTrouble(context, slots, log))
        .catch((error: unknown) =>
          isStopped(error, { claim: undefined }) || context.stop?.aborted
            ? undefined
            : log.error({ err: error as Error }, 'how this installation runs could not be read'),
        ),
  ])
  return {
    stop: async () => {
      stop.abort(new Error('The worker stops.'))
      for (const task of tasks) await task.destroy()
      await queues.end()
      await Promise.all([renderer.close(), closeOutboundClient()])
    },
  }
}

/** Releases the claims of processes that are gone. */
async function freeAbandoned({ payload, clock }: Context, log: Logger): Promise<void> {
  try {
    const freed = await freeLeases(payload, clock.now())
    if (freed > 0) log.warn({ leases: freed }, 'work that was left behind is taken up again')
  } catch (error) {
    log.error({ err: error as Error }, 'what was left behind could not be looked for')
  }
}
