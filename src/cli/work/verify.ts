import { recordProblems, type RecordProblem } from '#domain/publish/record.ts'
import { readKeptHeads } from '#pipelines/release/kept-heads.ts'
import { readRecord } from '#store/publish/record.ts'
import type { Context } from '#worker/context.ts'

export interface VerifyReceipt {
  entries: number
  events: number
  editions: number
  changes: number
  /** Number of releases whose stored heads were compared. */
  releases: number
  problems: RecordProblem[]
}

/** Verifies the whole editorial record, also against the copies that releases keep outside the database. */
export async function verifyEventsWork({ payload, env }: Context, _args: object): Promise<VerifyReceipt> {
  const { kept, problems } = await readKeptHeads(env.dataDir)
  const record = await readRecord(payload)
  return {
    entries: record.heads.length,
    events: [...record.events.values(), ...(record.chains?.events.values() ?? [])].reduce(
      (sum, events) => sum + events.length,
      0,
    ),
    editions: record.editions.length,
    changes: record.changes.length,
    releases: kept.size,
    problems: [...problems, ...recordProblems({ ...record, kept })],
  }
}
