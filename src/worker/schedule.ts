import { dayIn } from '#domain/dates.ts'
import { DIGEST_HOUR, slotAt } from '#domain/slots.ts'
import type { Cadence } from '#domain/slots.ts'
import type { Logger } from '#lib/log.ts'
import { checkCurrent } from './publish/check-release.ts'
import type { Context } from './context.ts'
import { tellDigest } from './mail/digests/due.ts'
import { holding, type Held } from './hold.ts'
import { PUBLISHING, publishAsked } from './publish/publish-due.ts'
import { forgetOld } from './mail/subscriptions.ts'
import { tellNews } from './publish/tell-news.ts'
import { WATCHING } from './watch/scheduled.ts'

/** One kind of scheduled work. */
export interface Scheduled {
  kind: string
  /** When it is due, as node-cron reads it, in the zone of the site. */
  cron: string
  /** The slot that an instant belongs to: each is done once, however many workers there are. */
  slot(context: Context): string
  /** What takes long has a lane of its own: it keeps nothing else from being done. */
  lane?: 'watch' | 'check'
  /**
   * @param signal the worker is to stop, or another has taken over.
   * @returns `later` where it cannot be done yet, or was stopped: it is tried again.
   */
  work(context: Held, log: Logger, signal: AbortSignal): Promise<'done' | 'later'>
}

const today = ({ clock, env }: Context): string => dayIn(env.siteTimeZone, clock.now())

const digest = (cadence: Cadence, cron: string): Scheduled => ({
  kind: `digest-${cadence}`,
  cron,
  slot: ({ clock, env }) => slotAt(cadence, env.siteTimeZone, clock.now()),
  work: async (context, log) => ((await tellDigest(context, cadence, log)) ? 'done' : 'later'),
})

/** Everything that happens by itself, one line each. */
export const SCHEDULE: readonly Scheduled[] = [
  // Whether a verification is overdue depends on the day.
  {
    kind: 'publish',
    cron: '2 0 * * *',
    slot: today,
    work: async (context, log) => {
      const published = await holding(context, PUBLISHING, (held) => publishAsked(held))
      if (published) tellNews(log, published.result)
      return published ? 'done' : 'later'
    },
  },
  // What a disk loses, or somebody alters, is found within a day.
  {
    kind: 'check-release',
    cron: '20 4 * * *',
    slot: today,
    lane: 'check',
    work: (context, log) => checkCurrent(context, log).then(() => 'done'),
  },
  // Addresses that were never confirmed, or that left, are erased in time.
  {
    kind: 'forget',
    cron: '40 3 * * *',
    slot: today,
    work: (context) => forgetOld(context).then(() => 'done'),
  },
  digest('daily', `0 ${DIGEST_HOUR} * * *`),
  digest('weekly', `0 ${DIGEST_HOUR} * * 1`),
  digest('monthly', `0 ${DIGEST_HOUR} 1 * *`),
  ...WATCHING,
]
