import type { ReviewNote } from '#domain/desk/request.ts'
import type { Head } from '#domain/desk/heads.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'

/** Sends the open edition back to its editors, with a note for each claim that must change. */
export async function requestChanges(
  desk: Desk,
  { hash, notes, ...about }: About & { hash: string; notes: readonly ReviewNote[] },
): Promise<Head> {
  const { head, events } = await openEntry(desk.req, about)
  assertAllowed(desk.actor, { action: 'request-changes', hash, notes }, head, null, events)
  return take(desk, {
    head,
    action: 'request-changes',
    edition: head.open?.hash ?? null,
    details: {
      notes: notes.filter(({ text }) => text.trim()).map(({ claim, text }) => ({ claim, text: text.trim() })),
    },
  })
}
