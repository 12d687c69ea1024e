import { availableParallelism } from 'node:os'

/** Strangers who wait at a time. Each password takes a good part of a second, so nobody waits for much longer than this. */
const MOST_WAITING = 20

/** Ends a turn. */
export type Release = () => void

/**
 * Who may have a password hashed now. Hashing takes a thread of Node's pool, which also reads every file, and a core:
 * a hundred guesses at once would keep all readers waiting until the last is judged. Those who signed in before from
 * the same browser or network come before strangers.
 */
export class HashingTurns {
  #free: number
  readonly #known: ((release: Release) => void)[] = []
  readonly #strangers: ((release: Release) => void)[] = []

  /** @param atOnce passwords hashed at the same time. */
  constructor(atOnce: number) {
    this.#free = atOnce
  }

  /** Waits for a turn. @returns null for a stranger if too many wait already. */
  take(known: boolean): Promise<Release> | null {
    if (!known && this.#strangers.length >= MOST_WAITING) return null
    return new Promise((resolve) => {
      ;(known ? this.#known : this.#strangers).push(resolve)
      this.#next()
    })
  }

  /** Number of those who wait. */
  get waiting(): number {
    return this.#known.length + this.#strangers.length
  }

  #next(): void {
    if (this.#free === 0) return
    const begin = this.#known.shift() ?? this.#strangers.shift()
    if (!begin) return
    this.#free -= 1
    let ended = false
    begin(() => {
      if (ended) return
      ended = true
      this.#free += 1
      this.#next()
    })
  }
}

const KEY = Symbol.for('recourse.hashing-turns')

/** One per process: Next may load this module again. A core and a thread of the pool's four are always left. */
const shared = globalThis as { [KEY]?: HashingTurns }
export const hashingTurns = (): HashingTurns =>
  (shared[KEY] ??= new HashingTurns(Math.min(3, Math.max(1, availableParallelism() - 1))))
