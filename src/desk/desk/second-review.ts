import type { Head } from '#domain/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'

interface SecondReview extends About {
  /** Number of the event of the newest decision that the person looked at. */
  decision: number
  note: string
}

/** Somebody who took no part in it looks at what one person decided alone, and lets it stand. */
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
