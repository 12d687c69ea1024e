import type { Where } from 'payload'
import type { SourceState } from '#domain/watch/source-states.ts'
import { findRows, jsonOf, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

type StateRow = Omit<SourceState, 'keys'> & { keys: string }

const toState = (row: StateRow): SourceState => ({
  source: row.source,
  url: row.url,
  host: row.host,
  keys: JSON.parse(row.keys) as string[],
  verdict: row.verdict,
  because: row.because,
  since: row.since,
  sinceDay: row.sinceDay,
  times: row.times,
  checkedAt: row.checkedAt,
  slot: row.slot,
  status: row.status ?? null,
  movedTo: row.movedTo ?? null,
  certificateEndsOn: row.certificateEndsOn ?? null,
  etag: row.etag ?? null,
  lastModified: row.lastModified ?? null,
  failures: row.failures,
  failingSince: row.failingSince ?? null,
  brokenAt: row.brokenAt ?? null,
})

/** How sources stand, by their ids; all, or those that are asked for. */
export async function readSourceStates(
  req: StoreRequest,
  sources?: readonly string[],
): Promise<Map<string, SourceState>> {
  const where: Where = sources ? { source: { in: [...sources] } } : {}
  const rows = await findRows<StateRow>(req, 'source-states', where, 'source')
  return new Map(rows.map((row) => [row.source, toState(row)]))
}

export const putSourceState = (req: StoreRequest, state: SourceState): Promise<void> =>
  putRow(req, 'source-states', 'source', { ...state, keys: jsonOf(state.keys) })
