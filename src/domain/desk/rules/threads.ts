import { isStructureKind } from '../../keys.ts'
import { mayAdminister, mayEdit, type Actor } from '../actors.ts'
import { first, no, type Refusal } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import type { Head } from '../heads.ts'
import { isBegunBy, threadsOf, type Thread, type ThreadAction } from '../threads.ts'
import type { Rules } from './rule.ts'

const needsARole = ({ roles }: Actor): Refusal | null =>
  roles.length > 0
    ? null
    : no('role', 'Only members of the staff ask and answer. Ask an administrator for a role.')

/** Whether a person may say that a question is settled: whoever keeps such entries, and whoever asked it. */
export const maySettle = (actor: Actor, { kind }: Pick<Head, 'kind'>, thread?: Thread): boolean =>
  mayEdit(actor) ||
  (isStructureKind(kind) && mayAdminister(actor)) ||
  (actor.roles.length > 0 && thread !== undefined && isBegunBy(thread, actor.id))

const needsToSettle = (actor: Actor, head: Head, thread: Thread | undefined): Refusal | null =>
  maySettle(actor, head, thread)
    ? null
    : no('role', 'Only editors, reviewers and whoever asked a question resolve or reopen it.')

const found = (events: readonly EditorialEvent[], thread: number): Thread | undefined =>
  threadsOf(events).find(({ n }) => n === thread)

const notThere = (): Refusal =>
  no('state', 'This question is not in the record of this entry. Reload the page.')

/** Questions and remarks: who says something, and who settles it. */
export const threads: Rules<ThreadAction> = {
  'ask-question': (actor, _ask, head) =>
    first(
      () => needsARole(actor),
      () =>
        head.revision === 0 ? no('state', 'There is nothing to ask about: save the entry first.') : null,
    ),

  'answer-question': (actor, { thread }, _head, _edition, events) =>
    first(
      () => needsARole(actor),
      () => (found(events, thread) ? null : notThere()),
    ),

  'resolve-question': (actor, { thread, seen }, head, _edition, events) => {
    const about = found(events, thread)
    const last = about?.turns.at(-1)
    return first(
      () => needsToSettle(actor, head, about),
      () => (last ? null : notThere()),
      () => (about?.open ? null : no('state', `${last?.by.name ?? 'Somebody'} has resolved this already.`)),
      () =>
        (last?.n ?? 0) > seen
          ? no(
              'stale',
              `${last?.by.name ?? 'Somebody'} wrote something meanwhile. Read it, and then resolve this.`,
            )
          : null,
    )
  },

  'reopen-question': (actor, { thread }, head, _edition, events) => {
    const about = found(events, thread)
    return first(
      () => needsToSettle(actor, head, about),
      () => (about ? null : notThere()),
      () => (about?.open ? no('state', 'This question is open.') : null),
    )
  },
}
