import type { Jurisdiction } from '../content/jurisdictions.ts'
import { KINDS, type Kind } from '../keys.ts'
import type { LiveEntry, Snapshot } from './snapshot.ts'

/** A snapshot by what is asked of it most, so that a thousand guides do not each go through all entries. */
export interface SnapshotIndex {
  entries: ReadonlyMap<string, LiveEntry>
  places: ReadonlyMap<string, Jurisdiction>
  /** The entries of a kind, of all places and of one (null: of none), in printed order. */
  ofKind: ReadonlyMap<Kind, KindIndex>
  /** Places that have a section in the guide of another, by its key, in the snapshot's order. */
  sections: ReadonlyMap<string | null, readonly Jurisdiction[]>
}

interface KindIndex {
  all: readonly LiveEntry[]
  at: ReadonlyMap<string | null, readonly LiveEntry[]>
}

const kindOrder = (kind: Kind): number => KINDS.indexOf(kind)

/** Printed order: by kind, then by the editors' order, then by key. */
export const inPrintedOrder = (a: LiveEntry, b: LiveEntry): number =>
  kindOrder(a.kind) - kindOrder(b.kind) || a.order - b.order || (a.key < b.key ? -1 : 1)

/** What an index is made of. */
type Indexed = Pick<Snapshot, 'entries' | 'jurisdictions'>

const indices = new WeakMap<Indexed, SnapshotIndex>()

/** The index of a snapshot, or of a part of one, made once. */
export function indexOf(snapshot: Indexed): SnapshotIndex {
  const known = indices.get(snapshot)
  if (known) return known
  const { entries, jurisdictions } = snapshot
  const index: SnapshotIndex = {
    entries: new Map(entries.map((entry) => [entry.key, entry])),
    places: new Map(jurisdictions.map((place) => [place.key, place])),
    ofKind: new Map(
      [...Map.groupBy(entries, ({ kind }) => kind)].map(([kind, own]) => {
        const all = own.sort(inPrintedOrder)
        return [kind, { all, at: Map.groupBy(all, ({ jurisdiction }) => jurisdiction) }]
      }),
    ),
    sections: Map.groupBy(
      jurisdictions.filter(({ guide }) => guide === 'section'),
      ({ parent }) => parent,
    ),
  }
  indices.set(snapshot, index)
  return index
}

type Of<K extends Kind> = (LiveEntry & LiveEntry<K>)[]

/** Live entries of one kind, in printed order. */
export const entriesOf = <K extends Kind>(snapshot: Snapshot, kind: K): LiveEntry<K>[] =>
  (indexOf(snapshot).ofKind.get(kind)?.all ?? []).slice() as Of<K>

/** Live entries of one kind at a place, by its key, in printed order. */
export const entriesAt = <K extends Kind>(snapshot: Snapshot, kind: K, place?: string): LiveEntry<K>[] =>
  (
    indexOf(snapshot)
      .ofKind.get(kind)
      ?.at.get(place ?? '') ?? []
  ).slice() as Of<K>
