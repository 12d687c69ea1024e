import type { Payload } from 'payload'
import { counting, giveUseBack, takeUse, type Limit } from './allowance.ts'

/** What one network may ask for one address, and for all addresses. */
const PAIR: Limit = { most: 1, each: 15_000 }
const NETWORK: Limit = { most: 20, each: 30_000 }

/**
 * Counts a request for a link to set a password, if it is allowed.
 * @param from hashes of the network and of the address: neither is kept.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const takePasswordLink = (
  payload: Payload,
  { network, address }: { network: string; address: string },
  now: Date,
): Promise<number> =>
  counting({ payload }, async (req) => {
    const pair = `link pair ${network} ${address}`
    const wait = await takeUse(req, pair, PAIR, now)
    if (wait > 0) return wait
    const later = await takeUse(req, `link network ${network}`, NETWORK, now)
    if (later > 0) await giveUseBack(req, pair, PAIR, now)
    return later
  })
