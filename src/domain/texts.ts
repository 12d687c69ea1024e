import { characterProblem, cleaned, storedForm } from './text-rules.ts'

type Path = readonly string[]

/** A problem with one text inside a value, worded for the sender. */
export interface TextProblem {
  /** The path to it: `['steps', '0', 'title']`. */
  path: Path
  message: string
}

/**
 * Converts every text in an incoming value to its stored form, and reports those that cannot be stored. Every
 * entry point calls this first, so that a new field or request cannot omit it.
 * @param isLine true for single-line texts.
 * @param leave texts that are not words (passwords): they stay unchanged.
 */
export function storedTexts<T>(
  value: T,
  {
    isLine = () => false,
    leave = () => false,
  }: { isLine?: (path: Path) => boolean; leave?: (path: Path) => boolean } = {},
): { value: T; problems: TextProblem[] } {
  const problems: TextProblem[] = []
  const check = (text: string, path: Path, multiline: boolean): void => {
    const message = characterProblem(text, { multiline })
    if (message !== null) problems.push({ path, message })
  }
  const kept = mapTexts(
    value,
    (text, path, isName) => {
      if (leave(path)) return text
      check(text, path, !isName && !isLine(path))
      return isName ? text : storedForm(text)
    },
    [],
    (path) =>
      problems.push({ path, message: `This is nested more than ${DEEPEST} levels deep: use fewer levels.` }),
  )
  return { value: kept, problems }
}

/** Cleans every text in a value sent by a machine. */
export const cleanedTexts = <T>(value: T): T =>
  mapTexts(value, (text, _path, isName) => (isName ? text : cleaned(text)))

/** Converts every text in a value to its stored form. */
export const inStoredForm = <T>(value: T): T =>
  mapTexts(value, (text, _path, isName) => (isName ? text : storedForm(text)))

type Change = (text: string, path: Path, isName: boolean) => string

/** Maximum depth of incoming values, to avoid a stack overflow. */
const DEEPEST = 100

/**
 * Walks plain data only: dates, files and the like stay unchanged.
 * @param tooDeep called for values nested too deep, which stay unchanged.
 */
function mapTexts<T>(value: T, change: Change, path: Path = [], tooDeep?: (path: Path) => void): T {
  if (typeof value === 'string') return change(value, path, false) as T
  if (tooDeep && path.length > DEEPEST && typeof value === 'object' && value !== null) {
    tooDeep(path)
    return value
  }
  if (Array.isArray(value))
    return value.map((each: unknown, index) => mapTexts(each, change, [...path, String(index)], tooDeep)) as T
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      change(name, [...path, name], true)
      return [name, mapTexts(member, change, [...path, name], tooDeep)]
    }),
  ) as T
}

/** True for an object without a class of its own. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
