import type { Head } from '#domain/heads.ts'
import { assertAllowed, type Desk } from './desk.ts'
import { openEntry, take, type About } from './entry.ts'

/** Somebody who took no part in it looks at what one person decided alone, and lets it stand. */
export async function secondReview(desk: Desk, { note, ...about }: About & { note: string }): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'second-review', note }, head, null, events)
  return take(desk, {
    head,
    action: 'second-review',
    edition: head.live?.hash ?? null,
    details: { note: note.trim() || null },
  })
}
