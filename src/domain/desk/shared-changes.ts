import { bothForms } from '../portable-ids.ts'
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

/** A shared record that an edition prints, and the length of its event chain when the edition was frozen. */
export interface PrintedRecord {
  record: RecordName
  /** The record's key at that time, by which the edition refers to it. */
  key: string
  n: number
}

/** Who made a change, and when. */
interface ChangedBy extends Pick<Actor, 'id' | 'name'> {
  at: string
}

/** A difference between what an edition and its predecessor print of a shared record. */
export interface SharedChange {
  record: RecordName
  /** The record's current name. */
  name: string
  /** Null if the predecessor prints nothing of the record, so that all of it is new. */
  field: string | null
  was: FieldValue
  is: FieldValue
  /**
   * Everyone who has changed it since, earliest change first; empty for changes made before authors were
   * recorded.
   */
  by: ChangedBy[]
}

/** An edition with the shared records that it prints. */
export interface Printing {
  entry: Reviewed
  /** Empty for an edition frozen before printed records were recorded. */
  prints: readonly PrintedRecord[]
}

/** Derived from other fields of the same record, which are reported themselves. */
const DERIVED = new Set(['key', 'host'])

const NOTHING: SharedFields = new Map()

/** What an edition prints of a record, under any key the record has had. */
export const printedOf = (entry: Reviewed, record: RecordName, keys: Iterable<string>): SharedFields =>
  fieldsOfParts(
    collectionOf(record),
    [...keys].flatMap((key) => partsFrom(entry, collectionOf(record), key)),
  )

/** Each key that a record has had: a source's key derives from its address. */
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
 * What an edition prints of shared records differently from its predecessor, and who changed it. A change
 * reverted before the edition was frozen is not a difference; a real difference lists everyone who has changed
 * it since.
 * @param before null if it has no predecessor: then everything known of the records is new.
 * @param chains the events of the records.
 * @param seen values of records that readers already see in other entries, checked by two people: none of
 *   them is new.
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
        // Fields the predecessor did not print are new, however old their values.
        const since = was.has(field) ? (last?.n ?? 0) : 0
        const gone = !is.has(field)
        const by = deedsIn(chain, since, (edit) => edit.field === field && (!gone || edit.after === null))
        // Removed from the entry, not from the record.
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

/** The event that froze an edition; null if it was frozen before such events recorded shared records. */
const frozenBy = (hash: string, events: readonly EditorialEvent[]): EditorialEvent | null =>
  events.find(
    ({ action, edition }) => (action === 'submit' || action === 'safety-fix') && edition === hash,
  ) ?? null

/** The shared records that an edition prints, as recorded in its event. */
export function printsOf(hash: string, events: readonly EditorialEvent[]): PrintedRecord[] {
  const noted = frozenBy(hash, events)?.details.prints
  return Array.isArray(noted) ? (noted as PrintedRecord[]) : []
}

/** The differences in shared records between an edition and its predecessor, as recorded in its event. */
export function sharedChangesOf(hash: string, events: readonly EditorialEvent[]): SharedChange[] {
  const noted = frozenBy(hash, events)?.details.shared
  return Array.isArray(noted) ? (noted as SharedChange[]) : []
}

/** Ids of everyone who made a shared record change that an edition prints. */
export const sharedAuthorsOf = (hash: string, events: readonly EditorialEvent[]): Set<string> =>
  new Set(sharedChangesOf(hash, events).flatMap(({ by }) => by.flatMap(({ id }) => bothForms(id))))
