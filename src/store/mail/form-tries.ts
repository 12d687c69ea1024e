import type { Payload } from 'payload'
import { counting, takeUse, type Limit } from '../desk/allowance.ts'

/** What one network may send at once, and milliseconds until it may send one more. */
const PER_NETWORK: Limit = { most: 10, each: 60_000 }

/**
 * Counts a form with an address, for all servers together.
 * @param network hashed: none is kept.
 * @returns milliseconds until it is allowed; 0 if it is now.
 */
export const takeForm = (payload: Payload, network: string, now: Date): Promise<number> =>
  counting({ payload }, (req) => takeUse(req, `form network ${network}`, PER_NETWORK, now))
