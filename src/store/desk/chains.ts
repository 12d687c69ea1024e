import type { Actor } from '#domain/desk/actors.ts'
import { sealEvent, type ChainEnd, type ChainEvent } from '#domain/desk/events.ts'
import type { Sha256 } from '#domain/hash.ts'
import { writeEvent, type EventCollection } from './events.ts'
import { HeadMoved } from './heads.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** Chains of events that no entry has: their ends are rows of their own, as heads are for entries. */

interface EndRow {
  chain: string
  n: number
  hash: string
}

const NONE: ChainEnd = { n: 0, hash: null }

const toEnd = (row: EndRow): ChainEnd => ({ n: row.n, hash: row.hash as Sha256 })

/** Where chains end, by their names: these, or all. One that has not begun is missing. */
export async function readChainEnds(
  req: StoreRequest,
  names?: readonly string[],
): Promise<Map<string, ChainEnd>> {
  if (names?.length === 0) return new Map()
  const rows = await findRows<EndRow>(req, 'chain-ends', names ? { chain: { in: [...names] } } : {}, 'chain')
  return new Map(rows.map((row) => [row.chain, toEnd(row)]))
}

interface Link<A extends string> {
  chain: string
  actor: Actor
  at: Date
  action: A
  details: Record<string, unknown>
}

/**
 * Records something at the end of a chain.
 * @throws {HeadMoved} when somebody was quicker.
 */
export async function appendEvent<A extends string>(
  req: StoreRequest,
  collection: EventCollection,
  { chain, actor, at, action, details }: Link<A>,
): Promise<ChainEvent<A>> {
  const row = await findRow<EndRow>(req, 'chain-ends', { chain: { equals: chain } })
  const end = row ? toEnd(row) : NONE
  const event = sealEvent({
    entry: chain,
    n: end.n + 1,
    at: at.toISOString(),
    actor: { id: actor.id, name: actor.name },
    action,
    revision: 0,
    edition: null,
    details,
    previous: end.hash,
  })
  const next = { chain, n: event.n, hash: event.hash }
  if (!row) await insertRow(req, 'chain-ends', next)
  else if (
    !(await updateRow(
      req,
      'chain-ends',
      { and: [{ chain: { equals: chain } }, { n: { equals: end.n } }] },
      next,
    ))
  )
    throw new HeadMoved(chain)
  await writeEvent(req, event, collection)
  return event
}
