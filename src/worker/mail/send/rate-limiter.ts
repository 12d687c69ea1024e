/** Maximum mails per second, in total and per domain. */
export interface Rates {
  perSecond: number
  perDomain: number
}

/** Longest wait for a turn, in milliseconds; a mail that would wait longer is put back. */
const PATIENCE = 5_000

/** Limits the sending rate by giving each mail a turn. Times are in milliseconds of a monotonic clock. */
export class RateLimiter {
  readonly #rates: Rates
  #next = 0
  readonly #domains = new Map<string, { next: number; later: number }>()

  constructor(rates: Rates) {
    this.#rates = rates
  }

  /**
   * The turn of a mail to a domain.
   * @returns how long to wait; or, if that is too long, the delay before it may be tried again.
   */
  turn(domain: string, now: number): { wait: number } | { later: number } {
    const step = 1_000 / this.#rates.perDomain
    const of = this.#domains.get(domain) ?? { next: 0, later: 0 }
    const own = Math.max(now, of.next)
    if (own - now > PATIENCE) {
      of.later = Math.max(of.later, own) + step
      return { later: of.later - now }
    }
    const at = Math.max(own, this.#next)
    of.next = own + step
    this.#domains.set(domain, of)
    this.#next = at + 1_000 / this.#rates.perSecond
    return { wait: at - now }
  }

  /** Forgets domains whose turn has passed. */
  forget(now: number): void {
    for (const [domain, { next, later }] of this.#domains)
      if (next < now && later < now) this.#domains.delete(domain)
  }
}
