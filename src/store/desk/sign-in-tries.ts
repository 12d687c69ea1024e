import type { Payload } from 'payload'
import type { StoreRequest } from '../rows.ts'
import { counting, giveUseBack, isRemembered, remember, takeUse, type Limit } from './allowance.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/** Time for which a network is known in which an account was signed in to. */
const KNOWN = 180 * DAY

/** An attempt to get in. */
export interface Try {
  /** The account, as written or hashed: whether it exists makes no difference. */
  account: string
  network: string
  /** The browser, if that account was signed in to from it before; else null. */
  browser: string | null
}

interface Limits {
  browser: Limit
  pair: Limit
  network: Limit
  account: Limit
}

/** What is tried, and how often: codes are much shorter than passwords. */
const LIMITS = {
  password: {
    browser: { most: 10, each: MINUTE },
    pair: { most: 10, each: MINUTE },
    network: { most: 30, each: 20 * SECOND },
    account: { most: 100, each: MINUTE },
  },
  code: {
    browser: { most: 10, each: MINUTE },
    pair: { most: 5, each: 5 * MINUTE },
    network: { most: 15, each: 5 * MINUTE },
    account: { most: 20, each: 10 * MINUTE },
  },
} satisfies Record<string, Limits>
export type Tried = keyof typeof LIMITS

const pairOf = ({ account, network }: Try): string => `${network} ${account}`
const knownKey = (who: Try): string => `known ${pairOf(who)}`

/** The counters of an attempt, the narrowest first. */
async function countersOf(req: StoreRequest, tried: Tried, who: Try, now: Date): Promise<[string, Limit][]> {
  const limits = LIMITS[tried]
  if (who.browser !== null) return [[`${tried} browser ${who.browser}`, limits.browser]]
  const pair: [string, Limit] = [`${tried} pair ${pairOf(who)}`, limits.pair]
  if (await isRemembered(req, knownKey(who), now)) return [pair]
  return [
    pair,
    [`${tried} network ${who.network}`, limits.network],
    [`${tried} account ${who.account}`, limits.account],
  ]
}

/**
 * Counts an attempt if it is allowed: per network and account, per network, and per account from everywhere. The
 * last two don't count attempts from a network or browser from which the account was signed in to before: strangers
 * elsewhere can't lock anybody out, and guessing is slow everywhere.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const beginTry = (payload: Payload, tried: Tried, who: Try, now: Date): Promise<number> =>
  counting({ payload }, async (req) => {
    const taken: [string, Limit][] = []
    for (const [key, limit] of await countersOf(req, tried, who, now)) {
      const wait = await takeUse(req, key, limit, now)
      if (wait > 0) {
        for (const [each, of] of taken) await giveUseBack(req, each, of, now)
        return wait
      }
      taken.push([key, limit])
    }
    return 0
  })

/** Whether an attempt comes from a browser or network from which the account was signed in to before. */
export const isKnown = async (req: StoreRequest, who: Try, now: Date): Promise<boolean> =>
  who.browser !== null || (await isRemembered(req, knownKey(who), now))

/** It was right: the attempt doesn't count. */
export const tryCameOff = (request: StoreRequest, tried: Tried, who: Try, now: Date): Promise<void> =>
  counting(request, async (req) => {
    for (const [key, limit] of await countersOf(req, tried, who, now)) await giveUseBack(req, key, limit, now)
  })

/** The network is known from now on as one from which the account is signed in to. */
export const knowNetwork = (request: StoreRequest, who: Try, now: Date): Promise<void> =>
  counting(request, (req) => remember(req, knownKey(who), new Date(now.getTime() + KNOWN)))
