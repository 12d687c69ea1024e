import { schedule } from 'node-cron'
import type { Logger } from '#lib/log.ts'
import { freeLeases, leftLeases } from '#store/leases.ts'
import { readMailing } from '#store/mail/mailing.ts'
import { forgetProcesses } from '#store/presence.ts'
import { noteSenderBackOff } from '#store/mail/sender-back-off.ts'
import { markSuppressed } from '#store/mail/subscribers.ts'
import { composer } from './mail/compose.ts'
import { checkCurrent } from './publish/check-release.ts'
import type { Context } from './context.ts'
import { takeHold } from './hold.ts'
import { round } from './round.ts'
import { SCHEDULE, type Scheduled } from './schedule.ts'
import { startSending } from './mail/send/start.ts'
import { checkAsked } from './watch/asked.ts'
import { closeOutboundClient } from './watch/outbound-client.ts'

const slotKey = (context: Context, scheduled: Scheduled): string =>
  `${scheduled.kind}/${scheduled.slot(context)}`

/** Milliseconds for which work rests that failed, or that cannot be done yet. */
const REST = 10 * 60_000

/**
 * Does one slot of scheduled work, if nobody has and nobody is at it.
 * @returns what became of it.
 */
export async function runSlot(
  context: Context,
  scheduled: Scheduled,
  log: Logger,
): Promise<'done' | 'not ours' | 'failed'> {
  const slot = slotKey(context, scheduled)
  const hold = await takeHold(context, slot)
  if (!hold) return 'not ours'
  try {
    if ((await scheduled.work(hold.context, log, hold.signal)) === 'done') {
      if (!(await hold.finish())) return 'not ours'
      log.info({ slot }, 'scheduled work is done')
      return 'done'
    }
  } catch (error) {
    if (!hold.signal.aborted) {
      // Tried again after a rest, or by another worker.
      await hold.letGo(REST)
      log.error({ slot, err: error as Error }, 'scheduled work failed')
      return 'failed'
    }
  }
  // What was stopped in the midst is taken up at once, by whoever is there.
  await hold.letGo(hold.signal.aborted ? 0 : REST)
  return 'not ours'
}

export interface Worker {
  /** Takes no new work, and waits for what is under way. */
  stop(): Promise<void>
}

/** Milliseconds between two looks for what people have asked for. */
const PAUSE = 500

/** Milliseconds between two looks for what those who are gone have left behind. */
const LOOK = 1_000

/** How often work that failed, or that a sleeping machine missed, is looked for. */
const ROUND = '*/10 * * * *'

/** Starts the scheduled work of this process. What is due and not done is done at once. */
export function startWorker(given: Context, log: Logger): Worker {
  const stop = new AbortController()
  const stopped = (): boolean => stop.signal.aborted
  const context: Context = { ...given, stop: stop.signal }
  const left = leftBehind(context, log).then(() => forgetProcesses(context.payload).catch(() => undefined))
  /** What happens one after the other; the lanes happen beside each other, once nothing of an earlier process is held. */
  const lanes: Record<'main' | 'watch' | 'check' | 'asked' | 'left', Promise<unknown>> = {
    main: left,
    watch: left,
    // What happened to the release while nobody looked.
    check: checkCurrent(context, log).catch((error: unknown) =>
      log.error({ err: error as Error }, 'the release could not be checked'),
    ),
    asked: left,
    left,
  }
  const queued = new Set<Scheduled>()
  const due = (scheduled: Scheduled): void => {
    if (queued.has(scheduled)) return
    queued.add(scheduled)
    const lane = scheduled.lane ?? 'main'
    lanes[lane] = lanes[lane].then(async () => {
      queued.delete(scheduled)
      if (!stopped())
        await runSlot(context, scheduled, log).catch((error: unknown) =>
          log.error({ err: error as Error }, 'the worker could not look for work'),
        )
    })
  }
  const timers = new Map<string, NodeJS.Timeout>()
  const look = (lane: 'main' | 'asked' | 'left', pause: number, work: () => Promise<void>): void => {
    lanes[lane] = lanes[lane]
      .then(() => (stopped() ? undefined : work()))
      .catch((error: unknown) => log.error({ err: error as Error }, 'a round of the worker failed'))
      .then(() => {
        if (!stopped())
          timers.set(
            lane,
            setTimeout(() => look(lane, pause, work), pause),
          )
      })
  }
  const tasks = SCHEDULE.flatMap((scheduled) =>
    [scheduled.cron, ROUND].map((expression) =>
      schedule(expression, () => due(scheduled), { timezone: context.env.siteTimeZone }),
    ),
  )
  for (const scheduled of SCHEDULE) due(scheduled)
  look('main', PAUSE, () => round(context, log))
  look('asked', PAUSE, () => checkAsked(context, log))
  look('left', LOOK, async () => {
    await leftBehind(context, log)
    const slots = new Map(SCHEDULE.map((scheduled) => [slotKey(context, scheduled), scheduled]))
    for (const key of await leftLeases(
      { payload: context.payload },
      [...slots.keys()],
      context.clock.now(),
    )) {
      const scheduled = slots.get(key)
      if (scheduled) due(scheduled)
    }
  })
  const sending = startSending(context, log, {
    compose: composer(context),
    withheld: async () => ((await readMailing({ payload: context.payload })).paused ? 'digest' : null),
    suppress: markSuppressed,
    noteRest: (backOff) => noteSenderBackOff({ payload: context.payload }, backOff),
  })
  return {
    stop: async () => {
      stop.abort(new Error('The worker stops.'))
      for (const timer of timers.values()) clearTimeout(timer)
      for (const task of tasks) await task.destroy()
      await sending.stop()
      await Promise.all(Object.values(lanes))
      await closeOutboundClient()
    },
  }
}

/** Gives back what those held who are gone. */
async function leftBehind({ payload, clock }: Context, log: Logger): Promise<void> {
  try {
    const freed = await freeLeases(payload, clock.now())
    if (freed > 0) log.warn({ leases: freed }, 'work that was left behind is taken up again')
  } catch (error) {
    log.error({ err: error as Error }, 'what was left behind could not be looked for')
  }
}
