/**
 * One text for one value: properties sorted by code unit, no spaces, no undefined (RFC 8785 for the values we keep,
 * which hold no floating-point numbers).
 * @throws {TypeError} for what JSON cannot carry without loss: undefined in a list, NaN, functions, dates.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new TypeError(`${value} has no canonical form: only whole numbers are kept.`)
    return String(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(',')}]`
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
  }
  throw new TypeError(`A value of type ${typeof value} has no canonical form.`)
}

/**
 * Refuses what no database gives back as it was: halves of characters. Asked where something is hashed for the first
 * time, not where a hash is proven: what was hashed before this was asked keeps its hash.
 * @throws {TypeError} naming where it stands.
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

/** The same value, never to be changed again, all the way down. */
export function deepFreeze<T>(value: T, seen = new Set<unknown>()): T {
  if (value !== null && typeof value === 'object' && !seen.has(value)) {
    seen.add(value)
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member, seen)
  }
  return value
}
