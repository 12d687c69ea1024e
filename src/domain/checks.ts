import { isLegalDate, type LegalDate } from './dates.ts'

/** A type guard for unknown data: rows, and the JSON inside them, are parsed with these. */
export type Check<T> = (value: unknown) => value is T

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isNumber = (value: unknown): value is number => Number.isFinite(value)

export const isDay = (value: unknown): value is LegalDate => isText(value) && isLegalDate(value)

/** True for one of the keys of a list. */
export const isAmong =
  <N extends string>(list: Readonly<Record<N, unknown>>): Check<N> =>
  (value): value is N =>
    isText(value) && Object.hasOwn(list, value)

/** True for an object that is not an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isNullOr =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value)

export const isListOf =
  <T>(check: Check<T>): Check<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(check)

export const isRecordOf =
  <T>(check: Check<T>): Check<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isRecord(value) && Object.values(value).every(check)

/** True for an object with at least these members. */
export function isShape<T extends object>(members: { readonly [N in keyof T]: Check<T[N]> }): Check<T> {
  const checks = Object.entries<Check<unknown>>(members)
  return (value): value is T => isRecord(value) && checks.every(([name, check]) => check(value[name]))
}
