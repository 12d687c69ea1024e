import type { Action, EditorialEvent } from '#domain/desk/events.ts'
import { isSameId } from '#domain/portable-ids.ts'
import { readActionsAmong } from '../events.ts'
import type { StoreRequest } from '../../rows.ts'

/** Who saved and submitted entries: all saves of this person, and everybody's creations and submissions. */
export async function readDeeds(
  req: StoreRequest,
  person: string,
  entries: readonly string[],
): Promise<Map<string, EditorialEvent[]>> {
  const found = await readActionsAmong(req, entries, ['create', 'save', 'submit'])
  const counts = ({ action, actor }: EditorialEvent): boolean =>
    action !== 'save' || isSameId(actor.id, person)
  return new Map([...found].map(([entry, events]) => [entry, events.filter(counts)]))
}

/** The latest event of this kind for each of these entries. */
export async function readLast(
  req: StoreRequest,
  entries: readonly string[],
  action: Action,
): Promise<Map<string, EditorialEvent>> {
  const found = await readActionsAmong(req, entries, [action])
  return new Map(
    [...found].flatMap(([entry, events]) => {
      const last = events.at(-1)
      return last ? [[entry, last]] : []
    }),
  )
}
