import type { Actor } from './actors.ts'
import type { Reviewed } from '../content/content.ts'
import type { EditorialEvent } from './events.ts'
import {
  collectionOf,
  editsIn,
  fieldsOfParts,
  sameValue,
  type FieldValue,
  type RecordName,
  type SharedEvent,
  type SharedFields,
} from './shared-edits.ts'
import { partsFrom } from '../content/shared-parts.ts'

/** A shared record that an edition prints, and how many events its chain had when the edition was frozen. */
export interface PrintedRecord {
  record: RecordName
  /** The record’s key then: what the edition names it by. */
  key: string
  n: number
}

/** Who changed something, and when. */
interface ChangedBy extends Pick<Actor, 'id' | 'name'> {
  at: string
}

/** What an edition prints of a shared record otherwise than the edition that it follows. */
export interface SharedChange {
  record: RecordName
  /** What the record is called now. */
  name: string
  /** Null where the edition before prints nothing of the record: then all of it is new. */
  field: string | null
  was: FieldValue
  is: FieldValue
  /** Everybody who changed it since, first deed first; empty for what was changed before that was recorded. */
  by: ChangedBy[]
}

/** An edition with the shared records that it prints. */
export interface Printing {
  entry: Reviewed
  /** Empty for one that was frozen before that was noted. */
  prints: readonly PrintedRecord[]
}

/** Machine-made from other fields of the same record, which are told. */
const DERIVED = new Set(['key', 'host'])

const NOTHING: SharedFields = new Map()

/** What an edition prints of a record, whichever of its keys it names it by. */
export const printedOf = (entry: Reviewed, record: RecordName, keys: Iterable<string>): SharedFields =>
  fieldsOfParts(
    collectionOf(record),
    [...keys].flatMap((key) => partsFrom(entry, collectionOf(record), key)),
  )

/** Each key that a record has had: a source is keyed by its address. */
const keysIn = (chain: readonly SharedEvent[]): string[] =>
  chain
    .flatMap(editsIn)
    .filter(({ field }) => field === 'key')
    .flatMap(({ before, after }) => [before, after])
    .filter((key) => typeof key === 'string')

function deedsIn(
  chain: readonly SharedEvent[],
  after: number,
  concerns: (edit: { field: string; after: FieldValue }) => boolean,
): ChangedBy[] {
  const deeds = chain.filter((event) => event.n > after && editsIn(event).some(concerns))
  return deeds.map(({ actor, at }) => ({ ...actor, at }))
}

/**
 * What an edition prints of shared records otherwise than the one that it follows, and by whom. What was changed and
 * put back before the edition was frozen is no difference; of what differs, everybody who changed it since is named.
 * @param before null where it follows none: then all that is known of the records is new.
 * @param chains the events of the records.
 * @param seen what readers see of records in other entries, by two people: none of it is new.
 */
export function sharedChanges(
  after: Printing,
  before: Printing | null,
  chains: ReadonlyMap<RecordName, readonly SharedEvent[]>,
  seen: ReadonlyMap<RecordName, readonly SharedFields[]> = new Map(),
): SharedChange[] {
  return after.prints.flatMap(({ record, key, n }) => {
    const chain = (chains.get(record) ?? []).filter((event) => event.n <= n)
    const last = before?.prints.find((each) => each.record === record)
    const is = printedOf(after.entry, record, [key])
    const was = before
      ? printedOf(before.entry, record, new Set([key, ...(last ? [last.key] : keysIn(chain))]))
      : NOTHING
    const name = nameOf(chain, key)
    const isSeen = (field: string): boolean =>
      (seen.get(record) ?? []).some(
        (fields) => fields.has(field) && sameValue(fields.get(field), is.get(field)),
      )
    if (was.size === 0) {
      const by = deedsIn(chain, 0, ({ field }) => is.has(field) && !isSeen(field))
      return by.length > 0 ? [{ record, name, field: null, was: null, is: null, by }] : []
    }
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((field) => !DERIVED.has(field) && !sameValue(was.get(field), is.get(field)))
      .flatMap((field): SharedChange[] => {
        // What the edition before did not print of it is new, however old it is.
        const since = was.has(field) ? (last?.n ?? 0) : 0
        const gone = !is.has(field)
        const by = deedsIn(chain, since, (edit) => edit.field === field && (!gone || edit.after === null))
        // Taken out of the entry, not of the record.
        if (gone && by.length === 0) return []
        if (!was.has(field) && isSeen(field)) return []
        return [{ record, name, field, was: was.get(field) ?? null, is: is.get(field) ?? null, by }]
      })
  })
}

function nameOf(chain: readonly SharedEvent[], key: string): string {
  const name = chain.at(-1)?.details.name
  return typeof name === 'string' && name !== '' ? name : key
}

/** What the event that froze an edition says: null for one that was frozen before that was noted. */
const frozenBy = (hash: string, events: readonly EditorialEvent[]): EditorialEvent | null =>
  events.find(
    ({ action, edition }) => (action === 'submit' || action === 'safety-fix') && edition === hash,
  ) ?? null

/** The shared records that an edition prints, as its event notes them. */
export function printsOf(hash: string, events: readonly EditorialEvent[]): PrintedRecord[] {
  const noted = frozenBy(hash, events)?.details.prints
  return Array.isArray(noted) ? (noted as PrintedRecord[]) : []
}

/** What an edition prints of shared records otherwise than the one that it follows, as its event notes it. */
export function sharedChangesOf(hash: string, events: readonly EditorialEvent[]): SharedChange[] {
  const noted = frozenBy(hash, events)?.details.shared
  return Array.isArray(noted) ? (noted as SharedChange[]) : []
}

/** Ids of everybody who changed a shared record in a way that an edition prints. */
export const sharedAuthorsOf = (hash: string, events: readonly EditorialEvent[]): Set<string> =>
  new Set(sharedChangesOf(hash, events).flatMap(({ by }) => by.map(({ id }) => id)))
