import type { ArrayField, TextField } from 'payload'
import { cutSlug, isRowKey, slugify } from '#domain/keys.ts'
import { textOf } from '#domain/values.ts'

/** A short slug of a row's own text: `call-101`. */
const wordOf = (text: unknown): string =>
  cutSlug(slugify(textOf(text).split(/\s+/).slice(0, 6).join(' ')), 40)

/**
 * The stable key of a row inside an entry, for citations, diffs and anchors. Derived from the row's text if
 * left empty, and kept when that text changes later.
 */
export const rowKey = (from: string): TextField => ({
  type: 'text',
  name: 'key',
  label: 'Key',
  validate: (value: unknown) =>
    typeof value === 'string' && isRowKey(value)
      ? true
      : 'A row key is made of lower-case letters, digits and single hyphens.',
  hooks: {
    beforeValidate: [
      ({ value, siblingData }) =>
        textOf(value) || wordOf((siblingData as Record<string, unknown>)[from]) || 'row',
    ],
  },
  admin: {
    description: 'Names this row in citations and links. Made for you; do not change it once used.',
    width: '30%',
  },
})

/** Requires distinct row keys, and no more rows than a page can carry. */
export const distinctKeys =
  (limit: number): NonNullable<ArrayField['validate']> =>
  (rows) => {
    const keys = ((rows ?? []) as { key?: string }[]).map(({ key }) => key).filter(Boolean)
    const twice = keys.find((key, index) => keys.indexOf(key) !== index)
    if (twice) return `Two rows have the key “${twice}”: give one of them another key.`
    return keys.length > limit ? `There are ${keys.length} rows; at most ${limit} are kept.` : true
  }
