import type { Contact } from './contacts.ts'
import type { Reviewed } from './content.ts'
import { fieldsOf, type Field } from './fields.ts'
import { sameText, storedForm } from '../text-rules.ts'

/** One field before and after; null if the field is absent. */
export interface FieldChange {
  field: string
  label: string
  before: string | null
  after: string | null
  /** The parts that differ, where the field has parts. Changes recorded before 0045 have none. */
  details?: PartChange[]
}

/** One part of a field before and after; null if the part is absent. */
export interface PartChange {
  part: string
  before: string | null
  after: string | null
}

/**
 * The differences between two states of an entry, field by field, in printed order, removed fields last. The
 * same words in another Unicode form, or with another kind of space, are not a change: readers would see “Métis
 * → Métis”.
 */
export const diffEntries = (before: Reviewed | null, after: Reviewed | null): FieldChange[] => [
  ...withDetails(seenFields(unlikeFields(before, after)), before, after),
  ...orderChange(before, after),
]

/** Changes as they were recorded before fields had parts. */
export const withoutDetails = (fields: readonly FieldChange[]): FieldChange[] =>
  fields.map(({ details: _details, ...field }) => field)

/** The changes with the parts that differ. An entry that comes or goes is told as a whole. */
function withDetails(fields: FieldChange[], before: Reviewed | null, after: Reviewed | null): FieldChange[] {
  if (!before || !after) return fields
  const [was, is] = [before, after].map(
    (entry) => new Map(fieldsOf(entry, null).map((field) => [field.id, field])),
  )
  return fields.map((field) => {
    const details = partChanges(was?.get(field.field), is?.get(field.field))
    return details.length > 0 ? { ...field, details } : field
  })
}

function partChanges(was: Field | undefined, is: Field | undefined): PartChange[] {
  const textOf = (field: Field | undefined, part: string): string | null => {
    const text = field?.parts?.find(({ id }) => id === part)?.text ?? null
    return text && storedForm(text)
  }
  const parts = [...(is?.parts ?? []), ...(was?.parts ?? [])].map(({ id }) => id)
  return [...new Set(parts)]
    .map((part) => ({ part, before: textOf(was, part), after: textOf(is, part) }))
    .filter(({ before, after }) => before !== after)
}

/** The parts of an entry in order, by key and name. The text of a field shows the order of lists within it. */
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
    // The key distinguishes parts with the same name.
    const named = ({ key, name }: (typeof rows)[number]): string =>
      rows.some((other) => other.key !== key && other.name === name) ? `${name} (${key})` : name
    return rows.map((row, at) => `${at + 1}. ${storedForm(named(row))}`).join('\n') || null
  }
  return { field: 'rows', label: 'Order of its parts', before: numbered(before), after: numbered(after) }
}

/** The change of order among the parts found in both states; added or removed parts show themselves. */
function orderChange(before: Reviewed | null, after: Reviewed | null): FieldChange[] {
  const [was, is] = [before, after].map((entry) => rowsOf(entry).map(({ key }) => key))
  const stayed = (keys: string[] = [], others: string[] = []): string =>
    keys.filter((key) => others.includes(key)).join('\n')
  return stayed(was, is) === stayed(is, was) ? [] : [orderField(before, after)]
}

/** Those changed fields whose difference readers can see, in the stored form of texts. */
export const seenFields = (fields: readonly FieldChange[]): FieldChange[] =>
  fields
    .filter(({ before, after }) => !sameText(before, after))
    .map(({ field, label, before, after, details }) => ({
      field,
      label: storedForm(label),
      before: before && storedForm(before),
      after: after && storedForm(after),
      ...(details && { details }),
    }))

/**
 * Every field whose text is not identical, character by character, as the public record compared them before
 * texts had one stored form.
 */
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

/**
 * An entry as the public record told its contacts before it named their kinds: as if all were to be called
 * (fields.ts).
 */
export function withoutContactKinds(entry: Reviewed | null): Reviewed | null {
  const called = <T extends { contacts: Contact[] }>(given: T): T => ({
    ...given,
    contacts: given.contacts.map((contact) => ({ ...contact, kind: 'phone' })),
  })
  if (entry?.kind === 'profile') {
    const { emergency } = entry.content
    return { ...entry, content: { ...entry.content, emergency: emergency && called(emergency) } }
  }
  if (entry?.kind === 'channel') return { ...entry, content: called(entry.content) }
  if (entry?.kind === 'route') return { ...entry, content: called(entry.content) }
  if (entry?.kind === 'ladder')
    return { ...entry, content: { ...entry.content, steps: entry.content.steps.map(called) } }
  return entry
}
