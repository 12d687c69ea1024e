import type { Where } from 'payload'
import type { SourceState } from '#domain/watch/source-states.ts'
import { isListOf, isText } from '#domain/checks.ts'
import type { Row } from '../row.ts'
import { findRows, jsonOf, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'
import { streakOf } from './streak.ts'

const toState = (row: Row): SourceState => ({
  source: row.text('source'),
  url: row.text('url'),
  host: row.text('host'),
  keys: row.json('keys', isListOf(isText)),
  verdict: row.name('verdict'),
  because: row.name('because'),
  since: row.text('since'),
  sinceDay: row.day('sinceDay'),
  times: row.number('times'),
  checkedAt: row.text('checkedAt'),
  slot: row.text('slot'),
  status: row.numberOrNull('status'),
  movedTo: row.textOrNull('movedTo'),
  certificateEndsOn: row.dayOrNull('certificateEndsOn'),
  etag: row.textOrNull('etag'),
  lastModified: row.textOrNull('lastModified'),
  ...streakOf(row),
})

/** States of sources by id; all, or those asked for. */
export async function readSourceStates(
  req: StoreRequest,
  sources?: readonly string[],
): Promise<Map<string, SourceState>> {
  const where: Where = sources ? { source: { in: [...sources] } } : {}
  const states = await findRows(req, 'source-states', toState, where, 'source')
  return new Map(states.map((state) => [state.source, state]))
}

/** The number of sources that have failed for days. */
export const countBrokenSources = async ({ payload, transactionID }: StoreRequest): Promise<number> =>
  (
    await payload.db.count({
      collection: 'source-states',
      where: { brokenAt: { exists: true } },
      req: { payload, transactionID },
    })
  ).totalDocs

export const putSourceState = (req: StoreRequest, state: SourceState): Promise<void> =>
  putRow(req, 'source-states', 'source', { ...state, keys: jsonOf(state.keys) })
