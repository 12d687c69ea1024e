import type { Where } from 'payload'
import type { LegalDate } from '#domain/dates.ts'
import { eventHash, type Action, type ChainEvent, type EditorialEvent } from '#domain/desk/events.ts'
import type { Sha256 } from '#domain/hash.ts'
import { assertGivenBack } from '../given-back.ts'
import { findRow, findRows, insertRow, type StoreRequest } from '../rows.ts'

interface EventRow<A extends string = Action> {
  entry: string
  n: number
  at: string
  actorId: string
  actorName: string
  action: A
  revision: number
  edition: string | null
  details: string
  previous: string | null
  hash: string
}

/** Details that are no JSON were altered: they are kept as they are, so that the chain shows it. */
function detailsOf(text: string): EditorialEvent['details'] {
  try {
    return JSON.parse(text) as EditorialEvent['details']
  } catch {
    return { unreadable: text }
  }
}

const toEvent = <A extends string>(row: EventRow<A>): ChainEvent<A> => ({
  entry: row.entry,
  n: row.n,
  at: row.at,
  actor: { id: row.actorId, name: row.actorName },
  action: row.action,
  revision: row.revision,
  edition: (row.edition ?? null) as Sha256 | null,
  details: detailsOf(row.details),
  previous: (row.previous ?? null) as Sha256 | null,
  hash: row.hash as Sha256,
})

/** Collections that keep events in chains. */
export type EventCollection = 'editorial-events' | 'shared-events' | 'account-events'

/** @throws {GivenBackOtherwise} where the database does not give back what was sealed. */
export async function writeEvent(
  req: StoreRequest,
  { actor, details, ...event }: ChainEvent<string>,
  collection: EventCollection = 'editorial-events',
): Promise<void> {
  await insertRow(req, collection, {
    ...event,
    actorId: actor.id,
    actorName: actor.name,
    details: JSON.stringify(details),
  })
  const { entry, n, hash } = event
  const which: Where = { and: [{ entry: { equals: entry } }, { n: { equals: n } }] }
  const kept = await findRow<EventRow>(req, collection, which)
  assertGivenBack(`Event ${n} of ${entry}`, hash, kept && eventHash(toEvent(kept)))
}

/** The chain of one entry, first event first. */
export async function readEvents(req: StoreRequest, entry: string): Promise<EditorialEvent[]> {
  return (await findRows<EventRow>(req, 'editorial-events', { entry: { equals: entry } }, 'n')).map(toEvent)
}

/** The saves that took an entry past a revision: what a person with a stale form is told. */
export async function readSavesAfter(
  req: StoreRequest,
  entry: string,
  revision: number,
): Promise<EditorialEvent[]> {
  const where: Where = {
    and: [
      { entry: { equals: entry } },
      { action: { equals: 'save' } },
      { revision: { greater_than: revision } },
    ],
  }
  return (await findRows<EventRow>(req, 'editorial-events', where, 'n', 5)).map(toEvent)
}

/** Every verification, oldest first: of which edition, the day it states, and the instant at which it was recorded. */
export async function readVerifications(
  req: StoreRequest,
): Promise<{ edition: Sha256 | null; on: LegalDate; at: string }[]> {
  const rows = await findRows<EventRow>(req, 'editorial-events', { action: { equals: 'verify' } }, 'at')
  return rows.map(toEvent).map(({ edition, at, details }) => ({ edition, at, on: details.on as LegalDate }))
}

/** Every event of every chain that a collection keeps, or of those that `where` asks for, in order of n. */
export async function readChains<A extends string>(
  req: StoreRequest,
  collection: EventCollection,
  where: Where = {},
): Promise<Map<string, ChainEvent<A>[]>> {
  const all = new Map<string, ChainEvent<A>[]>()
  for (const row of await findRows<EventRow<A>>(req, collection, where, 'n')) {
    const events = all.get(row.entry)
    if (events) events.push(toEvent(row))
    else all.set(row.entry, [toEvent(row)])
  }
  return all
}

/** Every event of every entry, entry by entry and in order of n. */
export const readAllEvents = (req: StoreRequest): Promise<Map<string, EditorialEvent[]>> =>
  readChains(req, 'editorial-events')

/** The events of several entries that `where` asks for, entry by entry and in order of n. */
export async function readEventsAmong(
  req: StoreRequest,
  entries: readonly string[],
  where: Where,
): Promise<Map<string, EditorialEvent[]>> {
  const found = new Map<string, EditorialEvent[]>(entries.map((entry) => [entry, []]))
  if (entries.length === 0) return found
  const asked: Where = { and: [{ entry: { in: [...entries] } }, where] }
  for (const row of await findRows<EventRow>(req, 'editorial-events', asked, 'n'))
    found.get(row.entry)?.push(toEvent(row))
  return found
}

/** Entries that are asked for one by one; for more, all are read. */
const FEW = 200

/** The events that make changes, and those that correct their notes, of these entries at least, in order of n. */
export async function readChangeEvents(
  req: StoreRequest,
  entries: readonly string[],
): Promise<EditorialEvent[]> {
  const actions: Where = { action: { in: ['go-live', 'withdraw', 'correct-note'] } }
  const where = entries.length > FEW ? actions : { and: [{ entry: { in: [...entries] } }, actions] }
  return (await findRows<EventRow>(req, 'editorial-events', where, 'n')).map(toEvent)
}
