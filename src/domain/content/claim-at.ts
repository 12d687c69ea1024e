import type { Kind } from '../keys.ts'
import { CLAIM_LISTS, ROW_CLAIMS } from './fields.ts'

/** Fields of a form that are part of a claim with another name. */
const PART_OF: Readonly<Record<string, string>> = {
  nature: 'classification',
  elementsNote: 'elements',
  bodyContacts: 'contacts',
}

/**
 * The claim to which a field of an entry's form belongs; null if it belongs to none.
 * @param path of the field: `penalty`, `elements.0.text`, `steps.2.title`.
 * @param keyOfRow the key of a row whose every row is a claim; null if it has none yet.
 */
export function claimAt(kind: Kind, path: string, keyOfRow: (row: number) => string | null): string | null {
  const [top = '', row = ''] = path.split('.')
  if (top === ROW_CLAIMS[kind]) {
    const key = /^\d+$/.test(row) ? keyOfRow(Number(row)) : null
    return key ? `${top}.${key}` : null
  }
  const claim = PART_OF[top] ?? top
  return CLAIM_LISTS[kind].some(({ id }) => id === claim) ? claim : null
}

/** The path of a form field, as its element's id gives it: `field-steps__2__title`, `steps-row-2`. Null if it is none. */
export function pathInId(id: string): string | null {
  const row = /^([a-zA-Z]+)-row-(\d+)$/.exec(id)
  if (row) return `${row[1]}.${row[2]}`
  return id.startsWith('field-') ? id.slice('field-'.length).replaceAll('__', '.') : null
}
