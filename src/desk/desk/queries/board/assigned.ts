import { mayAdminister, mayEdit } from '#domain/desk/actors.ts'
import { isLateTask } from '#domain/desk/assignees.ts'
import { DESK_STATES, type DeskState } from '#domain/desk/heads.ts'
import { isStructureKind } from '#domain/keys.ts'
import { each, facts, type Tell } from './facts.ts'

const stateOf = ({ openState, liveHash }: { openState: string | null; liveHash: string | null }): string =>
  DESK_STATES[(openState ?? (liveHash === null ? 'never-live' : 'live')) as DeskState].toLowerCase()

/** What is this person's task. */
export const assigned: Tell = each((head, { today }) =>
  facts({
    verb: head.openState === 'in-review' || head.secondReviewDue !== null ? 'Review' : 'Open',
    words: stateOf(head),
    late: isLateTask(head.assignedDue, today),
    review: head.openState === 'in-review' || head.secondReviewDue !== null,
  }),
)

/** What is the task of somebody who cannot do it any more. */
export const unassigned: Tell = each((head, { actor, today }) =>
  facts({
    verb: 'Assign',
    words: stateOf(head),
    late: isLateTask(head.assignedDue, today),
    others:
      mayEdit(actor) || (isStructureKind(head.kind) && mayAdminister(actor))
        ? null
        : 'An editor or a reviewer must assign it anew',
  }),
)
