import { hostname } from 'node:os'
import type { Logger } from '#lib/log.ts'
import { Locked } from '#lib/lock.ts'
import { readPublishingState } from '#lib/publishing-state.ts'
import { claimLease, dropLease, renewLease } from '#store/leases.ts'
import { readDueWork } from '#store/work.ts'
import { mendIfLost } from './check-release.ts'
import type { Context } from './context.ts'
import { tellAtOnce } from './digests/due.ts'
import { lookAhead } from './digests/outlook.ts'
import { escalate } from './escalate.ts'
import { dueSteps, makeDueLive } from './live.ts'
import { printPreviews } from './preview.ts'
import { publishAsked, publishDue } from './publish-due.ts'
import type { PublishReceipt } from './publish.ts'
import { tellNews } from './tell-news.ts'
import { doSubscriptionRequests } from './subscriptions.ts'

/** How long a worker may be silent in a round before another takes over, in milliseconds. */
const SILENCE = 60_000

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
  const { payload, clock } = context
  await mendIfLost(context)
  await doSubscriptionRequests(context, log)
  await printPreviews(context, log)
  await escalate(context, log)
  await lookAhead(context, log)
  await tellAtOnce(context, log)
  if (!(await isAnythingDue(context))) return
  const lease = await claimLease(
    { payload },
    { key: 'round', holder: `${hostname()}:${process.pid}`, now: clock.now(), duration: SILENCE },
  )
  if (!lease) return
  const alive = setInterval(() => {
    const until = new Date(clock.now().getTime() + SILENCE)
    renewLease({ payload }, lease, until).catch((error: unknown) =>
      log.warn({ err: error as Error }, 'the lease of a round could not be renewed'),
    )
  }, SILENCE / 3)
  try {
    const live = await makeDueLive(context, log)
    if (live > 0) log.info({ live }, 'editions went live or were withdrawn')
    const receipt = await publishWhatIsDue(context).catch((error: unknown) => {
      if (error instanceof Locked) return null
      throw error
    })
    if (receipt) tellNews(log, receipt)
    if (receipt?.changed)
      log.info({ release: receipt.name, ms: receipt.milliseconds.total }, 'the site was published')
  } finally {
    clearInterval(alive)
    await dropLease({ payload }, lease, clock.now())
  }
}
