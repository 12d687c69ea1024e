import { ancestors } from '../content/jurisdictions.ts'
import { concerns, newestFirst, type Change } from './changes.ts'
import type { Guide } from './guides.ts'
import { withReadersOf } from './open-guides.ts'
import { indexOf } from './snapshot-index.ts'
import type { Snapshot } from './snapshot.ts'
import { isWithReaders } from './with-readers.ts'

interface ChangeIndex {
  /** By jurisdiction, without routes; those of essentials under null. */
  at: Map<string | null, Change[]>
  routes: Change[]
}

/** Computed once per snapshot, so that a thousand guides look up their changes quickly. */
const indices = new WeakMap<Snapshot, ChangeIndex>()

function changesIn(snapshot: Snapshot): ChangeIndex {
  const known = indices.get(snapshot)
  if (known) return known
  const index: ChangeIndex = { at: new Map(), routes: [] }
  for (const change of snapshot.changes) {
    const others = change.entryKind === 'route' ? index.routes : index.at.get(change.jurisdiction)
    if (others) others.push(change)
    else index.at.set(change.jurisdiction, [change])
  }
  indices.set(snapshot, index)
  return index
}

/** The changes shown to readers of the whole site, newest first, without those of guides still being built. */
export function changesOfSite(snapshot: Snapshot): Change[] {
  const has = withReadersOf(snapshot)
  return snapshot.changes
    .filter(({ entryKind, jurisdiction }) => isWithReaders({ kind: entryKind, place: jurisdiction }, has))
    .sort(newestFirst)
}

/** The changes shown to readers of a guide, newest first. */
export function changesOfGuide(snapshot: Snapshot, { place }: Pick<Guide, 'place'>): Change[] {
  const { at, routes } = changesIn(snapshot)
  const { places, sections } = indexOf(snapshot)
  const home = [place.key, ...ancestors(place.key, (key) => places.get(key)?.parent ?? null)]
  const reach = {
    place: place.key,
    home: new Set(home),
    sections: new Set((sections.get(place.key) ?? []).map(({ key }) => key)),
    targets: new Set([...withReadersOf(snapshot).targets].filter((key) => !home.includes(key))),
  }
  return [null, place.key, ...reach.sections, ...reach.targets]
    .flatMap((key) => at.get(key) ?? [])
    .concat(routes)
    .filter((change) => concerns(change, reach))
    .sort(newestFirst)
}
