import { characterProblem, cleaned, storedForm } from './text-rules.ts'

type Path = readonly string[]

/** What is wrong with one text of a value, in words for whoever sent it. */
export interface TextProblem {
  /** Names and numbers that lead to it: `['steps', '0', 'title']`. */
  path: Path
  message: string
}

/**
 * A value that comes from outside, with every text in it in the form in which it is kept, and what is wrong with those
 * that cannot be. Every way in asks this before anything else: a new field or request cannot forget it.
 * @param isLine true for texts that are one line.
 * @param leave texts that are no words (passwords): they stay as they are.
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

/** A value that machines send, with every text in it cleaned of what cannot be kept. */
export const cleanedTexts = <T>(value: T): T =>
  mapTexts(value, (text, _path, isName) => (isName ? text : cleaned(text)))

/** A value with every text in it in the form in which texts are kept. */
export const inStoredForm = <T>(value: T): T =>
  mapTexts(value, (text, _path, isName) => (isName ? text : storedForm(text)))

type Change = (text: string, path: Path, isName: boolean) => string

/** Names and numbers that lead to a text, at most, in what comes from outside: who goes on for ever falls over. */
const DEEPEST = 100

/**
 * Only plain data is looked into: dates, files and the like stay what they are.
 * @param tooDeep is told of what lies too deep, which then stays what it is.
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

/** True for an object that is nothing but its members. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
