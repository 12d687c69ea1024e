import type { Action, EditorialEvent } from '#domain/desk/events.ts'
import { readEventsAmong } from '../events.ts'
import type { StoreRequest } from '../../rows.ts'

/** Who saved and submitted entries: all saves of this person, and everybody's creations and submissions. */
export const readDeeds = (
  req: StoreRequest,
  person: string,
  entries: readonly string[],
): Promise<Map<string, EditorialEvent[]>> =>
  readEventsAmong(req, entries, {
    or: [
      { and: [{ actorId: { equals: person } }, { action: { equals: 'save' } }] },
      { action: { in: ['create', 'submit'] } },
    ],
  })

/** The latest event of this kind for each of these entries. */
export async function readLast(
  req: StoreRequest,
  entries: readonly string[],
  action: Action,
): Promise<Map<string, EditorialEvent>> {
  const found = await readEventsAmong(req, entries, { action: { equals: action } })
  return new Map(
    [...found].flatMap(([entry, events]) => {
      const last = events.at(-1)
      return last ? [[entry, last]] : []
    }),
  )
}
