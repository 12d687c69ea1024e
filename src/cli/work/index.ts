import type { Context } from '#worker/context.ts'
import type { Report } from './report.ts'

/**
 * Work on the data, by name. It runs in the process that owns the data: in the command itself, or in a running
 * server, to which the command hands it over. Arguments and results are plain data. Each module is loaded on
 * demand: most load slowly, and none needs another.
 */
export const WORK = {
  publish: async () => (await import('./publish.ts')).publishWork,
  'roll-back': async () => (await import('./roll-back.ts')).rollBackWork,
  resume: async () => (await import('./roll-back.ts')).resumeWork,
  'publish-as-of': async () => (await import('./publish-as-of.ts')).publishAsOfWork,
  push: async () => (await import('./push.ts')).pushWork,
  preview: async () => (await import('./preview.ts')).previewWork,
  backup: async () => (await import('./backup.ts')).backupWork,
  'verify-events': async () => (await import('./verify.ts')).verifyEventsWork,
  'digest-outlook': async () => (await import('./digest.ts')).digestOutlookWork,
  'digest-preview': async () => (await import('./digest.ts')).digestPreviewWork,
  'digest-run': async () => (await import('./digest.ts')).digestRunWork,
  import: async () => (await import('./import.ts')).importWork,
  export: async () => (await import('./export.ts')).exportWork,
  'user-add': async () => (await import('./users.ts')).userAddWork,
  'user-list': async () => (await import('./users.ts')).userListWork,
  'user-password': async () => (await import('./users.ts')).userPasswordWork,
  'user-roles': async () => (await import('./users.ts')).userRolesWork,
  'user-email': async () => (await import('./users.ts')).userEmailWork,
  'user-second-factor': async () => (await import('./users.ts')).userSecondFactorWork,
  bounce: async () => (await import('./bounce.ts')).bounceWork,
  health: async () => (await import('./health.ts')).healthWork,
  'check-links': async () => (await import('./check.ts')).checkLinksWork,
  'check-quotes': async () => (await import('./check.ts')).checkQuotesWork,
  'check-freshness': async () => (await import('./check.ts')).checkFreshnessWork,
} as const

export type WorkName = keyof typeof WORK
type Work<N extends WorkName> = Awaited<ReturnType<(typeof WORK)[N]>>
export type WorkArgs<N extends WorkName> = Parameters<Work<N>>[1]
export type WorkResult<N extends WorkName> = Awaited<ReturnType<Work<N>>>

type Works = {
  readonly [N in WorkName]: () => Promise<
    (context: Context, args: WorkArgs<N>, report: Report) => Promise<WorkResult<N>>
  >
}

export const isWorkName = (name: unknown): name is WorkName =>
  typeof name === 'string' && Object.hasOwn(WORK, name)

export async function runWork<N extends WorkName>(
  name: N,
  context: Context,
  args: WorkArgs<N>,
  report: Report,
): Promise<WorkResult<N>> {
  const works: Works = WORK
  const work = await works[name]()
  return work(context, args, report)
}
