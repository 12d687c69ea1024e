import type { EditionState } from './workflow-status.ts'
import type { EditorialEvent } from './events.ts'

/** The state of each edition of an entry, by hash, derived from its events. */
export function editionStates(events: readonly EditorialEvent[]): Map<string, EditionState> {
  const states = new Map<string, EditionState>()
  let live: string | null = null
  let open: string | null = null
  const end = (hash: string | null, state: EditionState): void => {
    if (hash !== null) states.set(hash, state)
  }
  for (const { action, edition, details } of events) {
    if (edition === null) continue
    if (action === 'submit') {
      if (open !== null) end(open, 'replaced')
      open = edition
      states.set(edition, 'in-review')
    }
    // The entry was left out of the law change for which this edition was written.
    if (action === 'flag' && details.leftOut && edition === open) states.set(edition, 'changes-requested')
    if (action === 'request-changes') states.set(edition, 'changes-requested')
    if (action === 'approve' || action === 'safety-fix') states.set(edition, 'approved')
    // It has been decided, so it is no longer open: events that send an open edition back don't affect it.
    if (action === 'safety-fix' && open === edition) open = null
    if (action === 'go-live' || action === 'take-over') {
      if (live !== edition) end(live, 'superseded')
      states.set(edition, 'live')
      live = edition
      if (open === edition) open = null
      else if (open !== null) states.set(open, 'changes-requested')
    }
    if (action === 'withdraw') {
      end(live, 'withdrawn')
      live = null
      if (open !== null) states.set(open, 'changes-requested')
    }
  }
  return states
}
