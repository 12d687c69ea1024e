/** How many are kept: files are made a few at a time, and those of two guides may be made beside one another. */
const KEPT = 3

/**
 * Makes something of a thing when it is first asked for, and keeps only what was asked for last: what the files of one
 * guide share is composed once, and does not stay until all guides are made.
 */
export function lastFew<T extends object, V>(make: (of: T) => V, kept = KEPT): (of: T) => V {
  const values = new Map<T, V>()
  return (of) => {
    const value = values.has(of) ? (values.get(of) as V) : make(of)
    values.delete(of)
    values.set(of, value)
    for (const oldest of values.keys()) {
      if (values.size <= kept) break
      values.delete(oldest)
    }
    return value
  }
}
