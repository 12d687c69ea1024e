import type { Jurisdiction } from '../content/jurisdictions.ts'
import { parseEntryKey, type ReviewedKind } from '../keys.ts'

/** What readers have of places whose guide they do not have. */
export interface WithReaders {
  /** Keys of the places of guides that they never had, and of the sections of these. */
  unopened: ReadonlySet<string>
  /** Keys of the places that they know as targets: they have no guide of it, and a route leads there, or once did. */
  targets: ReadonlySet<string>
}

type Place = Pick<Jurisdiction, 'key' | 'guide' | 'parent'>

/** Keys of places. */
interface Known {
  /** Readers have their guide. */
  open: ReadonlySet<string>
  /** Readers have had their guide. */
  opened: ReadonlySet<string>
  /** A route to them is live, or was. */
  routes: ReadonlySet<string>
}

/** What readers have of all these places. */
export function withReaders(places: readonly Place[], { open, opened, routes }: Known): WithReaders {
  const unopened = places.filter(
    ({ key, guide }) => guide === 'building' || (guide === 'full' && !open.has(key) && !opened.has(key)),
  )
  const targets = places.filter(
    ({ key, guide }) => guide === 'inbound' || (guide !== 'section' && !open.has(key) && routes.has(key)),
  )
  return {
    unopened: withSections(places, new Set(unopened.map(({ key }) => key))),
    targets: new Set(targets.map(({ key }) => key)),
  }
}

/** Keys of the places of these guides and of their sections. */
const withSections = (places: readonly Place[], guides: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([
    ...guides,
    ...places.flatMap(({ key, guide, parent }) =>
      guide === 'section' && guides.has(parent ?? '') ? [key] : [],
    ),
  ])

/**
 * Whether readers have what is live of an entry. A route stands in the guides of other places, and so does what the
 * profile of its target says.
 */
export const isWithReaders = (
  { kind, place }: { kind: ReviewedKind; place: string | null },
  { unopened, targets }: WithReaders,
): boolean =>
  place === null || kind === 'route' || !unopened.has(place) || (kind === 'profile' && targets.has(place))

/** Whether readers have what is live of the entry with this key. */
export function isKeyWithReaders(entry: string, has: WithReaders): boolean {
  const key = parseEntryKey(entry)
  return key !== null && isWithReaders({ kind: key.kind, place: key.place }, has)
}
