import type { Head } from '#domain/desk/heads.ts'
import { putsNoteBack } from '#domain/desk/lone-decisions.ts'
import { correctChangeNote, readChange } from '#store/publish/changes.ts'
import { askPublish } from '#store/work.ts'
import { secondReviewDue } from '../desk/safety-fix.ts'
import { assertAllowed, type Desk } from '../desk.ts'
import { openEntry, take, type About } from '../entry.ts'

/**
 * Corrects the note of a public change. The event keeps the former note. Readers see the new words at once, and
 * a second review is due, unless this restores words that another person just replaced.
 */
export async function correctNote(
  desk: Desk,
  { seq, note, ...about }: About & { seq: number; note: string },
): Promise<Head> {
  const { req, actor, clock } = desk
  const { head, events } = await openEntry(req, about)
  const change = await readChange(req, seq)
  const before = change?.note ?? null
  const after = note.trim()
  assertAllowed(actor, { action: 'correct-note', seq, before, after }, head, null, events)
  // The change and the event share one instant, so that each proves the other.
  const at = clock.now()
  await correctChangeNote(req, seq, after, at)
  const now = { ...desk, clock: { now: () => at } }
  const due = putsNoteBack(events, actor.id, { seq, after }) ? {} : { secondReviewDue: secondReviewDue(now) }
  const moved = await take(now, {
    head,
    action: 'correct-note',
    edition: change?.edition ?? null,
    details: { seq, before, after, ...due },
  })
  await askPublish(req, { entry: head.entry, by: actor.name, at })
  return moved
}
