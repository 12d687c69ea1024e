import type { SenderBackOff } from '#domain/mail/mailing.ts'

const MINUTE = 60_000

/** Consecutive failures that open the circuit breaker. */
const FAILURES = 10
const FIRST_BACK_OFF = 5 * MINUTE
const LONGEST_BACK_OFF = 60 * MINUTE

/** Opens after consecutive failures, so that nothing is sent for a while: longer each time. */
export class CircuitBreaker {
  #inARow = 0
  #backOff: SenderBackOff | null = null
  #next = FIRST_BACK_OFF
  /** Whether the stored back-off may be out of date: an earlier process may have ended during one. */
  #stale = true

  /**
   * @param answer what the mail server, or the connection to it, said.
   * @returns the back-off that this failure starts; undefined if none.
   */
  failed(answer: string, now: Date): SenderBackOff | undefined {
    this.#inARow += 1
    if (this.#inARow < FAILURES || this.isOpen(now)) return undefined
    const until = new Date(now.getTime() + this.#next).toISOString()
    this.#backOff = { since: this.#backOff?.since ?? now.toISOString(), until, answer }
    this.#next = Math.min(2 * this.#next, LONGEST_BACK_OFF)
    this.#stale = true
    return this.#backOff
  }

  /**
   * Records an accepted mail. @returns null if the end of the back-off is still to be stored; undefined if it
   * already is.
   */
  succeeded(): null | undefined {
    const stale = this.#stale
    this.#inARow = 0
    this.#backOff = null
    this.#next = FIRST_BACK_OFF
    this.#stale = false
    return stale ? null : undefined
  }

  isOpen(now: Date): boolean {
    return this.#backOff !== null && now.toISOString() < this.#backOff.until
  }
}
