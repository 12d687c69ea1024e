/** Values that are made once and kept by their key: only so many, then all are forgotten. */
export class Remembered<T> {
  readonly #values = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  of(key: string, make: () => T): T {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const made = make()
    if (this.#values.size >= this.#most) this.#values.clear()
    this.#values.set(key, made)
    return made
  }
}
