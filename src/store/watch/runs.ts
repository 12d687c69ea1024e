import type { RunKind, WatchRun } from '#domain/watch/watch.ts'
import { findRow, findRows, updateRow, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

type RunRow = Omit<WatchRun, 'found'> & { found: string }

const toRun = (row: RunRow): WatchRun => ({
  key: row.key,
  kind: row.kind,
  slot: row.slot,
  state: row.state,
  done: row.done,
  total: row.total,
  startedAt: row.startedAt,
  endedAt: row.endedAt ?? null,
  found: JSON.parse(row.found) as Record<string, number>,
})

export const runKey = (kind: RunKind, slot: string): string => `${kind}/${slot}`

export async function readRun(req: StoreRequest, key: string): Promise<WatchRun | null> {
  const row = await findRow<RunRow>(req, 'watch-passes', { key: { equals: key } })
  return row ? toRun(row) : null
}

/** The newest passes of a kind, newest first. */
export const readRuns = async (req: StoreRequest, kind: RunKind, limit = 10): Promise<WatchRun[]> =>
  (await findRows<RunRow>(req, 'watch-passes', { kind: { equals: kind } }, '-startedAt', limit)).map(toRun)

export const putRun = (req: StoreRequest, run: WatchRun): Promise<void> =>
  putRow(req, 'watch-passes', 'key', { ...run, found: JSON.stringify(run.found) })

/** Notes how far a pass is. */
export async function noteRun(
  req: StoreRequest,
  key: string,
  note: Pick<WatchRun, 'done' | 'total'>,
): Promise<void> {
  await updateRow(req, 'watch-passes', { key: { equals: key } }, note)
}
