interface Limits {
  /** So many at once, then one more each time so many milliseconds have passed. */
  most: number
  each: number
  /** How many are remembered at a time. */
  remembered: number
}

/**
 * How much each of many may still do. What was used comes back little by little, so that nobody waits for longer than
 * the next turn. In memory alone, and bounded: the one longest unheard of is forgotten first.
 */
export class Allowance {
  readonly #limits: Limits
  readonly #used = new Map<string, { amount: number; at: number }>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** @returns milliseconds until one may come again; 0 where one may now. */
  wait(key: string, now: Date): number {
    const { most, each } = this.#limits
    const used = this.#usedOf(key, now.getTime())
    return used + 1 <= most ? 0 : Math.ceil((used + 1 - most) * each)
  }

  take(key: string, now: Date): void {
    this.#keep(key, this.#usedOf(key, now.getTime()) + 1, now.getTime())
  }

  /** One that was taken was none after all. */
  giveBack(key: string, now: Date): void {
    if (this.#used.has(key)) this.#keep(key, this.#usedOf(key, now.getTime()) - 1, now.getTime())
  }

  get size(): number {
    return this.#used.size
  }

  /** A clock that was set back forgives. */
  #usedOf(key: string, at: number): number {
    const used = this.#used.get(key)
    return used && at >= used.at ? Math.max(0, used.amount - (at - used.at) / this.#limits.each) : 0
  }

  #keep(key: string, amount: number, at: number): void {
    this.#used.delete(key)
    if (amount <= 0) return
    if (this.#used.size >= this.#limits.remembered) this.#used.delete(this.#used.keys().next().value ?? '')
    this.#used.set(key, { amount, at })
  }
}
