import type { Payload } from 'payload'
import type { StoreRequest } from '../rows.ts'
import { counting, giveUseBack, takeUse, type Limit } from './allowance.ts'

/** Nobody says which account it will be: whoever tries too often shuts out their own network alone. */
const NETWORK: Limit = { most: 30, each: 10_000 }

const keyOf = (network: string): string => `sign-on network ${network}`

/**
 * Counts a request that the identity provider is asked for, if it is allowed from this network.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const beginSignOnTry = (payload: Payload, network: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, keyOf(network), NETWORK, now))

/**
 * Somebody was let in: nothing counts that led there.
 * @param networks one for each request that was counted.
 */
export const signOnCameOff = (request: StoreRequest, networks: readonly string[], now: Date): Promise<void> =>
  counting(request, async (req) => {
    for (const network of networks) await giveUseBack(req, keyOf(network), NETWORK, now)
  })
