import type { Change } from '#domain/publish/changes.ts'
import type { NetChange } from '#domain/publish/net-change.ts'
import { KINDS } from '#domain/keys.ts'

/** The combined changes of one place. */
export interface PlacedFolds {
  /** Key of the place; null for entries in every guide. */
  place: string | null
  name: string
  netChanges: NetChange[]
}

/** A letter's changes, in order. */
export interface SortedChanges {
  places: PlacedFolds[]
  /** Entries with wording changes only. */
  wording: NetChange[]
}

/** Corrections first, then urgent changes. */
const rank = ({ kind, corrected }: NetChange): number =>
  kind === 'correction' && corrected.length > 0 ? 0 : kind === 'urgent' ? 1 : 2

const inOrder = (a: NetChange, b: NetChange): number =>
  rank(a) - rank(b) || KINDS.indexOf(a.entryKind) - KINDS.indexOf(b.entryKind) || a.seq - b.seq

/** Places by their weightiest change, then by name; entries in every guide come last. */
const placesInOrder = (a: PlacedFolds, b: PlacedFolds): number =>
  heaviest(a) - heaviest(b) ||
  Number(a.place === null) - Number(b.place === null) ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

const heaviest = ({ netChanges }: PlacedFolds): number => Math.min(...netChanges.map(rank))

/** Sorts a letter's changes. @param nameOf name of the place a change is about. */
export function sorted(all: readonly NetChange[], nameOf: (change: Change) => string): SortedChanges {
  const wording = all.filter(({ kind }) => kind === 'typo')
  const byPlace = Map.groupBy(
    all.filter(({ kind }) => kind !== 'typo'),
    ({ jurisdiction }) => jurisdiction,
  )
  const places = [...byPlace].flatMap(([place, netChanges]) =>
    netChanges[0] ? [{ place, name: nameOf(netChanges[0]), netChanges: netChanges.sort(inOrder) }] : [],
  )
  return { places: places.sort(placesInOrder), wording: wording.sort(inOrder) }
}
