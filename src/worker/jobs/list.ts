import { dayIn } from '#domain/dates.ts'
import { DIGEST_HOUR, isoWeek, slotAt, type Cadence } from '#domain/slots.ts'
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
import type { Context } from '../context.ts'
import { EACH_SECOND as S } from './claim.ts'
import { EACH, MAIL, REQUEST, SLOT, type Job, type SlotJob } from './job.ts'

const every = (milliseconds: number) => (): number => milliseconds
const TEN_MINUTES = every(600_000)
const NEXT_TICK = every(0)
const NEVER = every(Infinity)
const NO_END = Infinity

/** Notices are written by one worker at a time. */
const NOTICES = 'notices'

const day = ({ clock, env }: Context): string => dayIn(env.siteTimeZone, clock.now())
const week = (context: Context): string => isoWeek(dayIn(context.env.siteTimeZone, context.clock.now()))
const again = (context: Context): string => `again-${day(context)}`
const of =
  (cadence: Cadence) =>
  ({ clock, env }: Context): string =>
    slotAt(cadence, env.siteTimeZone, clock.now())

/**
 * All jobs of a worker, one per line: trigger, queue, leases, milliseconds between claim checks, attempts, back-off
 * and how it ends. `job.ts` documents each column. Within a queue, unscheduled jobs run in this order. Add a new
 * job to `test/support/kinds-of-work.ts` as well: interrupting it halfway is tested for every job.
 */
// prettier-ignore
export const JOBS: readonly Job[] = [
  // Scheduled in the site's time zone. The lease key of a slot begins with the job's name.
  { name: 'publish',             cron: '2 0 * * *',                 slot: day,           queue: 'main',      lease: [SLOT, PUBLISHING], renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: publishDaily },
  { name: 'check-release',       cron: '20 4 * * *',                slot: day,           queue: 'check',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: checkDaily },
  { name: 'forget',              cron: '40 3 * * *',                slot: day,           queue: 'main',      lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: forgetDaily },
  { name: 'digest-daily',        cron: `0 ${DIGEST_HOUR} * * *`,    slot: of('daily'),   queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('daily') },
  { name: 'digest-weekly',       cron: `0 ${DIGEST_HOUR} * * 1`,    slot: of('weekly'),  queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('weekly') },
  { name: 'digest-monthly',      cron: `0 ${DIGEST_HOUR} 1 * *`,    slot: of('monthly'), queue: 'main',      lease: [SLOT, PLANNING],   renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: digestOf('monthly') },
  { name: 'notices-daily',       cron: `0 ${DIGEST_HOUR} * * *`,    slot: day,           queue: 'notices',   lease: [SLOT, NOTICES],    renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: mailDaily },
  { name: 'backup',              cron: '30 2 * * *',                slot: day,           queue: 'check',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: backupNightly },
  { name: 'watch-dates',         cron: '10 0 * * *',                slot: day,           queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkDates },
  { name: 'watch-links',         cron: '30 1 * * *',                slot: day,           queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkAllLinks },
  { name: 'watch-quotes',        cron: '0 3 * * 1',                 slot: week,          queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkAllQuotes },
  { name: 'watch-quotes-again',  cron: '0 5 * * *',                 slot: again,         queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.checkQuotesAgain },
  { name: 'watch-registers',     cron: '15 2 * * *',                slot: day,           queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.readAllRegisters },
  { name: 'watch-mail',          cron: '0 8 * * 1',                 slot: of('weekly'),  queue: 'watch',     lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: watch.mailWeekly },
  { name: 'sign-of-life',        cron: `0 ${DIGEST_HOUR} * * 1`,    slot: of('weekly'),  queue: 'main',      lease: [SLOT],             renewal: S, tries: NO_END, backOff: TEN_MINUTES, ends: 'slot done', work: (context, _log, slot) => writeSignsOfLife(context, slot) },

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
