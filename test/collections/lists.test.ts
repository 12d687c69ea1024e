import { flattenTopLevelFields } from 'payload/shared'
import type { Field, SanitizedCollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WHEN_CELL } from '#collections/fields/when-cell.ts'
import { openDatabase, missing, type TestDatabase } from '../support/database.ts'

interface Named {
  path: string
  field: Field & { name: string }
}

const admin = (field: Field): Record<string, unknown> => field.admin ?? {}

/** All fields with data, also those inside others. */
function named(fields: readonly Field[], prefix = ''): Named[] {
  return fields.flatMap((field): Named[] => {
    if (field.type === 'tabs')
      return named(
        field.tabs.flatMap((tab) => tab.fields),
        prefix,
      )
    const path = 'name' in field ? `${prefix}${field.name}` : prefix
    const own = 'name' in field && field.type !== 'ui' ? [{ path, field: field as Named['field'] }] : []
    const inner = 'fields' in field ? named(field.fields, 'name' in field ? `${path}.` : prefix) : []
    return [...own, ...inner]
  })
}

const isOffered = ({ field }: Named): boolean =>
  !('hidden' in field && field.hidden) && admin(field).disabled !== true && !admin(field).disableListFilter

describe.skipIf(missing)('the lists of the admin', () => {
  let database: TestDatabase
  let listed: SanitizedCollectionConfig[]

  beforeAll(async () => {
    database = await openDatabase()
    listed = database.payload.config.collections.filter((each) => each.admin.hidden !== true)
  })
  afterAll(() => database?.close())

  it('offer as filters what a form shows, and of what it hides only the state and the dates that stand above it', () => {
    const unseen = listed.flatMap(({ slug, fields }) =>
      named(fields)
        .filter((each) => isOffered(each) && admin(each.field).hidden === true)
        .map(({ path }) => `${slug}.${path}`),
    )
    expect(new Set(unseen.map((each) => each.replace(/^[^.]+\./, '')))).toEqual(
      new Set(['deskState', 'state', 'createdAt', 'updatedAt']),
    )
  })

  it('offer no parts of a form that hold nothing as columns, and no ids', () => {
    const columns = listed.flatMap(({ slug, fields, admin: { useAsTitle } }) =>
      flattenTopLevelFields(fields, { keepPresentationalFields: true, moveSubFieldsToTop: true })
        .filter((field) => admin(field as Field).disableListColumn !== true)
        .filter((field) => field.type === 'ui' || field.name === 'id' || !('label' in field && field.label))
        .filter((field) => field.name !== useAsTitle && !('hidden' in field && field.hidden))
        .filter((field) => admin(field as Field).disabled !== true)
        .map(({ name }) => `${slug}.${name}`),
    )
    expect(columns).toEqual([])
  })

  it('show each day and each instant that is kept as text as people write it', () => {
    const kept = /(?:At|On|Since|Until|Day|Due|AsOf|UpTo|Before)$|^(?:at|day|since|until|from|modified)$/
    const bare = listed.flatMap(({ slug, fields }) =>
      named(fields)
        .filter(({ field }) => field.type === 'text' && kept.test(field.name))
        .filter(
          ({ field }) => (admin(field).components as { Cell?: unknown } | undefined)?.Cell !== WHEN_CELL,
        )
        .map(({ path }) => `${slug}.${path}`),
    )
    expect(bare).toEqual([])
  })
})
