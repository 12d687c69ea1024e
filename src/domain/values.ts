import { storedForm } from './text-rules.ts'

/** An unknown value if it is text; otherwise an empty text. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The page number in an address; 1 by default. */
export function pageOf(text: unknown): number {
  const page = Number(textOf(text))
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}

/** Id of a relationship, whether it was read as an id or as a document; null if empty. */
export function idOf(relation: unknown): string | null {
  const id: unknown =
    typeof relation === 'object' && relation !== null ? (relation as { id?: unknown }).id : relation
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}

/**
 * A value without differences that do not matter to a person: empty fields, row ids, property order, text
 * forms.
 */
function essence(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => essence(each) ?? null) : undefined
  if (typeof value === 'string') return storedForm(value)
  if (typeof value !== 'object') return value
  const fields = Object.entries(value)
    .filter(([name]) => name !== 'id')
    .map(([name, member]) => [name, essence(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return fields.length > 0 ? fields : undefined
}

/** True if two values of a form field are equivalent. */
export const sameContent = (a: unknown, b: unknown): boolean =>
  JSON.stringify(essence(a)) === JSON.stringify(essence(b))

/** A record with the same names, and a value made for each. */
export function mapValues<N extends string, T>(
  record: Readonly<Record<N, unknown>>,
  make: (name: N) => T,
): Record<N, T> {
  const names = Object.keys(record) as N[]
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, T>
}

/** A record without its empty members. */
export const withoutEmpty = <T extends Record<string, unknown>>(
  record: T,
): { [N in keyof T]?: NonNullable<T[N]> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined)) as {
    [N in keyof T]?: NonNullable<T[N]>
  }
