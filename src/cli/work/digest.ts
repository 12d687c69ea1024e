import type { DigestRun, RunKind } from '#domain/mail/digests.ts'
import type { MailingOutlook } from '#domain/mail/mailing.ts'
import { createLog } from '#lib/log.ts'
import type { Context } from '#worker/context.ts'
import type { DigestExample } from '#pipelines/digest/example.ts'
import { previewOf } from '#worker/mail/digests/compose.ts'
import { withClaim } from '#worker/jobs/claim.ts'
import { PLANNING, planDigest, planUrgent } from '#worker/mail/digests/due.ts'
import { mailingOutlook } from '#worker/mail/digests/outlook.ts'
import type { Report } from './report.ts'

/** What each digest run would send if it started now. Writes nothing. */
export const digestOutlookWork = (
  context: Context,
  _args: object,
  _report: Report,
): Promise<MailingOutlook> => mailingOutlook({ payload: context.payload }, context.clock.now())

/** A digest as a follower of a place would get it. Writes nothing. */
export const digestPreviewWork = (
  context: Context,
  { kind, place }: { kind: RunKind; place: string },
  _report: Report,
): Promise<DigestExample | null> => previewOf(context, { kind, place })

/**
 * Writes the mails of the due digest to the outbox, from which the worker sends them.
 * @returns the runs; none if their changes are not yet visible to readers.
 */
export async function digestRunWork(
  context: Context,
  { kind }: { kind: RunKind },
  _report: Report,
): Promise<DigestRun[]> {
  const log = createLog(context.env.logLevel)
  const planned = await withClaim(context, PLANNING, async (claimed) => {
    if (kind === 'at-once') return planUrgent(claimed, log)
    const run = await planDigest(claimed, kind, log)
    return run ? [run] : []
  })
  return planned?.result ?? []
}
