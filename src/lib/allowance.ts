interface Limits {
  /** Burst size, and milliseconds after which each use is restored. */
  most: number
  each: number
  /** Maximum number of keys remembered. */
  remembered: number
}

/**
 * A rate limit per key. Uses are restored one by one, so that nobody waits longer than for the next one. In memory
 * only, and bounded: the least recently used key is forgotten first.
 */
export class Allowance {
  readonly #limits: Limits
  readonly #used = new Map<string, { amount: number; at: number }>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** @returns milliseconds until the next use is allowed; 0 if it is now. */
  wait(key: string, now: Date): number {
    const { most, each } = this.#limits
    const used = this.#usedOf(key, now.getTime())
    return used + 1 <= most ? 0 : Math.ceil((used + 1 - most) * each)
  }

  take(key: string, now: Date): void {
    this.#keep(key, this.#usedOf(key, now.getTime()) + 1, now.getTime())
  }

  /** Refunds a use that turned out not to count. */
  giveBack(key: string, now: Date): void {
    if (this.#used.has(key)) this.#keep(key, this.#usedOf(key, now.getTime()) - 1, now.getTime())
  }

  get size(): number {
    return this.#used.size
  }

  /** If the clock was set back, past uses are forgiven. */
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
