import { dayIn } from '#domain/dates.ts'
import type { Context } from './context.ts'
import { publishAsked } from './publish-due.ts'
import { forgetOld } from './subscriptions.ts'

/** One kind of scheduled work. */
export interface Scheduled {
  kind: string
  /** When it is due, as node-cron reads it, in the zone of the site. */
  cron: string
  /** The slot that an instant belongs to: each is done once, however many workers there are. */
  slot(context: Context): string
  /** How long it may take before another worker takes over, in milliseconds. */
  duration: number
  work(context: Context): Promise<unknown>
}

const MINUTE = 60_000

/** Everything that happens by itself, one line each. */
export const SCHEDULE: readonly Scheduled[] = [
  // Whether a verification is overdue depends on the day.
  {
    kind: 'publish',
    cron: '2 0 * * *',
    slot: ({ clock, env }) => dayIn(env.siteTimeZone, clock.now()),
    duration: 30 * MINUTE,
    work: (context) => publishAsked(context),
  },
  // Who is not kept any longer is erased.
  {
    kind: 'forget-subscribers',
    cron: '17 3 * * *',
    slot: ({ clock, env }) => dayIn(env.siteTimeZone, clock.now()),
    duration: 30 * MINUTE,
    work: (context) => forgetOld(context),
  },
]
