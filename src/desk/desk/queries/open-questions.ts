import type { EditorialEvent } from '#domain/desk/events.ts'
import { openThreads, threadsOf } from '#domain/desk/threads.ts'
import { readThreadEvents, readThreadEventsOf } from '#store/desk/thread-events.ts'
import type { StoreRequest } from '#store/rows.ts'

const counted = (chains: ReadonlyMap<string, readonly EditorialEvent[]>): Map<string, number> =>
  new Map(
    [...chains].flatMap(([entry, events]) => {
      const open = openThreads(threadsOf(events)).length
      return open > 0 ? [[entry, open]] : []
    }),
  )

/** How many questions are open at each of these entries; those without any are left out. */
export const openQuestionsOf = async (
  req: StoreRequest,
  entries: readonly string[],
): Promise<Map<string, number>> => counted(await readThreadEventsOf(req, entries))

/** How many questions are open, by entry. */
export const openQuestions = async (req: StoreRequest): Promise<Record<string, number>> =>
  Object.fromEntries(counted(await readThreadEvents(req)))
