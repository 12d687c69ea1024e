import { isSystem } from '#domain/desk/actors.ts'
import type { Reviewed } from '#domain/content/content.ts'
import { thaw, type Edition } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import {
  printedOf,
  printsOf,
  sharedChanges,
  type PrintedRecord,
  type SharedChange,
} from '#domain/desk/shared-changes.ts'
import {
  collectionOf,
  editsBetween,
  recordName,
  type RecordName,
  type SharedAction,
  type SharedEvent,
  type SharedFields,
} from '#domain/desk/shared-edits.ts'
import { FROZEN_COLLECTIONS, keysFrom, type FrozenCollection } from '#domain/content/shared-parts.ts'
import { appendEvent, readChainEnds, readChainNames } from '#store/desk/chains.ts'
import { readEdition } from '#store/desk/editions.ts'
import { readChains } from '#store/desk/events.ts'
import { readHead } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readSharedPartsByKey } from '#store/content/shared-parts.ts'
import { entriesUsing } from '#store/content/uses.ts'
import type { Desk } from '../desk.ts'
import { readLiveEdition } from './live-edition.ts'

interface Edited {
  collection: FrozenCollection
  id: string
  /** Its current name. */
  name: string
  action: SharedAction
  /** Its recorded fields before and after; empty before creation or after deletion. */
  before: SharedFields
  after: SharedFields
}

/** Records who changed which fields of a shared record. A save without changes records nothing. */
export async function recordEdit(
  { req, actor, clock }: Desk,
  { collection, id, name, action, before, after }: Edited,
): Promise<void> {
  const changed = editsBetween(before, after)
  if (changed.length === 0) return
  const record = recordName(collection, id)
  const names = action === 'create' ? null : (await readChainNames(req, [record])).get(record)
  await appendEvent(req, 'shared-events', {
    chain: names?.at(-1) ?? record,
    actor,
    at: clock.now(),
    action,
    details: { name, changed },
  })
}

const chainsOf = async (
  req: StoreRequest,
  records: readonly RecordName[],
): Promise<Map<RecordName, SharedEvent[]>> =>
  records.length === 0
    ? new Map()
    : ((await readChains(req, 'shared-events', { entry: { in: [...records] } })) as Map<
        RecordName,
        SharedEvent[]
      >)

/**
 * Details about shared records for the event that freezes an edition: which records it prints, as of which
 * event, and which of their changes readers have not seen yet, with everyone who made them.
 */
export async function notesOfShared(
  req: StoreRequest,
  edition: Edition,
  head: Head,
  events: readonly EditorialEvent[],
): Promise<{ prints: PrintedRecord[]; shared: SharedChange[] }> {
  const entry = thaw(edition)
  const live = head.live && (await readLiveEdition(req, head.live))
  const before = live && { entry: thaw(live), prints: printsOf(live.hash, events) }
  const keys = new Map<RecordName, string>(before?.prints.map(({ record, key }) => [record, key]))
  const printed = await printedNow(req, entry)
  for (const [record, { key }] of printed) keys.set(record, key)
  const records = [...keys.keys()].sort()
  const ends = await readChainEnds(req, records)
  const prints = records.map((record) => ({
    record,
    key: keys.get(record) ?? '',
    n: ends.get(record)?.n ?? 0,
  }))
  const after = { entry, prints }
  const chains = await chainsOf(req, records)
  const found = sharedChanges(after, before, chains)
  const seen = await seenElsewhere(
    req,
    entry.key,
    found.filter(({ was, by }) => was === null && by.some((person) => !isSystem(person))),
    printed,
  )
  const shared = seen.size === 0 ? found : sharedChanges(after, before, chains, seen)
  return { prints, shared: shared.map((change) => openedAt(change, printed)) }
}

/** A record that an entry prints now. */
interface PrintedNow {
  id: string
  key: string
}

/** A change of a record under the name that the record has today: people open it by that. */
function openedAt(change: SharedChange, printed: ReadonlyMap<RecordName, PrintedNow>): SharedChange {
  const now = printed.get(change.record)
  return now ? { ...change, record: recordName(collectionOf(change.record), now.id) } : change
}

/** The records that an entry prints, by the names of their chains. */
async function printedNow(req: StoreRequest, entry: Reviewed): Promise<Map<RecordName, PrintedNow>> {
  const byName = new Map<RecordName, PrintedNow>()
  for (const collection of FROZEN_COLLECTIONS)
    for (const { id, key } of await readSharedPartsByKey(req, collection, keysFrom(entry, collection)))
      byName.set(recordName(collection, id), { id, key })
  const names = await readChainNames(req, [...byName.keys()])
  return new Map(
    [...byName].flatMap(([name, found]) => (names.get(name) ?? [name]).map((each) => [each, found])),
  )
}

/** What readers see of these records in other entries, unless one person alone approved it. */
async function seenElsewhere(
  req: StoreRequest,
  entry: string,
  changes: readonly SharedChange[],
  printed: ReadonlyMap<RecordName, PrintedNow>,
): Promise<Map<RecordName, SharedFields[]>> {
  const seen = new Map<RecordName, SharedFields[]>()
  for (const record of new Set(changes.map((change) => change.record))) {
    const now = printed.get(record)
    if (!now) continue
    for (const other of await entriesUsing(req, collectionOf(record), now.id)) {
      const head = other === entry ? null : await readHead(req, other)
      if (!head?.live || head.secondReviewDue) continue
      const edition = await readEdition(req, head.live.hash)
      if (!edition) continue
      const fields = printedOf(thaw(edition), record, [now.key])
      if (fields.size > 0) seen.set(record, [...(seen.get(record) ?? []), fields])
    }
  }
  return seen
}
