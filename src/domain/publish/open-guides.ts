import {
  allParts,
  isOpen,
  missingParts,
  NO_PARTS,
  partsOf,
  type GuideParts,
  type GuideProblem,
} from '../content/guide-parts.ts'
import type { Jurisdiction } from '../content/jurisdictions.ts'
import type { Snapshot } from './snapshot.ts'
import { withReaders, type WithReaders } from './with-readers.ts'

/** Computed once per snapshot: the live parts of every place. */
const found = new WeakMap<Snapshot, ReadonlyMap<string, GuideParts>>()

function partsIn(snapshot: Snapshot): ReadonlyMap<string, GuideParts> {
  const known = found.get(snapshot)
  if (known) return known
  const byPlace = Map.groupBy(snapshot.entries, ({ jurisdiction }) => jurisdiction ?? '')
  const parts = new Map([...byPlace].map(([place, entries]) => [place, allParts(entries.map(partsOf))]))
  found.set(snapshot, parts)
  return parts
}

/** What a place's guide is missing; null if it is complete or the place has no guide of its own. */
export function guideProblem(snapshot: Snapshot, { key, name, guide }: Jurisdiction): GuideProblem | null {
  if (guide !== 'full') return null
  const parts = partsIn(snapshot).get(key) ?? NO_PARTS
  const missing = missingParts(parts)
  return missing.length === 0
    ? null
    : { place: key, name, open: isOpen(parts, wasOpened(snapshot, key)), missing }
}

/** What the guides of a snapshot are missing. */
export const guideProblems = (snapshot: Snapshot): GuideProblem[] =>
  snapshot.jurisdictions.flatMap((place) => guideProblem(snapshot, place) ?? [])

const wasOpened = ({ opened = [] }: Snapshot, place: string): boolean => opened.includes(place)

const places = new WeakMap<Snapshot, Jurisdiction[]>()

/** The places with a published guide, by name. */
export function guidePlaces(snapshot: Snapshot): Jurisdiction[] {
  const known = places.get(snapshot)
  if (known) return known
  const open = snapshot.jurisdictions
    .filter((place) => place.guide === 'full' && (guideProblem(snapshot, place)?.open ?? true))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  places.set(snapshot, open)
  return open
}

const known = new WeakMap<Snapshot, WithReaders>()

/** What readers have of places whose guide they do not have. */
export function withReadersOf(snapshot: Snapshot): WithReaders {
  const { jurisdictions, opened = [], entries, changes } = snapshot
  const found =
    known.get(snapshot) ??
    withReaders(jurisdictions, {
      open: new Set(guidePlaces(snapshot).map(({ key }) => key)),
      opened: new Set(opened),
      routes: new Set([
        ...entries.flatMap(({ kind, jurisdiction }) => (kind === 'route' ? (jurisdiction ?? []) : [])),
        ...changes.flatMap(({ entryKind, jurisdiction }) =>
          entryKind === 'route' ? (jurisdiction ?? []) : [],
        ),
      ]),
    })
  known.set(snapshot, found)
  return found
}
