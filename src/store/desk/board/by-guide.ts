import type { Where } from 'payload'
import type { DuePlace } from '#domain/desk/board.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import type { DueCount } from './due-places.ts'

export const GLOBAL = { slug: 'global', name: 'Shared essentials' }

/** What falls due, by the guide in which it is printed: the sections of a guide count with it. */
export function byGuide(counts: readonly DueCount[], places: readonly Jurisdiction[]): DuePlace[] {
  const bySlug = new Map(places.map((place) => [place.slug as string, place]))
  const byKey = new Map(places.map((place) => [place.key, place]))
  const found = new Map<string, DuePlace>()
  for (const { place, overdue, soon, first: day } of counts) {
    const own = bySlug.get(place)
    const guide = own?.guide === 'section' ? (byKey.get(own.parent ?? '') ?? own) : own
    const { slug, name } = guide ?? (place === GLOBAL.slug ? GLOBAL : { slug: place, name: place })
    const known = found.get(slug)
    found.set(slug, {
      slug,
      name,
      overdue: overdue + (known?.overdue ?? 0),
      soon: soon + (known?.soon ?? 0),
      first: known && known.first < day ? known.first : day,
    })
  }
  return [...found.values()].sort(
    (a, b) => b.overdue - a.overdue || b.soon - a.soon || (a.name < b.name ? -1 : 1),
  )
}

/** The keys of entries of a guide and its sections: their first part is the place. */
export function ofGuide(slug: string, places: readonly Jurisdiction[]): Where {
  const guide = places.find((place) => place.slug === slug)
  const sections = places.filter((place) => place.guide === 'section' && place.parent === guide?.key)
  const slugs: string[] = guide ? [guide.slug, ...sections.map((place) => place.slug)] : [slug]
  // The character after “/” is “0”: everything between begins with the place.
  return {
    or: slugs.map((each) => ({
      and: [{ entry: { greater_than: `${each}/` } }, { entry: { less_than: `${each}0` } }],
    })),
  }
}
