import type { Payload } from 'payload'
import type { RecordProblem } from '#domain/publish/record.ts'
import type { StoreRequest } from '#store/rows.ts'
import { rowSets } from '#store/transfer/collections.ts'
import { hashOfEnds } from '#store/transfer/ends.ts'
import { markRestoring, unmarkRestoring } from '#store/transfer/mark.ts'
import { atOneMoment, type Consistency } from '#store/transfer/moment.ts'
import { readSet, type Moment } from '#store/transfer/read.ts'
import { whileFilling, writeRows } from '#store/transfer/write.ts'
import type { Context } from '../context.ts'
import { differences, recordProblemsOf, snapshotAt } from './proofs.ts'
import { RestoreFailed } from './restore.ts'

export interface Copying {
  from: Pick<Context, 'payload' | 'env' | 'clock'>
  /** Opens the empty database. */
  open: () => Promise<Payload>
  report?: (step: string, done: number, total: number) => void
}

export interface Copied {
  consistency: Consistency
  counts: Record<string, number>
  problems: RecordProblem[]
}

/** Copies every row that is read at a moment. @returns their number by set. */
async function copyRows(
  moment: Moment,
  to: StoreRequest,
  report: Copying['report'],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const sets = rowSets(to.payload)
  for (const [at, set] of sets.entries()) {
    report?.('copy', at + 1, sets.length)
    for await (const page of readSet(moment, set)) {
      await writeRows(to, set, page)
      counts[set.name] = (counts[set.name] ?? 0) + page.length
    }
  }
  return counts
}

/**
 * Copies everything from one database into an empty one, and proves that it is the same.
 * @throws {RestoreFailed} if it is not.
 */
export async function copyDatabase({ from, open, report }: Copying): Promise<Copied> {
  const to = await open()
  const { dataDir } = from.env
  try {
    return await atOneMoment(
      from.payload,
      rowSets(from.payload),
      async (moment, consistency) => {
        await markRestoring(to, from.clock.now())
        const counts = await whileFilling(to, (req) => copyRows(moment, req, report))
        report?.('prove', 0, 1)
        const sets = rowSets(from.payload)
        const ends = await hashOfEnds(moment, sets)
        const snapshot = await snapshotAt(from, moment, sets)
        const found = await differences({ payload: to, dataDir }, { counts, ends, snapshot })
        if (found.length > 0) throw new RestoreFailed(`The copy is not the same. ${found.join(' ')}`)
        const problems = await recordProblemsOf(to, dataDir)
        await unmarkRestoring(to)
        return { consistency, counts, problems }
      },
      1,
    )
  } finally {
    await to.destroy()
  }
}
