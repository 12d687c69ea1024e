import { Allowance } from './allowance.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Who tries to sign in. */
export interface Try {
  /** Which account, as it is written or as its hash: whether there is one makes no difference. */
  account: string
  network: string
  /** The browser, where that account was signed in to by it before; else null. */
  browser: string | null
}

/**
 * How often somebody may try to sign in. Each network has so many tries for each account, and for all of them together;
 * each account so many from everywhere. Of the last two nothing is counted where the account was signed in to from that
 * network or by that browser before: so what strangers try elsewhere shuts nobody out, and nowhere is guessing quick.
 */
export class SignInTries {
  readonly #ofBrowser = new Allowance({ most: 10, each: MINUTE, remembered: 10_000 })
  readonly #ofPair = new Allowance({ most: 10, each: MINUTE, remembered: 20_000 })
  readonly #ofNetwork = new Allowance({ most: 30, each: 20 * SECOND, remembered: 10_000 })
  readonly #ofAccount = new Allowance({ most: 100, each: MINUTE, remembered: 10_000 })
  /** Networks from which an account was signed in to, the one longest ago first. */
  readonly #known = new Set<string>()

  /** Counts a try that may be made. @returns milliseconds until it may; 0 where it may now. */
  begin(who: Try, now: Date): number {
    const counted = this.#countedOf(who)
    const wait = Math.max(...counted.map(([allowance, key]) => allowance.wait(key, now)))
    if (wait === 0) for (const [allowance, key] of counted) allowance.take(key, now)
    return wait
  }

  /** It was the right password: the try does not count, and the network is known from now on. */
  succeeded(who: Try, now: Date): void {
    for (const [allowance, key] of this.#countedOf(who)) allowance.giveBack(key, now)
    const pair = pairOf(who)
    this.#known.delete(pair)
    if (this.#known.size >= 10_000) this.#known.delete(this.#known.values().next().value ?? '')
    this.#known.add(pair)
  }

  #countedOf(who: Try): [Allowance, string][] {
    if (who.browser !== null) return [[this.#ofBrowser, who.browser]]
    const pair = pairOf(who)
    if (this.#known.has(pair)) return [[this.#ofPair, pair]]
    return [
      [this.#ofPair, pair],
      [this.#ofNetwork, who.network],
      [this.#ofAccount, who.account],
    ]
  }
}

const pairOf = ({ account, network }: Try): string => `${network} ${account}`
