import type { DigestRun } from '#domain/mail/digests.ts'
import { slotAt } from '#domain/slots.ts'
import type { Cadence } from '#domain/slots.ts'
import type { Logger } from '#lib/log.ts'
import { newestChange, readChangesOfKinds } from '#store/publish/changes.ts'
import { beginRun, readUnplanned, notifiedUpTo } from '#store/mail/digest-runs.ts'
import { readMailing } from '#store/mail/mailing.ts'
import type { StoreRequest } from '#store/rows.ts'
import { isPublishing } from '#store/work.ts'
import type { Context } from '../../context.ts'
import { holding } from '../../hold.ts'
import { planRun } from './plan.ts'

/** How far a clock may stand behind the newest change before it is not believed, in milliseconds. */
const BEHIND = 3_600_000

/**
 * Up to which change may be told now; null where that must wait: all digests are paused, readers do not see it yet, or
 * the clock of this machine stands before what has happened.
 */
async function tellable(req: StoreRequest, now: Date): Promise<number | null> {
  if ((await readMailing(req)).paused || (await isPublishing(req))) return null
  const newest = await newestChange(req)
  if (newest && Date.parse(newest.at) > now.getTime() + BEHIND) return null
  return newest?.seq ?? 0
}

/** One run is planned at a time, however many workers there are: who plans holds this. */
const PLANNING = 'digests'

/**
 * Tells at once what is urgent and what corrects, and ends what was left in the middle.
 * @returns the runs that were planned.
 */
export async function tellAtOnce(context: Context, log: Logger): Promise<DigestRun[]> {
  const { payload, clock } = context
  const req = { payload }
  const left = await readUnplanned(req)
  const from = await notifiedUpTo(req, 'at-once')
  const pressing = await readChangesOfKinds(req, from, ['urgent', 'correction'])
  if (left.length === 0 && pressing.length === 0) return []
  const to = await tellable(req, clock.now())
  if (to === null) return []
  const planned = await holding(context, PLANNING, async (held) => {
    const runs = await readUnplanned(req)
    await held.hold.check()
    if (pressing.some(({ seq }) => seq <= to))
      runs.push(
        await beginRun(req, { key: `at-once/${to}`, kind: 'at-once', fromSeq: from, toSeq: to }, clock.now()),
      )
    const done: DigestRun[] = []
    for (const run of runs) if (run.state === 'planning') done.push(await planRun(held, run))
    return done
  })
  for (const { key, state, mails } of planned?.result ?? [])
    log.info({ run: key, state, mails }, 'a run of digests')
  return planned?.result ?? []
}

/**
 * The digest of a cadence whose slot is due. What is urgent goes first, so that it is told by its own mail.
 * @returns null where it must wait: it is tried again.
 */
export async function tellDigest(context: Context, cadence: Cadence, log: Logger): Promise<DigestRun | null> {
  const { payload, clock, env } = context
  const req = { payload }
  await tellAtOnce(context, log)
  const toSeq = await tellable(req, clock.now())
  if (toSeq === null) return null
  const planned = await holding(context, PLANNING, async (held) => {
    await held.hold.check()
    const key = `${cadence}/${slotAt(cadence, env.siteTimeZone, clock.now())}`
    const run = await beginRun(
      req,
      { key, kind: cadence, fromSeq: await notifiedUpTo(req, cadence), toSeq },
      clock.now(),
    )
    return run.state === 'planning' ? planRun(held, run) : run
  })
  return planned?.result ?? null
}
