/**
 * Values that are made once and kept by their key: between so many and twice as many. What was not asked for while so
 * many others were is forgotten, so that what many ask for stays.
 */
export class BoundedCache<T> {
  #fresh = new Map<string, T>()
  #stale = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  of(key: string, make: () => T): T {
    const known = this.#fresh.get(key)
    if (known !== undefined) return known
    const value = this.#stale.get(key) ?? make()
    if (this.#fresh.size >= this.#most) {
      this.#stale = this.#fresh
      this.#fresh = new Map()
    }
    this.#fresh.set(key, value)
    return value
  }
}
