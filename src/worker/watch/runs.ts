import { dayIn, isLegalDate } from '#domain/dates.ts'
import { hourIn } from '#domain/slots.ts'
import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { readReadings } from '#store/watch/register.ts'
import { readRuns } from '#store/watch/runs.ts'
import type { Context } from '../context.ts'
import type { SlotJob } from '../jobs/job.ts'
import { checkDates as checkDateRun } from './freshness.ts'
import { checkLinkRun } from './links.ts'
import type { RunRequest } from './watch-run.ts'
import { checkQuoteRun } from './quotes.ts'
import { readRegisters } from './read-registers.ts'
import { writeWeekly } from './weekly-mail.ts'

/** Night hours of the site: a new installation first contacts other sites then, not during setup. */
const NIGHT = [1, 6] as const

const isNight = ({ env, clock }: Context): boolean => {
  const hour = hourIn(env.siteTimeZone, clock.now())
  return hour >= NIGHT[0] && hour < NIGHT[1]
}

/** A day that is over, of which nothing is made up for in a first night: its own work follows. */
const isPast = ({ env, clock }: Context, slot: string): boolean =>
  isLegalDate(slot) && slot !== dayIn(env.siteTimeZone, clock.now())

const isTooEarly = async (context: Context, kind: RunKind, slot: string): Promise<boolean> =>
  (!isNight(context) || isPast(context, slot)) &&
  (await readRuns({ payload: context.payload }, kind, 1)).length === 0

type Run = (context: Context, request: RunRequest) => Promise<WatchRun | null>

/** A watch run as a job's work. */
const runOf =
  (kind: RunKind, { atNight, run }: { atNight: boolean; run: Run }): SlotJob['work'] =>
  async (context, log, slot) => {
    if (!context.env.watch || (atNight && (await isTooEarly(context, kind, slot)))) return 'later'
    const ended = await run(context, { slot, signal: context.claim.signal })
    if (!ended) return 'later'
    log.info({ pass: ended.key, found: ended.found }, 'a pass of the watch has ended')
    return 'done'
  }

export const checkDates = runOf('freshness', { atNight: false, run: checkDateRun })
export const checkAllLinks = runOf('links', { atNight: true, run: checkLinkRun })
export const checkAllQuotes = runOf('quotes', { atNight: true, run: checkQuoteRun })
/** Quotes that were not found are checked again each night: the page may have been served differently once. */
export const checkQuotesAgain = runOf('quotes', {
  atNight: true,
  run: (context, request) => checkQuoteRun(context, { ...request, again: true }),
})

/** Reads what official registers have recorded about our instruments. */
export const readAllRegisters: SlotJob['work'] = async (context, log, slot) => {
  const first = (await readReadings({ payload: context.payload })).length === 0
  if (!context.env.watch || (first && (!isNight(context) || isPast(context, slot)))) return 'later'
  const read = await readRegisters(context, log, { signal: context.claim.signal })
  if (!read) return 'later'
  log.info({ feeds: read.feeds, fresh: read.fresh }, 'the registers of official changes were read')
  return 'done'
}

/** Writes the weekly mails. */
export const mailWeekly: SlotJob['work'] = async (context, log, slot) => {
  if (!context.env.watch) return 'later'
  log.info({ mails: await writeWeekly(context, slot) }, 'the week’s mails of the watch were written')
  return 'done'
}
