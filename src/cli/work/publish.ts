import { Locked } from '#lib/lock.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { makeDueLive } from '#worker/publish/live.ts'
import type { PublishOptions, PublishReceipt } from '#worker/publish/publish.ts'
import { PUBLISHING, publishRequested, readPublishRequests } from '#worker/publish/publish-requested.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './report.ts'

/** Milliseconds between attempts to take the lock, and their number: two minutes. */
const PAUSE = 500
const TURNS = 240

/** Makes live what is approved and due, and publishes what is live. */
export async function publishWork(
  context: Context,
  { full }: { full: boolean },
  report: Report,
): Promise<PublishReceipt> {
  // Somebody asks for it, who may have been told of damage: every file is compared.
  const options: PublishOptions = {
    full,
    compare: true,
    progress: ({ step, done, total }) => report(step, done, total),
  }
  // The worker may be publishing right now: wait for it to finish.
  for (let left = TURNS; ; left -= 1) {
    try {
      const published = await withClaim(context, PUBLISHING, async (claimed) => {
        await makeDueLive(claimed)
        return publishRequested(claimed, await readPublishRequests(claimed), options)
      })
      if (published) return published.result
      if (left <= 1) throw new Locked('Another worker is publishing. Try again when it is done.', 0)
    } catch (error) {
      if (left <= 1 || !(error instanceof Locked)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}
