import { Allowance } from './allowance.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** A sign-in attempt. */
export interface Try {
  /** The account, as written or hashed: whether it exists makes no difference. */
  account: string
  network: string
  /** The browser, if that account was signed in to from it before; else null. */
  browser: string | null
}

/**
 * Limits sign-in attempts: per network and account, per network, and per account from everywhere. The last two
 * don't count attempts from a network or browser from which the account was signed in to before: strangers
 * elsewhere can't lock anybody out, and guessing is slow everywhere.
 */
export class SignInTries {
  readonly #ofBrowser = new Allowance({ most: 10, each: MINUTE, remembered: 10_000 })
  readonly #ofPair = new Allowance({ most: 10, each: MINUTE, remembered: 20_000 })
  readonly #ofNetwork = new Allowance({ most: 30, each: 20 * SECOND, remembered: 10_000 })
  readonly #ofAccount = new Allowance({ most: 100, each: MINUTE, remembered: 10_000 })
  /** Networks from which an account was signed in to, oldest first. */
  readonly #known = new Set<string>()

  /** Counts an attempt if allowed. @returns milliseconds until it is; 0 if it is now. */
  begin(who: Try, now: Date): number {
    const counted = this.#countedOf(who)
    const wait = Math.max(...counted.map(([allowance, key]) => allowance.wait(key, now)))
    if (wait === 0) for (const [allowance, key] of counted) allowance.take(key, now)
    return wait
  }

  /** The password was right: the attempt doesn't count, and the network is known from now on. */
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
