import type { Head } from '#domain/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'

interface SecondReview extends About {
  /** Event number of the newest decision the person looked at. */
  decision: number
  note: string
}

/** Someone who took no part reviews what one person decided alone and confirms it. */
export async function secondReview(desk: Desk, { decision, note, ...about }: SecondReview): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'second-review', decision, note }, head, null, events)
  return take(desk, {
    head,
    action: 'second-review',
    edition: head.live?.hash ?? null,
    details: { note: note.trim() || null, decision },
  })
}
