import type { Logger } from '#lib/log.ts'
import { Locked } from '#lib/lock.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { readDueWork } from '#store/work.ts'
import { mendIfLost } from './check-release.ts'
import type { Context } from './context.ts'
import { tellAtOnce } from './digests/due.ts'
import { lookAhead } from './digests/outlook.ts'
import { escalate } from './escalate.ts'
import { holding } from './hold.ts'
import { dueSteps, makeDueLive } from './live.ts'
import { printPreviews } from './preview.ts'
import { PUBLISHING, publishAsked, publishDue } from './publish-due.ts'
import type { PublishReceipt } from './publish.ts'
import { tellNews } from './tell-news.ts'
import { doSubscriptionRequests } from './subscriptions.ts'

/** How long it is until what could not be published as it is is looked at again, in milliseconds: it may be put right. */
const LOOK_AGAIN = 600_000

async function mayBeMended({ env, clock }: Context): Promise<boolean> {
  const state = await readPublishingState(env.dataDir)
  return (
    state !== null &&
    state.problems.length > 0 &&
    clock.now().getTime() - new Date(state.at).getTime() > LOOK_AGAIN
  )
}

const publishWhatIsDue = async (context: Context): Promise<PublishReceipt | null> =>
  (await publishDue(context)) ?? ((await mayBeMended(context)) ? publishAsked(context) : null)

async function isAnythingDue(context: Context): Promise<boolean> {
  const { payload, clock } = context
  if ((await dueSteps(context)).length > 0 || (await mayBeMended(context))) return true
  return (await readDueWork({ payload }, 'publish', clock.now())).length > 0
}

/**
 * What the worker does again and again: answers readers who ask for mail, prints previews, makes live what is approved
 * and due, publishes where somebody has asked for it, and tells at once what is urgent. One worker at a time makes live
 * and publishes, however many there are.
 */
export async function round(context: Context, log: Logger): Promise<void> {
  await mendIfLost(context)
  for (const work of [doSubscriptionRequests, printPreviews, escalate, lookAhead, tellAtOnce]) {
    if (context.stop?.aborted) return
    await work(context, log)
  }
  if (context.stop?.aborted || !(await isAnythingDue(context))) return
  await holding(context, PUBLISHING, async (held) => {
    const live = await makeDueLive(held, log)
    if (live > 0) log.info({ live }, 'editions went live or were withdrawn')
    const receipt = await publishWhatIsDue(held).catch((error: unknown) => {
      if (error instanceof Locked || held.hold.signal.aborted) return null
      throw error
    })
    if (receipt) tellNews(log, receipt)
    if (receipt?.changed)
      log.info({ release: receipt.name, ms: receipt.milliseconds.total }, 'the site was published')
  })
}
