/**
 * The one canonical text of a value: properties sorted by code unit, no spaces, no undefined (RFC 8785 for the
 * values we store, which contain no floating-point numbers).
 * @throws {TypeError} for values that JSON cannot represent without loss: undefined in a list, NaN,
 *   functions, dates.
 */
export function canonical(value: unknown): string {
  const inOrder = ordered(value)
  return inOrder === NUMBERED ? spelled(value) : JSON.stringify(inOrder)
}

/**
 * The canonical text of an object in parts, a part per item of its lists, for objects whose text is too large to be held
 * at once.
 * @throws {TypeError} as `canonical` does.
 */
export function* canonicalParts(value: object): Generator<string> {
  let separator = '{'
  for (const [name, member] of Object.entries(value).sort(byName)) {
    if (member === undefined) continue
    yield `${separator}${JSON.stringify(name)}:`
    separator = ','
    if (!Array.isArray(member) || member.length === 0) yield canonical(member)
    else {
      for (let index = 0; index < member.length; index += 1)
        yield `${index === 0 ? '[' : ','}${canonical(member[index])}`
      yield ']'
    }
  }
  yield separator === '{' ? '{}' : '}'
}

/** An object holds names that are numbers in an order of its own, whatever it is made of. */
const NUMBERED = Symbol('names that are numbers')

/**
 * The same value with sorted properties, which JSON.stringify, much faster than we are, then writes in canonical form.
 * What is sorted already is not copied: most of what is hashed was read from canonical text.
 * @throws {TypeError} as `canonical` does.
 */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return orderedList(value)
  return isPlain(value) ? orderedObject(value) : assertPrimitive(value)
}

function orderedList(list: readonly unknown[]): unknown {
  let copy: unknown[] | null = null
  for (let index = 0; index < list.length; index += 1) {
    const inOrder = ordered(list[index])
    if (inOrder === NUMBERED) return NUMBERED
    if (inOrder === list[index]) continue
    copy ??= [...list]
    copy[index] = inOrder
  }
  return copy ?? list
}

function orderedObject(value: Record<string, unknown>): unknown {
  const names = Object.keys(value)
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] as string) < name)
  if (!isSorted) names.sort()
  let changed: Map<string, unknown> | null = null
  for (const name of names) {
    if (isNumber(name)) return NUMBERED
    const member = value[name]
    const inOrder = member === undefined ? undefined : ordered(member)
    if (inOrder === NUMBERED) return NUMBERED
    if (inOrder !== member) (changed ??= new Map()).set(name, inOrder)
  }
  return isSorted && !changed
    ? value
    : Object.fromEntries(names.map((name) => [name, changed?.get(name) ?? value[name]]))
}

/** The canonical text, property by property. */
function spelled(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, spelled).join(',')}]`
  if (!isPlain(value)) return JSON.stringify(assertPrimitive(value))
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(byName)
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${spelled(member)}`).join(',')}}`
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)

const isNumber = (name: string): boolean => /^\d+$/.test(name)

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function assertPrimitive(value: unknown): null | boolean | string | number {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value !== 'number') throw new TypeError(`A value of type ${typeof value} has no canonical form.`)
  if (!Number.isSafeInteger(value))
    throw new TypeError(`${value} has no canonical form: only whole numbers are kept.`)
  return value
}

/**
 * Rejects lone surrogates, which databases do not return unchanged. Called when something is first hashed, not
 * when a hash is verified: earlier hashes stay valid.
 * @throws {TypeError} naming the position.
 */
export function assertWellFormed(value: unknown, name = ''): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      throw new TypeError(`${name || 'A text'} holds half of a character (a surrogate): it is not hashed.`)
  } else if (typeof value === 'object' && value !== null)
    for (const [member, each] of Object.entries(value)) {
      assertWellFormed(member, name)
      assertWellFormed(each, name === '' ? member : `${name}.${member}`)
    }
}

/** Freezes a value recursively: plain data, which holds itself nowhere. */
export function deepFreeze<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value
  for (const member of Object.values(value)) deepFreeze(member)
  return Object.freeze(value)
}
