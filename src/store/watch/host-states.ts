import type { Where } from 'payload'
import type { HostState } from '#domain/watch/host-states.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'
import { putRow } from './put.ts'
import { streakOf } from './streak.ts'

const toState = (row: Row): HostState => ({
  host: row.text('host'),
  checkedAt: row.text('checkedAt'),
  slot: row.text('slot'),
  failing: row.number('failing'),
  sources: row.number('sources'),
  ...streakOf(row),
})

/** States of sites by name; all, or those asked for. */
export async function readHostStates(
  req: StoreRequest,
  hosts?: readonly string[],
): Promise<Map<string, HostState>> {
  const where: Where = hosts ? { host: { in: [...hosts] } } : {}
  const states = await findRows(req, 'host-states', toState, where, 'host')
  return new Map(states.map((state) => [state.host, state]))
}

export const putHostState = (req: StoreRequest, state: HostState): Promise<void> =>
  putRow(req, 'host-states', 'host', { ...state })
