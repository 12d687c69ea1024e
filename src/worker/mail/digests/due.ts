import type { DigestRun } from '#domain/mail/digests.ts'
import { slotAt } from '#domain/slots.ts'
import type { Cadence } from '#domain/slots.ts'
import type { Logger } from '#lib/log.ts'
import { newestChange, readChangesOfKinds } from '#store/publish/changes.ts'
import { readHold } from '#store/desk/hold.ts'
import { beginRun, readUnplanned, notifiedUpTo } from '#store/mail/digest-runs.ts'
import { readMailing } from '#store/mail/mailing.ts'
import type { StoreRequest } from '#store/rows.ts'
import { isPublishing } from '#store/work.ts'
import type { Context } from '../../context.ts'
import type { Claimed } from '../../jobs/claim.ts'
import { planRun } from './plan.ts'

/** How far the clock may lag behind the newest change before it is distrusted, in milliseconds. */
const BEHIND = 3_600_000

/**
 * The last change that may be announced now; null to wait: all digests are paused, the change is not yet visible to
 * readers, or this machine's clock is behind recorded events.
 */
async function tellable(req: StoreRequest, now: Date): Promise<number | null> {
  if ((await readMailing(req)).paused || (await isPublishing(req))) return null
  const newest = await newestChange(req)
  if (newest && Date.parse(newest.at) > now.getTime() + BEHIND) return null
  return newest?.seq ?? 0
}

/** Lease key for planning: one run is planned at a time, however many workers there are. */
export const PLANNING = 'digests'

/** Changes to be announced at once that have not been yet. */
async function readPressing(req: StoreRequest): Promise<{ from: number; seqs: number[] }> {
  const from = await notifiedUpTo(req, 'at-once')
  return { from, seqs: (await readChangesOfKinds(req, from, ['urgent', 'correction'])).map(({ seq }) => seq) }
}

/** Whether something is to be announced at once, or a run was interrupted, and sending is allowed now. */
export async function isUrgentDue({ payload, clock }: Context): Promise<boolean> {
  const req = { payload }
  if ((await readUnplanned(req)).length === 0 && (await readPressing(req)).seqs.length === 0) return false
  return (await tellable(req, clock.now())) !== null
}

/**
 * Announces urgent changes and corrections at once, and finishes interrupted runs.
 * @returns the planned runs.
 */
export async function planUrgent(context: Claimed, log: Logger): Promise<DigestRun[]> {
  const { payload, clock, claim } = context
  const req = { payload }
  const runs = await readUnplanned(req)
  const { from, seqs } = await readPressing(req)
  if (runs.length === 0 && seqs.length === 0) return []
  const to = await tellable(req, clock.now())
  if (to === null) return []
  await claim.check()
  if (seqs.some((seq) => seq <= to))
    runs.push(
      await beginRun(req, { key: `at-once/${to}`, kind: 'at-once', fromSeq: from, toSeq: to }, clock.now()),
    )
  const planned: DigestRun[] = []
  for (const run of runs) if (run.state === 'planning') planned.push(await planRun(context, run))
  for (const { key, state, mails } of planned) log.info({ run: key, state, mails }, 'a run of digests')
  return planned
}

/**
 * Plans the digest of a cadence whose slot is due. Urgent changes go first, so that they get a mail of their own.
 * @returns null if it must wait; it is retried.
 */
export async function planDigest(context: Claimed, cadence: Cadence, log: Logger): Promise<DigestRun | null> {
  const { payload, clock, env, claim } = context
  const req = { payload }
  await planUrgent(context, log)
  // It would tell changes that readers do not see. What is pressing is carried over, and was told above.
  if (await readHold(req)) return null
  const toSeq = await tellable(req, clock.now())
  if (toSeq === null) return null
  await claim.check()
  const key = `${cadence}/${slotAt(cadence, env.siteTimeZone, clock.now())}`
  const run = await beginRun(
    req,
    { key, kind: cadence, fromSeq: await notifiedUpTo(req, cadence), toSeq },
    clock.now(),
  )
  return run.state === 'planning' ? planRun(context, run) : run
}

/** Plans the digest of a cadence as a job. */
export const digestOf =
  (cadence: Cadence) =>
  async (context: Claimed, log: Logger): Promise<'done' | 'later'> =>
    (await planDigest(context, cadence, log)) ? 'done' : 'later'
