/**
 * Caches values by key, between `most` and twice as many. A value not used while that many others were is evicted,
 * so that popular ones stay.
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
