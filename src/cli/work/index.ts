import type { Context } from '#worker/context.ts'
import { digestOutlookWork, digestPreviewWork, digestRunWork } from './digest.ts'
import { bounceWork } from './bounce.ts'
import { checkFreshnessWork, checkLinksWork, checkQuotesWork } from './check.ts'
import { importWork } from './import.ts'
import type { Report } from './report.ts'
import { publishWork } from './publish.ts'
import { verifyEventsWork } from './verify.ts'
import { publishAsOfWork } from './publish-as-of.ts'
import { userAddWork, userEmailWork, userListWork, userPasswordWork, userRolesWork } from './users.ts'

/**
 * Work on the data, by name. It runs in the process that owns the data: in the command itself, or in the server where
 * one is running, to which the command then hands it over. Arguments and results are plain data.
 */
export const WORK = {
  publish: publishWork,
  'publish-as-of': publishAsOfWork,
  'verify-events': verifyEventsWork,
  'digest-outlook': digestOutlookWork,
  'digest-preview': digestPreviewWork,
  'digest-run': digestRunWork,
  import: importWork,
  'user-add': userAddWork,
  'user-list': userListWork,
  'user-password': userPasswordWork,
  'user-roles': userRolesWork,
  'user-email': userEmailWork,
  bounce: bounceWork,
  'check-links': checkLinksWork,
  'check-quotes': checkQuotesWork,
  'check-freshness': checkFreshnessWork,
} as const

export type WorkName = keyof typeof WORK
export type WorkArgs<N extends WorkName> = Parameters<(typeof WORK)[N]>[1]
export type WorkResult<N extends WorkName> = Awaited<ReturnType<(typeof WORK)[N]>>

export const isWorkName = (name: unknown): name is WorkName =>
  typeof name === 'string' && Object.hasOwn(WORK, name)

export async function runWork<N extends WorkName>(
  name: N,
  context: Context,
  args: WorkArgs<N>,
  report: Report,
): Promise<WorkResult<N>> {
  const work = WORK[name] as unknown as (
    context: Context,
    args: WorkArgs<N>,
    report: Report,
  ) => Promise<WorkResult<N>>
  return work(context, args, report)
}
