import { canonical } from '../canonical.ts'
import { CONTACT_KINDS, type ContactKind } from '../content/contacts.ts'
import { INSTRUMENT_KINDS, PRECISIONS } from '../content/content.ts'
import type { ChainEvent } from './events.ts'
import type { FrozenCollection } from '../content/shared-parts.ts'
import { inStoredForm } from '../texts.ts'
import { textOf } from '../values.ts'

/** A shared record by its collection and id; also the name of its event chain. */
export type RecordName = `${FrozenCollection}/${string}`

export const recordName = (collection: FrozenCollection, id: string): RecordName => `${collection}/${id}`
export const collectionOf = (record: RecordName): FrozenCollection =>
  record.slice(0, record.indexOf('/')) as FrozenCollection

export const SHARED_ACTIONS = { create: 'Created', save: 'Saved', delete: 'Deleted' } as const
export type SharedAction = keyof typeof SHARED_ACTIONS

/** One link of a shared record's chain. */
export type SharedEvent = ChainEvent<SharedAction>

export type FieldValue = string | number | null
/** What is recorded of a shared record, field by field; a contact's fields are `contacts.<key>.<field>`. */
export type SharedFields = ReadonlyMap<string, FieldValue>

/** One changed field of a shared record. */
export interface FieldEdit {
  field: string
  before: FieldValue
  after: FieldValue
}

const CONTACT_FIELDS = ['kind', 'value', 'printed', 'hours', 'note'] as const

const valueOf = (value: unknown): FieldValue =>
  typeof value === 'string' || typeof value === 'number' ? inStoredForm(value) : null

/** The printed fields of one shared record: of the current record, or as frozen in an entry. */
export function fieldsOfParts(collection: FrozenCollection, parts: readonly unknown[]): SharedFields {
  const fields = new Map<string, FieldValue>()
  for (const part of parts as Record<string, unknown>[]) {
    if (collection !== 'bodies') {
      for (const [field, value] of Object.entries(part)) fields.set(field, valueOf(value))
      continue
    }
    const { kind, key, body } = part
    const { name } = (kind === undefined ? part : body) as { name?: unknown }
    fields.set('name', valueOf(name))
    if (kind === undefined) fields.set('key', valueOf(key))
    else
      for (const field of CONTACT_FIELDS) fields.set(`contacts.${textOf(key)}.${field}`, valueOf(part[field]))
  }
  return fields
}

export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  canonical(a ?? null) === canonical(b ?? null)

/** The differences between two states of a shared record. */
export const editsBetween = (before: SharedFields, after: SharedFields): FieldEdit[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => !sameValue(before.get(field), after.get(field)))
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))

/** The field changes that an event records. */
export const editsIn = ({ details }: Pick<SharedEvent, 'details'>): FieldEdit[] =>
  Array.isArray(details.changed) ? (details.changed as FieldEdit[]) : []

const NAMES: Record<string, string> = {
  name: 'name',
  title: 'title',
  url: 'address',
  precision: 'what its address names',
  kind: 'kind',
  jurisdiction: 'jurisdiction',
  year: 'year',
  number: 'number',
  extent: 'extent',
  value: 'number or address',
  printed: 'as printed',
  hours: 'hours',
  note: 'note',
}

/** A field's name in words: `title`, `contact “call-101”, hours`. */
export function fieldName(field: string): string {
  const [, row, name = ''] = /^contacts\.(.*)\.(\w+)$/.exec(field) ?? []
  return row === undefined ? (NAMES[field] ?? field) : `contact “${row}”, ${NAMES[name] ?? name}`
}

/** A field's value in words; empty if it has none. */
export function fieldWords(field: string, value: FieldValue): string {
  if (value === null) return ''
  if (field === 'precision') return PRECISIONS[value as keyof typeof PRECISIONS] ?? String(value)
  if (field === 'kind') return INSTRUMENT_KINDS[value as keyof typeof INSTRUMENT_KINDS] ?? String(value)
  if (/^contacts\..*\.kind$/.test(field)) return CONTACT_KINDS[value as ContactKind] ?? String(value)
  return String(value)
}
