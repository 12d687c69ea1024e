import type { Jurisdiction } from '../content/jurisdictions.ts'
import { parseEntryKey } from '../keys.ts'

/** Keys of the places of these guides and of their sections. */
export const withSections = (
  places: readonly Pick<Jurisdiction, 'key' | 'guide' | 'parent'>[],
  guides: ReadonlySet<string>,
): ReadonlySet<string> =>
  new Set([
    ...guides,
    ...places.flatMap(({ key, guide, parent }) =>
      guide === 'section' && guides.has(parent ?? '') ? [key] : [],
    ),
  ])

/**
 * Whether readers have what is live of an entry.
 * @param unopened keys of the places of guides that readers do not have. A route stands in guides of other places.
 */
export function isWithReaders(entry: string, unopened: ReadonlySet<string>): boolean {
  const key = parseEntryKey(entry)
  return key !== null && (key.kind === 'route' || !unopened.has(key.place ?? ''))
}
