import { Locked } from '#lib/lock.ts'
import { makeDueLive } from '#worker/live.ts'
import type { PublishReceipt } from '#worker/publish.ts'
import { publishAsked } from '#worker/publish-due.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './index.ts'

/** How often to ask for a turn, half a second apart: two minutes. */
const TURNS = 240

/** Makes live what is approved and due, and publishes what is live. */
export async function publishWork(
  context: Context,
  { full }: { full: boolean },
  report: Report,
): Promise<PublishReceipt> {
  await makeDueLive(context)
  const progress: Parameters<typeof publishAsked>[1] = {
    full,
    progress: ({ step, done, total }) => report(step, done, total),
  }
  // The worker may be publishing at this moment: then it is this one's turn after it.
  for (let left = TURNS; ; left -= 1)
    try {
      return await publishAsked(context, progress)
    } catch (error) {
      if (left <= 1 || !(error instanceof Locked)) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
}
