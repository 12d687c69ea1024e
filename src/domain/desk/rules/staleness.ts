import { no, type Refusal } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import type { Head } from '../heads.ts'

/** “Ada saved revision 7 on 2026-11-21 at 10:00 UTC”: who moved the working copy past a revision. */
function whoMovedPast(from: number, { revision }: Head, events: readonly EditorialEvent[]): string {
  // Only the newest: a deleted and reused key has older saves with the same revision numbers.
  const count = Math.max(revision - Math.max(from, 1), 0)
  const saves = events.filter((event) => event.action === 'save' && event.revision > from)
  const since = saves.slice(Math.max(saves.length - count, 0))
  if (since.length === 0) return 'Somebody saved it in the meantime.'
  return since
    .map((event) => {
      const changed = Array.isArray(event.details.changed) ? event.details.changed.join(', ') : ''
      return `${event.actor.name} saved revision ${event.revision} on ${event.at.slice(0, 10)} at ${event.at.slice(11, 16)} UTC${changed ? ` (${changed})` : ''}.`
    })
    .join(' ')
}

/** Refuses if someone has changed the entry since the person looked at a revision. */
export function staleness(
  from: number | null,
  head: Head,
  events: readonly EditorialEvent[],
): Refusal | null {
  if (from === null)
    return no(
      'stale',
      'This save does not say which revision it started from. Reload the entry and make your changes again.',
    )
  if (from === head.revision) return null
  if (from > head.revision)
    return no(
      'stale',
      `There is no revision ${from} of this entry: it is at revision ${head.revision}. Reload it.`,
    )
  return no(
    'stale',
    `You started from revision ${from}, but the entry is now at revision ${head.revision}. ${whoMovedPast(from, head, events)} Nothing of yours was saved over it: copy your changes, reload, and make them again.`,
  )
}
