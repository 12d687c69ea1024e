import type { ClientField } from 'payload'
import { isRecord } from '#domain/checks.ts'
import { idOf, sameContent } from '#domain/values.ts'

type Data = Record<string, unknown>

/** Path of a value in a document: names and, in arrays, indices. */
export type Path = readonly (string | number)[]

/** One field in three states of a document: the common base, the form, and what is saved now. */
export interface Compared {
  path: Path
  /** “Steps › 2. Call 101 › What to do”. */
  label: string
  field: ClientField
  base: unknown
  mine: unknown
  theirs: unknown
  /**
   * Who changed it: `both` where both did differently; the same change by both counts as theirs. Without a base nobody
   * can tell: whatever differs counts as `both`, so that it is asked.
   */
  by: 'mine' | 'theirs' | 'both'
}

/** Fields the desk maintains, or that never change. */
const OWN = new Set([
  'id',
  'key',
  'label',
  'place',
  'revision',
  'deskState',
  'inForceAsOf',
  'createdAt',
  'updatedAt',
  'sessions',
])

/** The label of a field in the form. */
export function labelOf(field: ClientField): string {
  if ('label' in field && typeof field.label === 'string') return field.label
  return 'name' in field ? field.name : ''
}

/** Fields that hold values, taken out of the rows and panels that only lay them out. */
export const valueFields = (fields: readonly ClientField[]): Extract<ClientField, { name: string }>[] =>
  fields.flatMap((field) => {
    if (field.type === 'row' || field.type === 'collapsible') return valueFields(field.fields)
    if (field.type === 'tabs') return field.tabs.flatMap((tab) => valueFields(tab.fields))
    return 'name' in field && field.type !== 'ui' ? [field] : []
  })

/** A field that no form shows: the system keeps it. */
function isHidden(field: ClientField): boolean {
  const { hidden, disabled } = (field as { admin?: { hidden?: boolean; disabled?: boolean } }).admin ?? {}
  return hidden === true || disabled === true
}

/** A row's permanent identifier. */
const rowName = (row: unknown): string | null => (isRecord(row) ? (idOf(row.key) ?? idOf(row.id)) : null)

/** Rows of three arrays with the same identifiers in the same order; otherwise the array is compared as a whole. */
function sameRows(arrays: readonly unknown[]): boolean {
  const names = arrays.map((rows) => (Array.isArray(rows) ? rows.map(rowName) : []))
  const [first = [], ...others] = names
  return (
    first.length > 0 &&
    first.every((name) => name !== null) &&
    others.every((other) => JSON.stringify(other) === JSON.stringify(first))
  )
}

const TITLES = ['title', 'heading', 'label', 'printed', 'provision', 'pinpoint', 'text']

function rowTitle(row: unknown, index: number): string {
  const words = isRecord(row)
    ? TITLES.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '')
    : undefined
  const text = typeof words === 'string' ? words : ''
  return `${index + 1}${text ? `. ${text.length > 40 ? `${text.slice(0, 40)}…` : text}` : ''}`
}

/** A form stores an empty array as its row count. */
const valueOf = (field: ClientField, value: unknown): unknown =>
  field.type === 'array' && !Array.isArray(value) ? [] : value

const at = (value: unknown, name: string | number): unknown =>
  Array.isArray(value) ? (value[name as number] as unknown) : isRecord(value) ? value[name] : undefined

interface Three {
  /** The state that the form started from; null if nobody knows it. */
  base: Data | null
  mine: Data
  theirs: Data
}

/** The same place in each of the three; `known` tells an empty base from a missing one. */
interface Within {
  known: boolean
  base: unknown
  mine: unknown
  theirs: unknown
}

const whoChanged = ({ known, base, mine, theirs }: Within): Compared['by'] | null => {
  const agree = sameContent(mine, theirs)
  if (!known) return agree ? null : 'both'
  const byMe = !sameContent(base, mine)
  const byThem = !sameContent(base, theirs)
  if (!byMe && !byThem) return null
  return byMe && byThem && !agree ? 'both' : byThem ? 'theirs' : 'mine'
}

function compareIn(
  fields: readonly ClientField[],
  three: Within,
  path: Path,
  above: readonly string[],
): Compared[] {
  return valueFields(fields).flatMap((field): Compared[] => {
    if (path.length === 0 && OWN.has(field.name)) return []
    if (field.name === 'id' || isHidden(field)) return []
    const { known } = three
    const base = valueOf(field, at(three.base, field.name))
    const mine = valueOf(field, at(three.mine, field.name))
    const theirs = valueOf(field, at(three.theirs, field.name))
    const by = whoChanged({ known, base, mine, theirs })
    if (by === null) return []
    const labels = [...above, labelOf(field)]
    const here = [...path, field.name]
    if (field.type === 'group') return compareIn(field.fields, { known, base, mine, theirs }, here, labels)
    const arrays = known ? [base, mine, theirs] : [mine, theirs]
    const mixed = !known || (!sameContent(base, mine) && !sameContent(base, theirs))
    if (field.type === 'array' && mixed && sameRows(arrays))
      return (mine as unknown[]).flatMap((row, index) =>
        compareIn(
          field.fields,
          { known, base: at(base, index), mine: row, theirs: at(theirs, index) },
          [...here, index],
          [...labels, rowTitle(known ? at(base, index) : row, index)],
        ),
      )
    return [{ path: here, label: labels.join(' › '), field, base, mine, theirs, by }]
  })
}

/** Every changed field, in form order. */
export const compareThree = (fields: readonly ClientField[], three: Three): Compared[] =>
  compareIn(fields, { ...three, known: three.base !== null }, [], [])

function withValue(target: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) return value
  if (typeof name === 'number') {
    const rows = Array.isArray(target) ? [...(target as unknown[])] : []
    rows[name] = withValue(rows[name], rest, value)
    return rows
  }
  const data = isRecord(target) ? target : {}
  return { ...data, [name]: withValue(data[name], rest, value) }
}

/**
 * Their document with my changes applied: fields only I changed, and conflicts as chosen.
 * @param chosen dot-joined paths of the conflicts for which mine was chosen.
 */
export function carryOver(theirs: Data, compared: readonly Compared[], chosen: ReadonlySet<string>): Data {
  return compared
    .filter(({ by, path }) => by === 'mine' || (by === 'both' && chosen.has(path.join('.'))))
    .reduce<Data>((data, { path, mine }) => withValue(data, path, mine) as Data, theirs)
}

/** An old state of a document applied to the newest, except for fields the desk maintains, and its place. */
export function onTopOf(newest: Data, old: Data): Data {
  const kept = Object.fromEntries(
    Object.entries(newest).filter(([name]) => OWN.has(name) || name === 'jurisdiction'),
  )
  return { ...newest, ...old, ...kept }
}
