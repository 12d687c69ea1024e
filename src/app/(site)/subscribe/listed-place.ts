import type { Followable } from '#store/mail/followable.ts'

/** The place whose entries a form lists: the first of these keys that is a place on offer; null for none. */
export const listedPlace = (places: readonly Followable[], keys: readonly string[]) =>
  keys.flatMap((key) => places.find((place) => place.key === key)?.slug ?? [])[0] ?? null
