import { env } from '#lib/env.ts'
import { openContext } from './context.ts'
import { handOver, takeOwnership } from './owner.ts'
import type { WorkArgs, WorkName, WorkResult } from './work/index.ts'
import type { Report } from './work/report.ts'

/**
 * Does work on the data: in the server that owns them where one is running, else here. With MongoDB any number of
 * processes may work at once.
 */
export async function run<N extends WorkName>(
  work: N,
  args: WorkArgs<N>,
  report: Report,
): Promise<WorkResult<N>> {
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

async function here<N extends WorkName>(work: N, args: WorkArgs<N>, report: Report): Promise<WorkResult<N>> {
  const { runWork } = await import('./work/index.ts')
  const context = await openContext()
  try {
    return await runWork(work, context, args, report)
  } finally {
    await context.payload.destroy()
  }
}
