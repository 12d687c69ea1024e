import { dayIn } from '#domain/dates.ts'
import { hourIn, isoWeek, slotAt } from '#domain/slots.ts'
import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { readReadings } from '#store/watch/register.ts'
import { readRuns } from '#store/watch/runs.ts'
import type { Context } from '../context.ts'
import type { Scheduled } from '../schedule.ts'
import { checkDates } from './freshness.ts'
import { checkLinkRun } from './links.ts'
import type { RunRequest } from './watch-run.ts'
import { checkQuoteRun } from './quotes.ts'
import { readRegisters } from './read-registers.ts'
import { writeWeekly } from './weekly-mail.ts'

/** Hours of the site's night: an installation that has never looked at other sites begins then, not as it is set up. */
const NIGHT = [1, 6] as const

const today = ({ clock, env }: Context) => dayIn(env.siteTimeZone, clock.now())

const isNight = ({ env, clock }: Context): boolean => {
  const hour = hourIn(env.siteTimeZone, clock.now())
  return hour >= NIGHT[0] && hour < NIGHT[1]
}

const isTooEarly = async (context: Context, kind: RunKind): Promise<boolean> =>
  !isNight(context) && (await readRuns({ payload: context.payload }, kind, 1)).length === 0

type Pass = (context: Context, request: RunRequest) => Promise<WatchRun | null>

const pass = (
  name: string,
  kind: RunKind,
  { cron, slot, atNight, work }: { cron: string; slot: Scheduled['slot']; atNight: boolean; work: Pass },
): Scheduled => ({
  kind: name,
  lane: 'watch',
  cron,
  slot,
  work: async (context, log, signal) => {
    if (!context.env.watch || (atNight && (await isTooEarly(context, kind)))) return 'later'
    const ended = await work(context, { slot: slot(context), signal })
    if (!ended) return 'later'
    log.info({ pass: ended.key, found: ended.found }, 'a pass of the watch has ended')
    return 'done'
  },
})

/** What the watch does by itself, one line each. */
export const WATCHING: readonly Scheduled[] = [
  pass('watch-dates', 'freshness', { cron: '10 0 * * *', slot: today, atNight: false, work: checkDates }),
  pass('watch-links', 'links', { cron: '30 1 * * *', slot: today, atNight: true, work: checkLinkRun }),
  pass('watch-quotes', 'quotes', {
    cron: '0 3 * * 1',
    slot: (context) => isoWeek(today(context)),
    atNight: true,
    work: checkQuoteRun,
  }),
  // Words that did not stand are looked at again each night: a page may have been shown otherwise once.
  pass('watch-quotes-again', 'quotes', {
    cron: '0 5 * * *',
    slot: (context) => `again-${today(context)}`,
    atNight: true,
    work: (context, request) => checkQuoteRun(context, { ...request, again: true }),
  }),
  // What official registers have recorded of our instruments.
  {
    kind: 'watch-registers',
    lane: 'watch',
    cron: '15 2 * * *',
    slot: today,
    work: async (context, log, signal) => {
      const first = (await readReadings({ payload: context.payload })).length === 0
      if (!context.env.watch || (first && !isNight(context))) return 'later'
      const read = await readRegisters(context, log, { signal })
      if (!read) return 'later'
      log.info({ feeds: read.feeds, fresh: read.fresh }, 'the registers of official changes were read')
      return 'done'
    },
  },
  {
    kind: 'watch-mail',
    lane: 'watch',
    cron: '0 8 * * 1',
    slot: ({ clock, env }) => slotAt('weekly', env.siteTimeZone, clock.now()),
    work: async (context, log) => {
      if (!context.env.watch) return 'later'
      const slot = slotAt('weekly', context.env.siteTimeZone, context.clock.now())
      log.info({ mails: await writeWeekly(context, slot) }, 'the week’s mails of the watch were written')
      return 'done'
    },
  },
]
