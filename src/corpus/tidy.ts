import { isRecord } from '#domain/checks.ts'
import type { ListName } from './corpus.ts'
import { corpusJsonSchema } from './schema.ts'

/** The part of JSON Schema that a corpus file uses. */
export interface Schema {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  default?: unknown
}

let read: Record<string, Schema> | null = null

/** The schema of a list's records, or of the site. */
export function schemaOf(list: ListName | 'site'): Schema {
  read ??= (corpusJsonSchema() as Schema).properties ?? {}
  const schema = read[list]
  if (!schema) throw new TypeError(`A corpus has no ${list}.`)
  return schema.items ?? schema
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function tidied(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each: unknown) => (schema.items ? tidied(schema.items, each) : each))
  const { properties } = schema
  if (!properties || !isRecord(value)) return value
  const members = Object.entries(properties).flatMap(([name, inner]): [string, unknown][] => {
    const member = tidied(inner, value[name])
    return isEmpty(member) || JSON.stringify(member) === JSON.stringify(inner.default) ? [] : [[name, member]]
  })
  return Object.fromEntries(members)
}

/** A record as a file says it: in the order of the schema, without what is empty or follows by itself. */
export const tidy = (list: ListName | 'site', record: object): Record<string, unknown> =>
  tidied(schemaOf(list), record) as Record<string, unknown>
