import type { ClientField } from 'payload'
import { claimName } from '#domain/content/claim-names.ts'
import { fromLexical, plainText } from '#domain/content/rich-text.ts'
import { idOf } from '#domain/values.ts'
import { printDay } from '#admin/words.ts'
import { labelOf, valueFields } from './three-way.ts'

/** Names of records and claims, by `<collection>/<id>` and by claim id. */
export type Names = ReadonlyMap<string, string>

const all = (value: unknown): unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : value === null || value === undefined ? [] : [value]

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function richWords(value: unknown): string {
  try {
    return plainText(fromLexical(value))
  } catch {
    return 'Text with formatting that cannot be shown here.'
  }
}

function optionWords(field: Extract<ClientField, { type: 'select' }>, value: unknown): string {
  const option = field.options.find((one) => (typeof one === 'string' ? one : one.value) === value)
  const label = typeof option === 'object' ? option.label : option
  return typeof label === 'string' ? label : text(value)
}

/** A field's value in readable form. */
export function fieldWords(field: ClientField, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return ''
  if (field.type === 'checkbox') return value === true ? 'Yes' : 'No'
  if (field.type === 'richText') return richWords(value)
  if (field.type === 'group') return rowWords(field.fields, value, names)
  if (field.type === 'select')
    return all(value)
      .map((each) => optionWords(field, each))
      .join(', ')
  if (field.type === 'relationship')
    return all(value)
      .map((each) => names.get(`${String(field.relationTo)}/${idOf(each)}`) ?? idOf(each) ?? '')
      .join('\n')
  if (field.type === 'array')
    return all(value)
      .map((row, index) => `${index + 1}. ${rowWords(field.fields, row, names)}`)
      .join('\n')
  // The only lists of texts in a form are those of claims.
  if (Array.isArray(value)) return value.map((id) => claimName(text(id), names)).join(', ')
  return printDay(text(value)) || text(value)
}

function rowWords(fields: readonly ClientField[], row: unknown, names: Names): string {
  return valueFields(fields)
    .flatMap((field) => {
      if (field.name === 'id') return []
      const words = fieldWords(field, (row as Record<string, unknown> | null)?.[field.name], names)
      return words ? [`${labelOf(field)}: ${words}`] : []
    })
    .join('\n   ')
}

/** Every record these values refer to, as `<collection>/<id>`. */
export function recordsIn(field: ClientField, value: unknown): string[] {
  if (field.type === 'relationship')
    return all(value).flatMap((each) => {
      const id = idOf(each)
      return id ? [`${String(field.relationTo)}/${id}`] : []
    })
  if (field.type === 'array')
    return all(value).flatMap((row) =>
      valueFields(field.fields).flatMap((one) => recordsIn(one, (row as Record<string, unknown>)[one.name])),
    )
  if (field.type === 'group')
    return valueFields(field.fields).flatMap((one) =>
      recordsIn(one, (value as Record<string, unknown> | null)?.[one.name]),
    )
  return []
}
