import { newTarget, type TargetState } from '#domain/publish/targets.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, isRow, updateRow, type StoreRequest } from '../rows.ts'

const toState = (row: Row): TargetState => ({
  address: row.text('address'),
  release: row.textOrNull('release'),
  pushedAt: row.textOrNull('pushedAt'),
  behindSince: row.textOrNull('behindSince'),
  tries: row.number('tries'),
  problem: row.textOrNull('problem'),
  notBefore: row.textOrNull('notBefore'),
  sentFiles: row.number('sentFiles'),
  sentBytes: row.number('sentBytes'),
  askedAt: row.textOrNull('askedAt'),
  alarmedFor: row.textOrNull('alarmedFor'),
})

const at = (address: string) => ({ address: { equals: address } })

/** States of the targets with these addresses, in their order; of a new one nothing is known. */
export async function readTargets(req: StoreRequest, addresses: readonly string[]): Promise<TargetState[]> {
  if (addresses.length === 0) return []
  const known = await findRows(req, 'targets', toState, { address: { in: [...addresses] } }, 'address')
  return addresses.map((address) => known.find((each) => each.address === address) ?? newTarget(address))
}

/** Records something of a target. @returns its state now. */
export async function noteTarget(
  req: StoreRequest,
  address: string,
  note: Partial<Omit<TargetState, 'address'>>,
): Promise<TargetState> {
  const known = await isRow(req, 'targets', at(address))
  if (known) await updateRow(req, 'targets', at(address), note)
  else await insertRow(req, 'targets', { ...newTarget(address), ...note })
  return (await findRow(req, 'targets', toState, at(address))) ?? newTarget(address)
}
