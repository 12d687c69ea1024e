import type { LegalDate } from '../dates.ts'
import { isStructureKind } from '../keys.ts'
import { hasId, isSameId } from '../portable-ids.ts'
import { mayAdminister, mayEdit, mayReview, type Actor } from './actors.ts'
import { authorsOf, partakersOf, submitterOf } from './authors.ts'
import type { EditorialEvent } from './events.ts'
import type { Head } from './heads.ts'
import { sharedAuthorsOf } from './shared-changes.ts'

/** Somebody who may get a task, as forms show them. */
export interface Colleague {
  /** `user:<id>`. */
  id: string
  name: string
  /** Why this entry cannot be their task now; null if it can. */
  why: string | null
  /** The last day on which they are away; null if they are here. */
  awayUntil: LegalDate | null
}

/** Whether a person took part in what waits for a review. */
function tookPart(
  id: string,
  { open, live, secondReviewDue }: Head,
  events: readonly EditorialEvent[],
): boolean {
  if (secondReviewDue !== null && hasId(partakersOf(events), id)) return true
  if (open?.state !== 'in-review') return false
  const submitted = events.findLast(({ action, edition }) => action === 'submit' && edition === open.hash)
  return (
    (submitted !== undefined && hasId(authorsOf(submitted, live, events), id)) ||
    hasId(sharedAuthorsOf(open.hash, events), id) ||
    isSameId(submitterOf(open.hash, events), id)
  )
}

/** Whether something of an entry waits for a reviewer. */
export const waitsForReviewer = ({ open, secondReviewDue, withdrawal }: Head): boolean =>
  open?.state === 'in-review' || secondReviewDue !== null || withdrawal?.state === 'asked'

/** Why an entry cannot be a person's task now; null if it can. What waits for a review needs a reviewer who took no part. */
export function whyNotTheirs(person: Actor, head: Head, events: readonly EditorialEvent[]): string | null {
  if (!waitsForReviewer(head))
    return mayEdit(person) || (isStructureKind(head.kind) && mayAdminister(person))
      ? null
      : `${person.name} edits no entries.`
  if (!mayReview(person)) return `${person.name} is no reviewer, and a review waits.`
  if (head.withdrawal?.state === 'asked' && isSameId(head.withdrawal.by, person.id))
    return `${person.name} asked for the withdrawal: another reviewer must confirm it.`
  return tookPart(person.id, head, events)
    ? `${person.name} took part in it: somebody else must review it.`
    : null
}

/** Whether the day by which somebody had to act has passed. */
export const isLateTask = (due: LegalDate | null, today: LegalDate): boolean => due !== null && due < today
