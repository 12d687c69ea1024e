import { holdOf, PUBLISHING_CHAIN, type Hold, type HoldAction } from '#domain/desk/hold.ts'
import type { StoreRequest } from '../rows.ts'
import { readLastEvent } from './events.ts'

/** Whether publishing is held, as the last event of its chain says; `n` is that event's number, 0 before the first. */
export async function readPublishingEnd(req: StoreRequest): Promise<{ n: number; hold: Hold | null }> {
  const last = await readLastEvent<HoldAction>(req, 'shared-events', PUBLISHING_CHAIN)
  return { n: last?.n ?? 0, hold: holdOf(last) }
}

export const readHold = async (req: StoreRequest): Promise<Hold | null> => (await readPublishingEnd(req)).hold
