import { TELLING_OF_THREADS } from '#domain/desk/threads.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { StoreRequest } from '../rows.ts'
import { readChains, readEventsAmong } from './events.ts'

const OF_THREADS = { action: { in: [...TELLING_OF_THREADS] } }

/** The events that say what threads these entries have, by entry and in order of n. */
export const readThreadEventsOf = (
  req: StoreRequest,
  entries: readonly string[],
): Promise<Map<string, EditorialEvent[]>> => readEventsAmong(req, entries, OF_THREADS)

/** The same of all entries. */
export const readThreadEvents = (req: StoreRequest): Promise<Map<string, EditorialEvent[]>> =>
  readChains(req, 'editorial-events', OF_THREADS)
