import type { DuePlace } from '#domain/desk/board.ts'
import type { Jurisdiction } from '#domain/content/jurisdictions.ts'
import { SHARED_ESSENTIALS } from '#domain/content/names.ts'
import { NO_PLACE } from '#domain/keys.ts'
import type { DueCount } from '#store/desk/board/due-places.ts'

/** Entries that belong to no guide. */
const GLOBAL = { slug: NO_PLACE, name: SHARED_ESSENTIALS }

/** Due verifications by the guide that prints them: a guide's sections count towards it. */
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

/** Slugs of a guide and of its sections. */
export function placesOfGuide(slug: string, places: readonly Jurisdiction[]): string[] {
  const guide = places.find((place) => place.slug === slug)
  const sections = places.filter((place) => place.guide === 'section' && place.parent === guide?.key)
  return guide ? [guide.slug, ...sections.map((place) => place.slug)] : [slug]
}

/** The display name of a guide. */
export const nameOfGuide = (slug: string, places: readonly Jurisdiction[]): string =>
  places.find((place) => place.slug === slug)?.name ?? (slug === GLOBAL.slug ? GLOBAL.name : slug)
