import { readFileSync } from 'node:fs'
import {
  createClientConfig,
  createLocalReq,
  type ClientField,
  type Field,
  type PayloadRequest,
  type SanitizedCollectionConfig,
} from 'payload'
import { fieldIsHiddenOrDisabled, flattenTopLevelFields } from 'payload/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { daysOf, listedColumns, listedConfig } from '#admin/desk/list/listed-fields.ts'
import { WHEN_CELL } from '#collections/fields/when-cell.ts'
import { textOf } from '#domain/values.ts'
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

/** A field as the browser has it: labels are words. */
type Shown = ClientField & { label?: string; labelWithPrefix?: string; accessor?: string; fields?: Shown[] }

const nameOf = ({ label }: Shown): string => (typeof label === 'string' ? label : '')
const isHidden = (field: Shown): boolean => fieldIsHiddenOrDisabled(field)
const isInForm = (field: Shown): boolean => !isHidden(field) && field.admin?.hidden !== true
/** The fields of each tab, with the tab's name if its data has one. */
const tabsOf = (field: Shown): { above: string; label: string; fields: Shown[] }[] =>
  field.type === 'tabs'
    ? field.tabs.map((tab) => ({
        above: 'name' in tab ? textOf(tab.label) : '',
        label: textOf(tab.label),
        fields: tab.fields as Shown[],
      }))
    : []

/** The filters that Payload offers, each with the names of what it is in: its `reduceFieldsToOptions`. */
function filterNames(fields: readonly Shown[], above: string[] = []): string[][] {
  return fields.flatMap((field): string[][] => {
    if (isHidden(field) && !('name' in field && field.name === 'id')) return []
    if (field.type === 'tabs')
      return tabsOf(field).flatMap((tab) => filterNames(tab.fields, [...above, tab.above].filter(Boolean)))
    if (field.fields) return filterNames(field.fields, [...above, nameOf(field)].filter(Boolean))
    if (field.type === 'ui' || field.admin?.disableListFilter) return []
    return [[...above, nameOf(field)]]
  })
}

/** The columns that Payload offers: its `buildColumnState` and `ColumnSelector`. */
function columnNames(fields: readonly Shown[], i18n: PayloadRequest['i18n']): string[][] {
  const flat = flattenTopLevelFields(fields as ClientField[], {
    i18n,
    keepPresentationalFields: true,
    moveSubFieldsToTop: true,
  }) as Shown[]
  const columns = flat
    .filter((field) => !isHidden(field) || ('name' in field && field.name === 'id'))
    .map((field) => ({
      accessor: field.accessor ?? ('name' in field ? String(field.name) : ''),
      active: true,
      field: field,
      Heading: null,
      renderedCells: [],
    }))
  return listedColumns(columns)
    .map(({ field }) => field as Shown)
    .filter((field) => field.admin?.disableListColumn !== true && field.type !== 'group')
    .map((field) => (field.labelWithPrefix ?? nameOf(field)).split(' > '))
}

/** What a form says of its fields. */
const wordsOfForm = (fields: readonly Shown[]): string[] =>
  fields
    .filter(isInForm)
    .flatMap((field) => [
      nameOf(field),
      ...wordsOfForm(field.fields ?? []),
      ...tabsOf(field).flatMap((tab) => [tab.label, ...wordsOfForm(tab.fields)]),
    ])

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

  it('name columns and filters of whatever editors list as its form names its fields, each once, and no ids', async () => {
    const { config } = database.payload
    const { i18n } = await createLocalReq({}, database.payload)
    const client = createClientConfig({ config, i18n, importMap: {}, user: true })
    const inMenu = listed.filter(({ admin: { group } }) => group !== false)
    expect(inMenu.map(({ slug }) => slug)).toContain('law-changes')
    const wrong = inMenu.map(({ slug, admin: { useAsTitle } }) => {
      const shown = listedConfig(client, slug, daysOf(client, slug, null))
      const fields = (shown.collections.find((each) => each.slug === slug)?.fields ?? []) as Shown[]
      const title = flattenTopLevelFields(fields as ClientField[]).find(({ name }) => name === useAsTitle)
      const form = new Set([...wordsOfForm(fields), nameOf(title as Shown)])
      const lists = [columnNames(fields, i18n), filterNames(fields)]
      const unknown = lists.flat().filter((names) => !names.every((name) => form.has(name)))
      const twice = lists.flatMap((each) => {
        const names = each.map((name) => name.join(' > '))
        return names.filter((name, at) => names.indexOf(name) !== at)
      })
      return [slug, [...new Set(unknown.flat())].sort(), twice]
    })
    // The state and the times stand above the form, in words of their own.
    const above = ['Created', 'Last modified', 'State']
    const stateless = ['bodies', 'instruments', 'sources', 'users']
    expect(wrong).toEqual(
      inMenu.map(({ slug }) => [
        slug,
        stateless.includes(slug) ? above.filter((name) => name !== 'State') : above,
        [],
      ]),
    )
  })

  it('can rely on fields that are drawn by us to say their names', () => {
    const silent = listed.flatMap(({ slug, fields }) =>
      named(fields).flatMap(({ path, field }) => {
        const own = (admin(field).components as { Field?: string | { path: string } } | undefined)?.Field
        const file = (typeof own === 'string' ? own : own?.path)?.split('#', 1)[0]
        if (!file) return []
        const drawn = readFileSync(`.${file}`, 'utf8')
        const { label } = field as { label?: unknown }
        const says = /\bfield\.label\b|\{\.\.\.props\}/.test(drawn) || drawn.includes(`>${String(label)}<`)
        return says ? [] : [`${slug}.${path}`]
      }),
    )
    expect(silent).toEqual([])
  })

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
