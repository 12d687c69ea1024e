import { PUBLISHER } from '#domain/desk/actors.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { Logger } from '#lib/log.ts'
import { Locked } from '#lib/lock.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { isCurrentLost } from '#pipelines/release/current.ts'
import { askPublish, isPublishing, readDueWork } from '#store/work.ts'
import type { Context } from './context.ts'
import { tellAtOnce } from './mail/digests/due.ts'
import { lookAhead } from './mail/digests/outlook.ts'
import { escalate } from './desk/escalate.ts'
import { holding } from './hold.ts'
import { dueSteps, makeDueLive } from './publish/live.ts'
import { printPreviews } from './publish/preview.ts'
import { PUBLISHING, publishDue } from './publish/publish-due.ts'
import { tellNews } from './publish/tell-news.ts'
import { doSubscriptionRequests } from './mail/subscriptions.ts'

/** How long it is until what could not be published as it is is looked at again, in milliseconds: it may be put right. */
const LOOK_AGAIN = 600_000

/** How far a clock may be ahead of another before that matters, in milliseconds. */
const SKEW = 60_000

/** How long after midnight the day must have been published by itself, in milliseconds. */
const NEW_DAY = 600_000

/**
 * Whether the site is to be published though nobody has asked: `current` was taken away; what could not be published as
 * it is may have been put right; the clock was ahead when it was published, and the slot of the day is done already.
 */
async function isOutOfDate({ env, clock }: Context): Promise<boolean> {
  if (await isCurrentLost(env.dataDir)) return true
  const state = await readPublishingState(env.dataDir)
  if (state === null) return false
  const now = clock.now().getTime()
  const at = Date.parse(state.at)
  const dayOf = (instant: number): LegalDate => dayIn(env.siteTimeZone, new Date(instant))
  return (
    at > now + SKEW ||
    dayOf(at) < dayOf(now - NEW_DAY) ||
    (state.problems.length > 0 && now - at > LOOK_AGAIN)
  )
}

async function askWhereOutOfDate(context: Context): Promise<void> {
  const { payload, clock } = context
  if ((await isOutOfDate(context)) && !(await isPublishing({ payload })))
    await askPublish({ payload }, { entry: null, by: PUBLISHER.name, at: clock.now() })
}

async function isAnythingDue(context: Context): Promise<boolean> {
  const { payload, clock } = context
  if ((await dueSteps(context)).length > 0) return true
  return (await readDueWork({ payload }, 'publish', clock.now())).length > 0
}

/**
 * What the worker does again and again: answers readers who ask for mail, prints previews, makes live what is approved
 * and due, publishes where somebody has asked for it, and tells at once what is urgent. One worker at a time makes live
 * and publishes, however many there are.
 */
export async function round(context: Context, log: Logger): Promise<void> {
  await askWhereOutOfDate(context)
  for (const work of [doSubscriptionRequests, printPreviews, escalate, lookAhead, tellAtOnce]) {
    if (context.stop?.aborted) return
    await work(context, log)
  }
  if (context.stop?.aborted || !(await isAnythingDue(context))) return
  await holding(context, PUBLISHING, async (held) => {
    const live = await makeDueLive(held, log)
    if (live > 0) log.info({ live }, 'editions went live or were withdrawn')
    const receipt = await publishDue(held).catch((error: unknown) => {
      if (error instanceof Locked || held.hold.signal.aborted) return null
      throw error
    })
    if (receipt) tellNews(log, receipt)
    if (receipt?.changed)
      log.info({ release: receipt.name, ms: receipt.milliseconds.total }, 'the site was published')
  })
}
