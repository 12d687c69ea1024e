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
 * What is sorted already is not copied.
 * @throws {TypeError} as `canonical` does.
 */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = Array.from(value, ordered)
    if (items.includes(NUMBERED)) return NUMBERED
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!isPlain(value)) return assertPrimitive(value)
  const names = Object.keys(value)
  let isSame = names.every((name, index) => index === 0 || (names[index - 1] as string) < name)
  if (!isSame) names.sort()
  const members: [string, unknown][] = []
  for (const name of names) {
    const member = value[name]
    const inOrder = member === undefined ? undefined : ordered(member)
    if (inOrder === NUMBERED || isNumber(name)) return NUMBERED
    isSame &&= inOrder === member
    members.push([name, inOrder])
  }
  return isSame ? value : Object.fromEntries(members)
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

/** Freezes a value recursively. */
export function deepFreeze<T>(value: T, seen = new Set<unknown>()): T {
  if (value !== null && typeof value === 'object' && !seen.has(value)) {
    seen.add(value)
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member, seen)
  }
  return value
}
