import type { Where } from 'payload'

/** The keys that begin with a place stand between these. The character after “/” is “0”. */
export const keysOfPlace = (slug: string) => ({ after: `${slug}/`, before: `${slug}0` })

/** Rows whose key in this field begins with a place. */
export const ofPlace = (field: 'entry' | 'key', slug: string): Where => {
  const { after, before } = keysOfPlace(slug)
  return { and: [{ [field]: { greater_than: after } }, { [field]: { less_than: before } }] }
}
