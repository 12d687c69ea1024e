import { dayIn, isLegalDate } from '#domain/dates.ts'
import { hourIn } from '#domain/slots.ts'
import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { isAnyRead } from '#store/watch/register.ts'
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

/** Whether work that was never done here waits for a night. */
const waitsIf =
  (isFirst: (context: Context) => Promise<boolean>) =>
  async (context: Context, slot: string): Promise<boolean> =>
    (!isNight(context) || isPast(context, slot)) && (await isFirst(context))

const waitsForRun = (kind: RunKind) =>
  waitsIf(async ({ payload }) => (await readRuns({ payload }, kind, 1)).length === 0)

/** Whether the first run of each kind is still to come, and it is not night. */
export const linksWait = waitsForRun('links')
export const quotesWait = waitsForRun('quotes')
export const registersWait = waitsIf(async ({ payload }) => !(await isAnyRead({ payload })))

type Run = (context: Context, request: RunRequest) => Promise<WatchRun | null>

/** A watch run as a job's work. */
const runOf =
  (run: Run, waits: NonNullable<SlotJob['waits']> = () => Promise.resolve(false)): SlotJob['work'] =>
  async (context, log, slot) => {
    if (!context.env.watch || (await waits(context, slot))) return 'later'
    const ended = await run(context, { slot, signal: context.claim.signal })
    if (!ended) return 'later'
    log.info({ pass: ended.key, found: ended.found }, 'a pass of the watch has ended')
    return 'done'
  }

export const checkDates = runOf(checkDateRun)
export const checkAllLinks = runOf(checkLinkRun, linksWait)
export const checkAllQuotes = runOf(checkQuoteRun, quotesWait)
/** Quotes that were not found are checked again each night: the page may have been served differently once. */
export const checkQuotesAgain = runOf(
  (context, request) => checkQuoteRun(context, { ...request, again: true }),
  quotesWait,
)

/** Reads what official registers have recorded about our instruments. */
export const readAllRegisters: SlotJob['work'] = async (context, log, slot) => {
  if (!context.env.watch || (await registersWait(context, slot))) return 'later'
  const read = await readRegisters(context, log, { signal: context.claim.signal })
  if (!read) return 'later'
  log.info({ feeds: read.feeds, fresh: read.fresh }, 'the registers were read')
  return 'done'
}

/** Writes the weekly mails. */
export const mailWeekly: SlotJob['work'] = async (context, log, slot) => {
  if (!context.env.watch) return 'later'
  log.info({ mails: await writeWeekly(context, slot) }, 'the week’s mails of the watch were written')
  return 'done'
}
