import type { Where } from 'payload'
import type { Actor } from '#domain/desk/actors.ts'
import { withPortableIds } from '#domain/portable-ids.ts'
import { sealEvent, type ChainEnd, type ChainEvent } from '#domain/desk/events.ts'
import { writeEvent, type EventCollection } from './events.ts'
import { HeadMoved } from './heads.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** Event chains that belong to no entry: their ends have rows of their own, as entries have heads. */

const NONE: ChainEnd = { n: 0, hash: null }

const toEnd = (row: Row): ChainEnd => ({ n: row.sealedNumber('n'), hash: row.sealed('hash') })

/** Ends of chains by name: these, or all. Chains without events are missing. */
export async function readChainEnds(
  req: StoreRequest,
  names?: readonly string[],
): Promise<Map<string, ChainEnd>> {
  if (names?.length === 0) return new Map()
  const named = (row: Row): [string, ChainEnd] => [row.sealed('chain'), toEnd(row)]
  const where: Where = names ? { chain: { in: [...names] } } : {}
  return new Map(await findRows(req, 'chain-ends', named, where, 'chain'))
}

/** By database: chains whose names hold an id of another kind of database, by the names that they would have here. */
const former = new WeakMap<object, ReadonlyMap<string, string>>()

async function formerNames(req: StoreRequest): Promise<ReadonlyMap<string, string>> {
  const known = former.get(req.payload.db)
  if (known) return known
  const names = await findRows(req, 'chain-ends', (row) => row.sealed('chain'), {}, 'chain')
  const found = new Map(
    names.flatMap((name) => (withPortableIds(name) === name ? [] : [[withPortableIds(name), name] as const])),
  )
  // No other can follow: what is made here has an id of this database.
  former.set(req.payload.db, found)
  return found
}

/**
 * The names under which chains of these records stand: a chain keeps the name with which it began, also where its
 * record got another id by a move.
 * @param names by the ids of today.
 */
export async function readChainNames<Name extends string>(
  req: StoreRequest,
  names: readonly Name[],
): Promise<Map<Name, Name[]>> {
  const found = new Map(names.map((name) => [name, [name]]))
  // A UUID is what the embedded database gave, and this is one.
  const moved = names.filter((name) => withPortableIds(name) === name)
  if (moved.length === 0) return found
  const before = await formerNames(req)
  const both = moved.flatMap((name): [Name, Name][] => {
    const old = before.get(name) as Name | undefined
    return old === undefined ? [] : [[name, old]]
  })
  const begun = await readChainEnds(
    req,
    both.map(([name]) => name),
  )
  for (const [name, old] of both) found.set(name, begun.has(name) ? [old, name] : [old])
  return found
}

interface Link<A extends string> {
  chain: string
  actor: Actor
  at: Date
  action: A
  details: Record<string, unknown>
}

/**
 * Appends an event to a chain.
 * @throws {HeadMoved} if another event was appended first.
 */
export async function appendEvent<A extends string>(
  req: StoreRequest,
  collection: EventCollection,
  { chain, actor, at, action, details }: Link<A>,
): Promise<ChainEvent<A>> {
  const known = await findRow(req, 'chain-ends', toEnd, { chain: { equals: chain } })
  const end = known ?? NONE
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
  if (!known) await insertRow(req, 'chain-ends', next)
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
