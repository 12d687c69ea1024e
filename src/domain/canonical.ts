/**
 * The one canonical text of a value: properties sorted by code unit, no spaces, no undefined (RFC 8785 for the
 * values we store, which contain no floating-point numbers).
 * @throws {TypeError} for values that JSON cannot represent without loss: undefined in a list, NaN,
 *   functions, dates.
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
