import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { ReviewedKind } from '#domain/keys.ts'
import { isSystem } from '#domain/desk/actors.ts'
import { concernsPeople } from '#domain/mail/told-of.ts'
import { readEvents } from '#store/desk/events.ts'
import { advance, readOrBegin } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { markDeskState, readKey } from '#store/desk/working-copies.ts'
import { askTell } from '#store/tell.ts'
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

/**
 * Records an event of an entry, and asks for those to be told whom it concerns. Alone it is for what changes nothing in the
 * entry: what its lists show of it stays as it is.
 */
export async function record({ req, actor, clock }: Desk, step: Taken, by: string = actor.id): Promise<Head> {
  const at = clock.now()
  const head = await advance(req, { ...step, actor, at })
  if (concernsPeople(step.action) && !isSystem({ id: by }))
    await askTell(req, { entry: head.entry, n: head.chain.n, by: actor.name, at })
  return head
}

/**
 * Advances an entry by one step: records the event, updates the head and the state shown in lists, and asks for
 * those to be told whom it concerns.
 * @param by who stands behind what the publisher does; nobody is told of what the system began and carries out.
 */
export async function take(desk: Desk, step: Taken, by: string = desk.actor.id): Promise<Head> {
  const head = await record(desk, step, by)
  await markDeskState(desk.req, head)
  return head
}
