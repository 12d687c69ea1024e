import { statfs } from 'node:fs/promises'
import type { Health } from '#domain/health.ts'
import { isLate } from '#domain/publish/targets.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readReleaseCheck } from '#lib/release-check.ts'
import { readCurrent } from '#pipelines/release/current.ts'
import { clockAhead, readClocks } from '#store/database/clock.ts'
import { undoneKeys } from '#store/leases.ts'
import { readMailing } from '#store/mail/mailing.ts'
import { countMails } from '#store/mail/outbox/count.ts'
import { mailDueSince } from '#store/mail/outbox/due-since.ts'
import { readBackupState } from '#store/publish/backups.ts'
import { countBrokenSources } from '#store/watch/source-states.ts'
import { waitingSince } from '#store/work.ts'
import type { Context } from '../context.ts'
import type { SlotJob } from '../jobs/job.ts'
import { slotKey } from '../jobs/slot-key.ts'
import { readStates } from '../publish/push.ts'

async function readReaders(context: Context): Promise<Health['readers']> {
  const { payload, clock, env } = context
  const [current, state, check, targets, since] = await Promise.all([
    readCurrent(env.dataDir),
    readPublishingState(env.dataDir),
    readReleaseCheck(env.dataDir),
    readStates(context),
    waitingSince({ payload }, 'publish'),
  ])
  return {
    release: current?.name ?? null,
    publishedAt: current?.manifest.time ?? null,
    damaged: check && check.release === current?.name ? check.damaged.length : 0,
    problems: state?.problems.length ?? 0,
    heldSince: state?.held?.at ?? null,
    waitingSince: since,
    lateTargets: targets.filter((each) => each.release !== current?.name && isLate(each, clock.now())).length,
  }
}

async function readMail({ payload, clock }: Context): Promise<Health['mail']> {
  const [counts, dueSince, { paused }] = await Promise.all([
    countMails({ payload }),
    mailDueSince({ payload }, clock.now()),
    readMailing({ payload }),
  ])
  return { counts, dueSince, paused }
}

/** Those of the undone slots that are not waiting for a better time, by name. */
async function lateSlots(
  context: Context,
  jobs: ReadonlyMap<string, SlotJob>,
  undone: readonly string[],
): Promise<string[]> {
  const late: string[] = []
  for (const key of undone) {
    const job = jobs.get(key)
    if (job && !(await job.waits?.(context, key.slice(job.name.length + 1)))) late.push(job.name)
  }
  return late
}

/**
 * Reads how the installation runs.
 * @param slots the scheduled work of its workers.
 */
export async function readHealth(context: Context, slots: readonly SlotJob[]): Promise<Health> {
  const { payload, clock, env } = context
  // Where the watch is off, its work is never done, and never late.
  const wanted = slots.filter(({ queue }) => env.watch || queue !== 'watch')
  const keys = new Map(wanted.map((job) => [slotKey(context, job), job]))
  const [readers, mail, undone, backup, brokenSources, ahead, clocks, disk] = await Promise.all([
    readReaders(context),
    readMail(context),
    undoneKeys({ payload }, [...keys.keys()]),
    env.backup.to ? readBackupState({ payload }, env.backup.to.address) : null,
    countBrokenSources({ payload }),
    clockAhead(payload),
    readClocks(payload),
    statfs(env.dataDir),
  ])
  return {
    at: clock.now().toISOString(),
    readers,
    mail,
    undone: await lateSlots(context, keys, undone),
    backup: backup && { at: backup.at, problem: backup.problem },
    watch: { on: env.watch, brokenSources },
    clockAhead: ahead === null ? null : ahead / 1000,
    clocks: clocks.map((clock) => ({ ...clock, ahead: clock.ahead / 1000 })),
    disk: { free: disk.bavail * disk.bsize, size: disk.blocks * disk.bsize },
  }
}
