import type { Where } from 'payload'
import type { HostState } from '#domain/watch/host-states.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'

const toState = (row: HostState): HostState => ({
  host: row.host,
  checkedAt: row.checkedAt,
  slot: row.slot,
  failing: row.failing,
  sources: row.sources,
  failures: row.failures,
  failingSince: row.failingSince ?? null,
  brokenAt: row.brokenAt ?? null,
})

/** How sites stand, by their names; all, or those that are asked for. */
export async function readHostStates(
  req: StoreRequest,
  hosts?: readonly string[],
): Promise<Map<string, HostState>> {
  const where: Where = hosts ? { host: { in: [...hosts] } } : {}
  const rows = await findRows<HostState>(req, 'host-states', where, 'host')
  return new Map(rows.map((row) => [row.host, toState(row)]))
}

export const putHostState = (req: StoreRequest, state: HostState): Promise<void> =>
  putRow(req, 'host-states', 'host', { ...state })
