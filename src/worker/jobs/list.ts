import { DIGEST_HOUR, slotAt, type Cadence } from '#domain/slots.ts'
import { backupNightly } from '#worker/backup/nightly.ts'
import { areOptOutsNew, copyOptOuts } from '#worker/backup/opt-outs.ts'
import { escalate, isEscalationDue } from '#worker/desk/escalate.ts'
import { digestOf, isUrgentDue, PLANNING, planUrgent } from '#worker/mail/digests/due.ts'
import { lookAhead } from '#worker/mail/digests/outlook.ts'
import { writeSignsOfLife } from '#worker/health/sign-of-life.ts'
import { openSender } from '#worker/mail/send/open.ts'
import { LONGEST, mailBackOff } from '#worker/mail/send/retry.ts'
import { isNoticeMailDue, mailAtOnce, mailDaily } from '#worker/mail/notices/mails.ts'
import { tell } from '#worker/mail/notices/tell.ts'
import { answerReader, forgetDaily } from '#worker/mail/subscriptions.ts'
import { checkCurrent, checkDaily } from '#worker/publish/check-release.ts'
import { ENTRY_BACK_OFF, goLiveAndLog, isAnythingDue } from '#worker/publish/live.ts'
import { isOutOfDate, requestPublishing } from '#worker/publish/out-of-date.ts'
import { printPreview } from '#worker/publish/preview.ts'
import { pushTo, targetsDue } from '#worker/publish/push.ts'
import { isAlarmDue, tellOfTargets } from '#worker/publish/target-alarm.ts'
import { publishAndLog, publishDaily, PUBLISHING } from '#worker/publish/publish-requested.ts'
import { checkProblem, checkRequested } from '#worker/watch/check-requested.ts'
import { releaseBackOff } from '#domain/work.ts'
import * as watch from '#worker/watch/runs.ts'
import { EACH_SECOND as S } from './claim.ts'
import { EACH, MAIL, REQUEST, SLOT, type Job, type SlotJob } from './job.ts'

const every = (milliseconds: number) => (): number => milliseconds
const TEN_MINUTES = every(600_000)
const NEXT_TICK = every(0)
const NEVER = every(Infinity)
const NO_END = Infinity

/** Notices are written by one worker at a time. */
const NOTICES = 'notices'

/** Scheduled at a time, daily, on Mondays or on the first: a slot is due from then on, and is made up for after, not before. */
const at = (cron: string, prefix = ''): Pick<SlotJob, 'cron' | 'slot'> => {
  const [minute, hour, dayOfMonth, , weekday] = cron.split(' ')
  const cadence: Cadence = weekday !== '*' ? 'weekly' : dayOfMonth !== '*' ? 'monthly' : 'daily'
  const begins = { hour: Number(hour), minute: Number(minute) }
  return {
    cron,
    slot: ({ clock, env }) => `${prefix}${slotAt(cadence, env.siteTimeZone, clock.now(), begins)}`,
  }
}

/**
 * All jobs of a worker, one per line: trigger, queue, leases, milliseconds between claim checks, attempts, back-off
 * and how it ends. `job.ts` documents each column. Within a queue, unscheduled jobs run in this order. Add a new
 * job to `test/support/kinds-of-work.ts` as well: interrupting it halfway is tested for every job.
 */
// prettier-ignore
export const JOBS: readonly Job[] = [
  // Scheduled in the site's time zone. The lease key of a slot begins with the job's name.
  { name: 'publish',             ...at('2 0 * * *'),                                     queue: 'main',      lease: [SLOT, PUBLISHING], renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: publishDaily },
  { name: 'check-release',       ...at('20 4 * * *'),                                    queue: 'check',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: checkDaily },
  { name: 'forget',              ...at('40 3 * * *'),                                    queue: 'main',      lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: forgetDaily },
  { name: 'digest-daily',        ...at(`0 ${DIGEST_HOUR} * * *`),                        queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('daily') },
  { name: 'digest-weekly',       ...at(`0 ${DIGEST_HOUR} * * 1`),                        queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('weekly') },
  { name: 'digest-monthly',      ...at(`0 ${DIGEST_HOUR} 1 * *`),                        queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('monthly') },
  { name: 'notices-daily',       ...at(`0 ${DIGEST_HOUR} * * *`),                        queue: 'notices',   lease: [SLOT, NOTICES],    renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: mailDaily },
  { name: 'backup',              ...at('30 2 * * *'),                                    queue: 'check',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: backupNightly },
  { name: 'watch-dates',         ...at('10 0 * * *'),                                    queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkDates },
  { name: 'watch-links',         ...at('30 1 * * *'),                                    queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkAllLinks, waits: watch.linksWait },
  { name: 'watch-quotes',        ...at('0 3 * * 1'),                                     queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkAllQuotes, waits: watch.quotesWait },
  { name: 'watch-quotes-again',  ...at('0 5 * * *', 'again-'),                           queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkQuotesAgain, waits: watch.quotesWait },
  { name: 'watch-registers',     ...at('15 2 * * *'),                                    queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.readAllRegisters, waits: watch.registersWait },
  { name: 'watch-mail',          ...at('0 8 * * 1'),                                     queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.mailWeekly },
  { name: 'sign-of-life',        ...at(`0 ${DIGEST_HOUR} * * 1`),                        queue: 'main',      lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: (context, _log, slot) => writeSignsOfLife(context, slot) },

  // Once as a worker starts: checks what happened to the release while no worker was running.
  { name: 'check-release-first', atStart: true,                                          queue: 'check',     lease: [],                 renewal: S, tries: 1,      backOff: NEVER,       ends: 'done', work: checkCurrent, fails: 'the release could not be checked' },

  // At every tick: on request, or when polling finds work.
  { name: 'publish-again',       polled: isOutOfDate,                                    queue: 'main',      lease: [PUBLISHING],       renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: requestPublishing },
  { name: 'subscribe',           requested: 'subscribe', atATime: 200,                   queue: 'main',      lease: ['subscriptions'],  renewal: S, tries: 5,      backOff: every(5_000), ends: 'request forgotten', work: answerReader, fails: 'what a reader asked could not be done' },
  { name: 'preview',             requested: 'preview-pdf',                               queue: 'main',      lease: [REQUEST],          renewal: S, tries: 1,      backOff: NEVER,       ends: 'request done', work: printPreview, fails: 'a preview could not be printed' },
  { name: 'escalate',            polled: isEscalationDue,                                queue: 'main',      lease: ['escalations'],    renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: escalate },
  { name: 'target-alarm',        polled: isAlarmDue,                                     queue: 'main',      lease: ['target-alarm'],   renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: tellOfTargets },
  { name: 'opt-outs',            polled: areOptOutsNew,                                  queue: 'main',      lease: ['opt-outs'],       renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: copyOptOuts },
  { name: 'digest-outlook',      requested: 'digest-outlook',                            queue: 'main',      lease: [REQUEST],          renewal: S, tries: 1,      backOff: NEVER,       ends: 'request done', work: lookAhead, fails: 'what would go out now could not be found' },
  { name: 'digest-at-once',      polled: isUrgentDue,                                    queue: 'main',      lease: [PLANNING],         renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: planUrgent },
  { name: 'go-live',             polled: isAnythingDue,                                  queue: 'main',      lease: [PUBLISHING],       renewal: S, tries: NO_END, backOff: every(ENTRY_BACK_OFF), ends: 'nothing due', work: goLiveAndLog },
  { name: 'publish-requested',   requested: 'publish',                                   queue: 'main',      lease: [PUBLISHING],       renewal: S, tries: NO_END, backOff: releaseBackOff, ends: 'all requests done', work: publishAndLog },
  { name: 'tell',                requested: 'tell', atATime: 50,                      queue: 'notices',   lease: [NOTICES],          renewal: S, tries: 5,      backOff: every(5_000), ends: 'request done', work: tell, fails: 'those whom something concerns could not be told' },
  { name: 'notices-at-once',     polled: isNoticeMailDue,                                queue: 'notices',   lease: [NOTICES],          renewal: S, tries: NO_END, backOff: NEXT_TICK,   ends: 'nothing due', work: mailAtOnce },
  { name: 'check-source',        requested: 'check-source', atATime: 20,                 queue: 'requested', lease: [REQUEST],          renewal: S, tries: 3,      backOff: every(30_000), ends: 'request done', work: checkRequested, problem: checkProblem, fails: 'sources could not be checked' },
  { name: 'push',                each: targetsDue,                                       queue: 'push',      lease: [EACH],             renewal: S, tries: NO_END, backOff: releaseBackOff, ends: 'nothing due', work: pushTo, fails: 'a release could not be pushed' },
  { name: 'send',                opens: openSender,                                      queue: 'mail',      lease: [MAIL],             renewal: S, tries: { within: LONGEST }, backOff: mailBackOff, ends: 'nothing due', fails: 'the outbox could not be sent' },
]

/** Scheduled work. */
export const SLOT_JOBS: readonly SlotJob[] = JOBS.filter((job): job is SlotJob => 'cron' in job)
