import { RUN_KINDS, WATCH_RUN_STATES, type RunKind, type WatchRun } from '#domain/watch/watch.ts'
import { isNumber, isRecordOf } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, updateRow, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

const toRun = (row: Row): WatchRun => ({
  key: row.text('key'),
  kind: row.among('kind', RUN_KINDS),
  slot: row.text('slot'),
  state: row.among('state', WATCH_RUN_STATES),
  done: row.number('done'),
  total: row.number('total'),
  startedAt: row.text('startedAt'),
  endedAt: row.textOrNull('endedAt'),
  found: row.json('found', isRecordOf(isNumber)),
})

export const runKey = (kind: RunKind, slot: string): string => `${kind}/${slot}`

export const readRun = (req: StoreRequest, key: string): Promise<WatchRun | null> =>
  findRow(req, 'watch-passes', toRun, { key: { equals: key } })

/** The latest runs of a kind, newest first. */
export const readRuns = (req: StoreRequest, kind: RunKind, limit = 10): Promise<WatchRun[]> =>
  findRows(req, 'watch-passes', toRun, { kind: { equals: kind } }, '-startedAt', { limit })

export const putRun = (req: StoreRequest, run: WatchRun): Promise<void> =>
  putRow(req, 'watch-passes', 'key', { ...run, found: JSON.stringify(run.found) })

/** Records the progress of a run. */
export async function noteRun(
  req: StoreRequest,
  key: string,
  note: Pick<WatchRun, 'done' | 'total'>,
): Promise<void> {
  await updateRow(req, 'watch-passes', { key: { equals: key } }, note)
}
