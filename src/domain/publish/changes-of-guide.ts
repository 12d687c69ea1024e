import { ancestors } from '../content/jurisdictions.ts'
import { concerns, newestFirst, type Change } from './changes.ts'
import { unopenedPlaces, type Guide } from './guides.ts'
import { indexOf } from './snapshot-index.ts'
import type { Snapshot } from './snapshot.ts'

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
  const unopened = unopenedPlaces(snapshot)
  return snapshot.changes
    .filter(({ jurisdiction, entryKind }) => entryKind === 'route' || !unopened.has(jurisdiction ?? ''))
    .sort(newestFirst)
}

/** The changes shown to readers of a guide, newest first. */
export function changesOfGuide(snapshot: Snapshot, { place, targets }: Guide): Change[] {
  const { at, routes } = changesIn(snapshot)
  const { places, sections } = indexOf(snapshot)
  const home = [place.key, ...ancestors(place.key, (key) => places.get(key)?.parent ?? null)]
  const inbound = targets.flatMap((target) => (target.place.guide === 'inbound' ? [target.place.key] : []))
  const reach = {
    place: place.key,
    home: new Set(home),
    sections: new Set((sections.get(place.key) ?? []).map(({ key }) => key)),
    inbound: new Set(inbound.filter((key) => !home.includes(key))),
  }
  return [null, place.key, ...reach.sections, ...reach.inbound]
    .flatMap((key) => at.get(key) ?? [])
    .concat(routes)
    .filter((change) => concerns(change, reach))
    .sort(newestFirst)
}
