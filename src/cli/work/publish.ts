import { makeDueLive } from '#worker/live.ts'
import type { PublishReceipt } from '#worker/publish.ts'
import { publishAsked } from '#worker/publish-due.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './index.ts'

/** Makes live what is approved and due, and publishes what is live. */
export async function publishWork(
  context: Context,
  { full }: { full: boolean },
  report: Report,
): Promise<PublishReceipt> {
  await makeDueLive(context)
  return publishAsked(context, { full, progress: ({ step, done, total }) => report(step, done, total) })
}
