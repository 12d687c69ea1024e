import type { PublishReceipt } from '#worker/publish.ts'
import { publishNow } from '#worker/publish-now.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './index.ts'

/** Publishes what is live. */
export const publishWork = (
  context: Context,
  { full }: { full: boolean },
  report: Report,
): Promise<PublishReceipt> =>
  publishNow(context, { full, progress: ({ step, done, total }) => report(step, done, total) })
