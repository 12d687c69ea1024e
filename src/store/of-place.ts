import type { Where } from 'payload'

/** Rows whose key in this field begins with a place. The character after “/” is “0”: all keys in between do. */
export const ofPlace = (field: 'entry' | 'key', slug: string): Where => ({
  and: [{ [field]: { greater_than: `${slug}/` } }, { [field]: { less_than: `${slug}0` } }],
})
