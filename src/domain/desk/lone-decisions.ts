import { isSameId } from '../portable-ids.ts'
import type { EditorialEvent } from './events.ts'
import { answersIn, type KeptAnswer } from './law-answers.ts'
import { sharedChangesOf, type SharedChange } from './shared-changes.ts'
import { textOf } from '../values.ts'

export type LoneAction = 'safety-fix' | 'safety-withdrawal' | 'correct-note'

/** A decision that one reviewer made alone and nobody else has looked at yet. */
export interface LoneDecision {
  /** Number of its event in the entry’s chain. */
  n: number
  action: LoneAction
  by: string
  at: string
  reason: string
  /** Law change answers given with it. */
  answers: KeptAnswer[]
  /** Shared record changes approved with it. */
  shared: readonly SharedChange[]
  /** The change note for readers, if any. */
  changeNote: string | null
  /** The corrected change note; null for any other decision. */
  note: { seq: number; was: string | null; is: string } | null
  /** Number of the edition that was live before; null if nothing was. */
  before: number | null
  /** Number of the edition approved alone, or the same as `before` for a note; null for a withdrawal. */
  after: number | null
}

/**
 * Whether an event is a decision that needs a second review. A note correction needs one if it states when that
 * is due; older ones do not.
 */
export const isDecidedAlone = ({ action, details }: EditorialEvent): boolean =>
  action === 'safety-fix' ||
  action === 'safety-withdrawal' ||
  (action === 'correct-note' && typeof details.secondReviewDue === 'string')

/**
 * Whether this restores the words of a note that another person's correction, not yet reviewed, replaced: two
 * people have already seen them.
 */
export const putsNoteBack = (
  events: readonly EditorialEvent[],
  actor: string,
  { seq, after }: { seq: number; after: string },
): boolean =>
  events
    .slice(events.findLastIndex(({ action }) => action === 'second-review') + 1)
    .some(
      (event) =>
        event.action === 'correct-note' &&
        isDecidedAlone(event) &&
        !isSameId(event.actor.id, actor) &&
        event.details.seq === seq &&
        event.details.before === after,
    )

/**
 * The decisions awaiting a second review, oldest first: all since the last one.
 * @param events all events of the entry, in order of n.
 */
export function loneDecisionsOf(events: readonly EditorialEvent[]): LoneDecision[] {
  let decisions: LoneDecision[] = []
  let live: number | null = null
  const notes = new Map<string, string | null>()
  const said = new Map<string, KeptAnswer[]>()
  for (const event of events) {
    const { n, action, at, actor, edition, details } = event
    if (action === 'submit' && edition) notes.set(edition, textOf(details.changeNote) || null)
    if (edition && action !== 'verify')
      said.set(edition, [...(said.get(edition) ?? []), ...answersIn({ details })])
    if (action === 'go-live' || action === 'take-over') live = Number(details.n)
    if (action === 'withdraw') live = null
    if (action === 'second-review') decisions = []
    if (isDecidedAlone(event)) {
      const fix = action === 'safety-fix'
      const note = action === 'correct-note'
      decisions.push({
        n,
        action: action as LoneAction,
        by: actor.name,
        at,
        reason: textOf(details.reason),
        answers: fix && edition ? (said.get(edition) ?? []) : [],
        shared: fix && edition ? sharedChangesOf(edition, events) : [],
        changeNote: textOf(details.changeNote) || (fix && edition ? (notes.get(edition) ?? null) : null),
        note: note
          ? { seq: Number(details.seq), was: textOf(details.before) || null, is: textOf(details.after) }
          : null,
        before: live,
        after: fix ? Number(details.n) : note ? live : null,
      })
    }
  }
  return decisions
}
