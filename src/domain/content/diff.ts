import type { Reviewed } from './content.ts'
import { fieldsOf } from './fields.ts'
import { sameText, storedForm } from '../text-rules.ts'

/** One field before and after; null where it was, or is, not there. */
export interface FieldChange {
  field: string
  label: string
  before: string | null
  after: string | null
}

/**
 * What differs between two states of one entry, field by field, in printed order; gone fields come last. The same words
 * in another form of Unicode, or with another kind of space, are no change: readers would see “Métis → Métis”.
 */
export const diffEntries = (before: Reviewed | null, after: Reviewed | null): FieldChange[] => [
  ...seenFields(unlikeFields(before, after)),
  ...orderChange(before, after),
]

/** The parts of an entry in their order, by key and name. Lists within one field have their order in its words. */
export function rowsOf(entry: Reviewed | null): { key: string; name: string }[] {
  if (entry?.kind === 'ladder') return entry.content.steps.map(({ key, title }) => ({ key, name: title }))
  if (entry?.kind === 'essential')
    return entry.content.sections.map(({ key, heading }) => ({ key, name: heading }))
  return []
}

/** The order of the parts before and after. */
export function orderField(before: Reviewed | null, after: Reviewed | null): FieldChange {
  const numbered = (entry: Reviewed | null): string | null => {
    const rows = rowsOf(entry)
    // Parts of one name are told apart by their keys.
    const named = ({ key, name }: (typeof rows)[number]): string =>
      rows.some((other) => other.key !== key && other.name === name) ? `${name} (${key})` : name
    return rows.map((row, at) => `${at + 1}. ${storedForm(named(row))}`).join('\n') || null
  }
  return { field: 'rows', label: 'Order of its parts', before: numbered(before), after: numbered(after) }
}

/** Where parts that stayed stand in another order: one that came or went is told by the part itself. */
function orderChange(before: Reviewed | null, after: Reviewed | null): FieldChange[] {
  const [was, is] = [before, after].map((entry) => rowsOf(entry).map(({ key }) => key))
  const stayed = (keys: string[] = [], others: string[] = []): string =>
    keys.filter((key) => others.includes(key)).join('\n')
  return stayed(was, is) === stayed(is, was) ? [] : [orderField(before, after)]
}

/** Of fields that differ those that a reader sees differ, in the form in which texts are kept. */
export const seenFields = (fields: readonly FieldChange[]): FieldChange[] =>
  fields
    .filter(({ before, after }) => !sameText(before, after))
    .map(({ field, label, before, after }) => ({
      field,
      label: storedForm(label),
      before: before && storedForm(before),
      after: after && storedForm(after),
    }))

/** Every field that is not the same text, character by character: what the public record kept until texts had one form. */
export function unlikeFields(before: Reviewed | null, after: Reviewed | null): FieldChange[] {
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
