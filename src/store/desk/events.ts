import type { Where } from 'payload'
import { isDay } from '#domain/checks.ts'
import type { LegalDate } from '#domain/dates.ts'
import { ACTIONS, eventHash, type Action, type ChainEvent, type EditorialEvent } from '#domain/desk/events.ts'
import type { Sha256 } from '#domain/hash.ts'
import { assertGivenBack } from '../given-back.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, type StoreRequest } from '../rows.ts'

const toEvent = <A extends string>(row: Row): ChainEvent<A> => ({
  entry: row.sealed('entry'),
  n: row.sealedNumber('n'),
  at: row.sealed('at'),
  actor: { id: row.sealed('actorId'), name: row.sealed('actorName') },
  action: row.sealed('action'),
  revision: row.sealedNumber('revision'),
  edition: row.sealedOrNull('edition'),
  details: row.sealedJson('details', (unreadable) => ({ unreadable })),
  previous: row.sealedOrNull('previous'),
  hash: row.sealed('hash'),
})

const toEditorialEvent = toEvent<Action>

/** Collections of event chains. */
export type EventCollection = 'editorial-events' | 'shared-events' | 'account-events'

/** @throws {GivenBackOtherwise} if the database does not return what was sealed. */
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
  const kept = await findRow(req, collection, toEvent, which)
  assertGivenBack(`Event ${n} of ${entry}`, hash, kept && eventHash(kept))
}

/** The chain of one entry, first event first. */
export const readEvents = (req: StoreRequest, entry: string): Promise<EditorialEvent[]> =>
  findRows(req, 'editorial-events', toEditorialEvent, { entry: { equals: entry } }, 'n')

/** The saves of an entry after a revision: shown to a person with a stale form. */
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
  return findRows(req, 'editorial-events', toEditorialEvent, where, 'n', { limit: 5 })
}

/** Every verification, oldest first: its edition, the date it states, and when it was recorded. */
export async function readVerifications(
  req: StoreRequest,
): Promise<{ edition: Sha256 | null; on: LegalDate; at: string }[]> {
  const where: Where = { action: { equals: 'verify' } }
  const events = await findRows(req, 'editorial-events', toEditorialEvent, where, 'at')
  return events.flatMap(({ edition, at, details: { on } }) => (isDay(on) ? [{ edition, at, on }] : []))
}

/** Every event of every chain in a collection, or those matching `where`, in order of n. */
export async function readChains<A extends string>(
  req: StoreRequest,
  collection: EventCollection,
  where: Where = {},
): Promise<Map<string, ChainEvent<A>[]>> {
  const all = new Map<string, ChainEvent<A>[]>()
  for (const event of await findRows(req, collection, toEvent<A>, where, 'n')) {
    const events = all.get(event.entry)
    if (events) events.push(event)
    else all.set(event.entry, [event])
  }
  return all
}

/** The last event of a chain; null before the first. */
export async function readLastEvent<A extends string>(
  req: StoreRequest,
  collection: EventCollection,
  chain: string,
): Promise<ChainEvent<A> | null> {
  const where: Where = { entry: { equals: chain } }
  const [last] = await findRows(req, collection, toEvent<A>, where, '-n', { limit: 1 })
  return last ?? null
}

/** Every event of every entry, by entry and in order of n. */
export const readAllEvents = (req: StoreRequest): Promise<Map<string, EditorialEvent[]>> =>
  readChains(req, 'editorial-events')

/** The events of several entries matching `where`, by entry and in order of n. */
export async function readEventsAmong(
  req: StoreRequest,
  entries: readonly string[],
  where: Where,
): Promise<Map<string, EditorialEvent[]>> {
  const found = new Map<string, EditorialEvent[]>(entries.map((entry) => [entry, []]))
  if (entries.length === 0) return found
  const asked: Where = { and: [{ entry: { in: [...entries] } }, where] }
  for (const event of await findRows(req, 'editorial-events', toEditorialEvent, asked, 'n'))
    found.get(event.entry)?.push(event)
  return found
}

/**
 * The events with these actions of several entries, by entry and in order of n. The other actions are left out by name:
 * asked for actions that are common, SQLite goes by these, through the events of all entries.
 */
export async function readActionsAmong(
  req: StoreRequest,
  entries: readonly string[],
  actions: readonly Action[],
): Promise<Map<string, EditorialEvent[]>> {
  const others = (Object.keys(ACTIONS) as Action[]).filter((action) => !actions.includes(action))
  const found = await readEventsAmong(req, entries, { action: { not_in: others } })
  // An action that was altered may be none of all.
  const asked = ({ action }: EditorialEvent): boolean => actions.includes(action)
  return new Map([...found].map(([entry, events]) => [entry, events.filter(asked)]))
}

/** Up to this many entries are queried individually; for more, all are read. */
const FEW = 200

/** The events that make changes or correct their notes, of at least these entries, in order of n. */
export async function readChangeEvents(
  req: StoreRequest,
  entries: readonly string[],
): Promise<EditorialEvent[]> {
  const actions: Where = { action: { in: ['go-live', 'withdraw', 'correct-note'] } }
  const where = entries.length > FEW ? actions : { and: [{ entry: { in: [...entries] } }, actions] }
  return findRows(req, 'editorial-events', toEditorialEvent, where, 'n')
}
