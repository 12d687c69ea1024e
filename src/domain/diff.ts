import type { Entry } from './content.ts'
import { fieldsOf } from './fields.ts'

/** One field before and after; null where it was, or is, not there. */
export interface FieldChange {
  field: string
  label: string
  before: string | null
  after: string | null
}

/** What differs between two states of one entry, field by field, in printed order; gone fields come last. */
export function diffEntries(before: Entry | null, after: Entry | null): FieldChange[] {
  const was = new Map(before ? fieldsOf(before, null).map((field) => [field.id, field]) : [])
  const is = new Map(after ? fieldsOf(after, null).map((field) => [field.id, field]) : [])
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((id) => ({
      field: id,
      label: is.get(id)?.label ?? was.get(id)?.label ?? id,
      before: was.get(id)?.text ?? null,
      after: is.get(id)?.text ?? null,
    }))
    .filter((change) => change.before !== change.after)
}
