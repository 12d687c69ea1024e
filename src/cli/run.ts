import type { Context } from '#worker/context.ts'
import type { WorkArgs, WorkName, WorkResult } from './work/index.ts'
import type { Report } from './work/report.ts'

/**
 * Runs work on the data: in the server that owns it if one is running, else in this process. With MongoDB, any
 * number of processes may work at once.
 */
export async function run<N extends WorkName>(
  work: N,
  args: WorkArgs<N>,
  report: Report,
): Promise<WorkResult<N>> {
  const { env } = await import('#lib/env.ts')
  const { handOver, takeOwnership } = await import('./owner.ts')
  const { dataDir, database } = env()
  if (database.kind === 'mongodb') return here(work, args, report)
  const handed = await handOver(dataDir, work, args, report)
  if (handed) return handed.result
  const ownership = await takeOwnership(dataDir)
  try {
    return await here(work, args, report)
  } finally {
    await ownership.release()
  }
}

/** Verification needs only the record, without the editing stack, if the database schema is up to date. */
async function contextOf(work: WorkName): Promise<Context> {
  const light = work === 'verify-events' ? await (await import('./record-context.ts')).openRecord() : null
  return light ?? (await import('./context.ts')).openContext()
}

async function here<N extends WorkName>(work: N, args: WorkArgs<N>, report: Report): Promise<WorkResult<N>> {
  const { runWork } = await import('./work/index.ts')
  const context = await contextOf(work)
  try {
    return await runWork(work, context, args, report)
  } finally {
    await context.payload.destroy()
  }
}
