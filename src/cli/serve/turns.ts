/** Readers who are answered in one turn of the event loop, and in one in which somebody new has come. */
const IN_A_TURN = 32
const BESIDE_NEWCOMERS = 2

/**
 * The order in which readers are answered: who asked first comes first, and only some in each turn of the event loop. Node
 * takes one new connection in a turn, and whatever the desk does takes many turns. Were everybody answered at once, as many
 * as a crowd is, a turn would be so long that newcomers and editors wait for seconds.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #left = IN_A_TURN
  #newcomers = false
  #running = false

  /** Somebody has come whose request is not read yet. */
  newcomer(): void {
    this.#newcomers = true
    this.#run()
  }

  /** @returns when it is one's turn. */
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
