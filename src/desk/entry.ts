import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { readEvents } from '#store/desk/events.ts'
import { advance, readOrBegin } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { markDeskState, readKey } from '#store/desk/working-copies.ts'
import type { Desk } from './desk.ts'

/** The entry that an action is about: kind and id of its working copy. */
export interface About {
  kind: ReviewedKind
  id: string
}

/** An entry's head with all its events. */
export async function openEntry(
  req: StoreRequest,
  { kind, id }: About,
): Promise<{ head: Head; events: EditorialEvent[] }> {
  const key = await readKey(req, kind, id)
  const [head, events] = [await readOrBegin(req, key, kind), await readEvents(req, key)]
  return { head, events }
}

type Taken = Omit<Parameters<typeof advance>[1], 'actor' | 'at'>

/** Advances an entry by one step: records the event, updates the head and the state shown in lists. */
export async function take({ req, actor, clock }: Desk, step: Taken): Promise<Head> {
  const head = await advance(req, { ...step, actor, at: clock.now() })
  await markDeskState(req, head)
  return head
}
