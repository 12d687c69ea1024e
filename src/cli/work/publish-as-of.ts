import { legalDate } from '#domain/dates.ts'
import { publishAsOf, type AsOfReceipt } from '#worker/publish/publish-as-of.ts'
import type { Context } from '#worker/context.ts'
import type { Report } from './report.ts'

/** Writes the site as of a day into its own folder. */
export const publishAsOfWork = (
  context: Context,
  { asOf }: { asOf: string },
  report: Report,
): Promise<AsOfReceipt> =>
  publishAsOf(context, {
    asOf: legalDate(asOf),
    progress: ({ step, done, total }) => report(step, done, total),
  })
