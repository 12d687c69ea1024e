import type { SenderBackOff } from '#domain/mail/mailing.ts'

const MINUTE = 60_000

/** Failures in a row after which nothing is sent for a while. */
const RUN = 10
const FIRST_REST = 5 * MINUTE
const LONGEST_REST = 60 * MINUTE

/** Rests when the mail server is in trouble, for longer each time. */
export class CircuitBreaker {
  #inARow = 0
  #rest: SenderBackOff | null = null
  #next = FIRST_REST
  /** Whether what is noted of a rest may be out of date: an earlier process may have ended in one. */
  #stale = true

  /**
   * @param answer what the mail server, or the connection to it, said.
   * @returns the rest that begins by this; undefined where none does.
   */
  note(answer: string, now: Date): SenderBackOff | undefined {
    this.#inARow += 1
    if (this.#inARow < RUN || this.isResting(now)) return undefined
    const until = new Date(now.getTime() + this.#next).toISOString()
    this.#rest = { since: this.#rest?.since ?? now.toISOString(), until, answer }
    this.#next = Math.min(2 * this.#next, LONGEST_REST)
    this.#stale = true
    return this.#rest
  }

  /** A mail was taken. @returns null where it must be noted that no rest is left; undefined where that was done. */
  over(): null | undefined {
    const stale = this.#stale
    this.#inARow = 0
    this.#rest = null
    this.#next = FIRST_REST
    this.#stale = false
    return stale ? null : undefined
  }

  isResting(now: Date): boolean {
    return this.#rest !== null && now.toISOString() < this.#rest.until
  }
}
