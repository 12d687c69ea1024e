import { hostname } from 'node:os'
import { schedule } from 'node-cron'
import type { Logger } from '#lib/log.ts'
import { claimLease, dropLease, finishLease, renewLease } from '#store/leases.ts'
import { readMailing } from '#store/mailing.ts'
import { noteSenderRest } from '#store/sender-rest.ts'
import { markSuppressed } from '#store/subscribers.ts'
import { composer } from './compose.ts'
import { checkCurrent } from './check-release.ts'
import type { Context } from './context.ts'
import { round } from './round.ts'
import { SCHEDULE, type Scheduled } from './schedule.ts'
import { startSending } from './send/start.ts'
import { checkAsked } from './watch/asked.ts'
import { closeWayOut } from './watch/way-out.ts'

/**
 * Does one slot of scheduled work, if nobody has and nobody is at it.
 * @returns what became of it.
 */
export async function runSlot(
  context: Context,
  scheduled: Scheduled,
  log: Logger,
  signal: AbortSignal = new AbortController().signal,
): Promise<'done' | 'not ours' | 'failed'> {
  const { payload, clock } = context
  const key = `${scheduled.kind}/${scheduled.slot(context)}`
  const lease = await claimLease(
    { payload },
    { key, holder: `${hostname()}:${process.pid}`, now: clock.now(), duration: scheduled.duration },
  )
  if (!lease) return 'not ours'
  const over = new AbortController()
  const alive = setInterval(() => {
    const until = new Date(clock.now().getTime() + scheduled.duration)
    renewLease({ payload }, lease, until).then(
      (ours) => void (ours || over.abort(new Error('Another worker has taken over.'))),
      (error: unknown) => log.warn({ slot: key, err: error as Error }, 'a lease could not be renewed'),
    )
  }, scheduled.duration / 3)
  try {
    if ((await scheduled.work(context, log, AbortSignal.any([signal, over.signal]))) === 'later') {
      await dropLease({ payload }, lease, clock.now())
      return 'not ours'
    }
    await finishLease({ payload }, lease, clock.now())
    log.info({ slot: key }, 'scheduled work is done')
    return 'done'
  } catch (error) {
    // Tried again by the next round, or by another worker.
    await dropLease({ payload }, lease, clock.now())
    log.error({ slot: key, err: error as Error }, 'scheduled work failed')
    return 'failed'
  } finally {
    clearInterval(alive)
  }
}

export interface Worker {
  /** Takes no new work, and waits for what is under way. */
  stop(): Promise<void>
}

/** Milliseconds between two looks for what people have asked for. */
const PAUSE = 500

/** How often work that failed, or that a sleeping machine missed, is looked for. */
const ROUND = '*/10 * * * *'

/** Starts the scheduled work of this process. What is due and not done is done at once. */
export function startWorker(context: Context, log: Logger): Worker {
  const stop = new AbortController()
  const stopped = (): boolean => stop.signal.aborted
  /** What happens one after the other; the lanes happen beside each other. */
  const lanes: Record<'main' | 'watch' | 'check' | 'asked', Promise<unknown>> = {
    main: Promise.resolve(),
    watch: Promise.resolve(),
    // What happened to the release while nobody looked.
    check: checkCurrent(context, log).catch((error: unknown) =>
      log.error({ err: error as Error }, 'the release could not be checked'),
    ),
    asked: Promise.resolve(),
  }
  const due = (scheduled: Scheduled): void => {
    const lane = scheduled.lane ?? 'main'
    lanes[lane] = lanes[lane].then(() =>
      stopped()
        ? undefined
        : runSlot(context, scheduled, log, stop.signal).catch((error: unknown) =>
            log.error({ err: error as Error }, 'the worker could not look for work'),
          ),
    )
  }
  const timers = new Map<string, NodeJS.Timeout>()
  const look = (lane: 'main' | 'asked', work: () => Promise<void>): void => {
    lanes[lane] = lanes[lane]
      .then(() => (stopped() ? undefined : work()))
      .catch((error: unknown) => log.error({ err: error as Error }, 'a round of the worker failed'))
      .then(() => {
        if (!stopped())
          timers.set(
            lane,
            setTimeout(() => look(lane, work), PAUSE),
          )
      })
  }
  const tasks = SCHEDULE.flatMap((scheduled) =>
    [scheduled.cron, ROUND].map((expression) =>
      schedule(expression, () => due(scheduled), { timezone: context.env.siteTimeZone }),
    ),
  )
  for (const scheduled of SCHEDULE) due(scheduled)
  look('main', () => round(context, log))
  look('asked', () => checkAsked(context, log, stop.signal))
  const sending = startSending(context, log, {
    compose: composer(context),
    withheld: async () => ((await readMailing({ payload: context.payload })).paused ? 'digest' : null),
    suppress: markSuppressed,
    noteRest: (rest) => noteSenderRest({ payload: context.payload }, rest),
  })
  return {
    stop: async () => {
      stop.abort(new Error('The worker stops.'))
      for (const timer of timers.values()) clearTimeout(timer)
      for (const task of tasks) await task.destroy()
      await sending.stop()
      await Promise.all(Object.values(lanes))
      await closeWayOut()
    },
  }
}
