/** Responses started per turn of the event loop, and per turn in which a new connection arrived. */
const IN_A_TURN = 32
const BESIDE_NEWCOMERS = 2

/**
 * Queues readers first come, first served, and answers only some in each turn of the event loop. Node accepts one
 * new connection per turn, and desk requests take many turns. If a whole crowd were answered at once, a turn would
 * be so long that new connections and editors wait for seconds.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #left = IN_A_TURN
  #newcomers = false
  #running = false

  /** A connection arrived whose request has not been read yet. */
  newcomer(): void {
    this.#newcomers = true
    this.#run()
  }

  /** @returns a promise of the caller's turn; undefined if it may proceed now. */
  take(): Promise<void> | undefined {
    this.#run()
    if (this.#left > 0 && this.#waiting.length === 0) {
      this.#left -= 1
      return
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #run(): void {
    if (this.#running) return
    this.#running = true
    setImmediate(() => this.#next())
  }

  #next(): void {
    this.#running = false
    const most = this.#newcomers ? BESIDE_NEWCOMERS : IN_A_TURN
    this.#newcomers = false
    const now = this.#waiting.splice(0, most)
    this.#left = most - now.length
    if (now.length > 0 || this.#left < IN_A_TURN) this.#run()
    for (const begin of now) begin()
  }
}
