import type { LegalDate } from '../dates.ts'
import { isStructureKind, type ReviewedKind } from '../keys.ts'
import { hasId, isSameId } from '../portable-ids.ts'
import { mayAdminister, mayEdit, mayReview, type Actor, type Role } from './actors.ts'
import { authorsOf, partakersOf } from './authors.ts'
import { submitterOf } from './submitters.ts'
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

/** The event by which an entry became the task of whoever has it. */
export const assignmentOf = (events: readonly EditorialEvent[]): EditorialEvent | undefined =>
  events.findLast(({ action }) => action === 'assign')

/** What of a head says whether a reviewer is waited for. */
interface States {
  openState: string | null
  secondReviewDue: string | null
  withdrawalState: string | null
}

/** Whether something of an entry waits for a reviewer, by its states. */
export const statesAskReviewer = ({ openState, secondReviewDue, withdrawalState }: States): boolean =>
  openState === 'in-review' || secondReviewDue !== null || withdrawalState === 'asked'

/** Whether something of an entry waits for a reviewer. */
export const waitsForReviewer = ({ open, secondReviewDue, withdrawal }: Head): boolean =>
  statesAskReviewer({
    openState: open?.state ?? null,
    secondReviewDue,
    withdrawalState: withdrawal?.state ?? null,
  })

/** What decides on the role that an entry asks of whose task it is. */
export interface AsksOf {
  kind: ReviewedKind
  /** Whether something of it waits for a reviewer. */
  waits: boolean
}

/** Whose task an entry is, and what it asks of that person. */
export const asksOf = (head: Head): AsksOf & { to: string | null } => ({
  to: head.assigned?.to ?? null,
  kind: head.kind,
  waits: waitsForReviewer(head),
})

/** Why a person's roles keep them from what an entry asks for; null if they do not. */
export function whyNotByRole(person: Pick<Actor, 'name' | 'roles'>, { kind, waits }: AsksOf): string | null {
  if (waits) return mayReview(person) ? null : `${person.name} is no reviewer, and a review waits.`
  return mayEdit(person) || (isStructureKind(kind) && mayAdminister(person))
    ? null
    : `${person.name} edits no entries.`
}

/** Why an entry cannot be a person's task now; null if it can. What waits for a review needs a reviewer who took no part. */
export function whyNotTheirs(person: Actor, head: Head, events: readonly EditorialEvent[]): string | null {
  const asks = asksOf(head)
  const byRole = whyNotByRole(person, asks)
  if (byRole !== null || !asks.waits) return byRole
  if (head.withdrawal?.state === 'asked' && isSameId(head.withdrawal.by, person.id))
    return `${person.name} asked for the withdrawal: another reviewer must confirm it.`
  return tookPart(person.id, head, events)
    ? `${person.name} took part in it: somebody else must review it.`
    : null
}

/** Whether the roles or the account of the person whose task an entry is are gone: the task is nobody's then. */
export function hasNobody(
  { to, ...asks }: AsksOf & { to: string | null },
  staff: readonly Pick<Actor, 'id' | 'name' | 'roles'>[],
): boolean {
  if (to === null) return false
  const person = staff.find(({ id }) => isSameId(id, to))
  return person === undefined || whyNotByRole(person, asks) !== null
}

/** Roles that an account had and has now; none for one that is gone. */
export interface RolesChange {
  before: readonly Role[]
  after: readonly Role[]
}

/**
 * What a change of roles makes of a task of that person: nobody can do it any more, or they can again; null if neither.
 * @param now the roles they have by now.
 */
export function taskAfterRoles(
  asks: AsksOf,
  { before, after }: RolesChange,
  now: readonly Role[],
): 'left' | 'back' | null {
  const can = (roles: readonly Role[]): boolean => whyNotByRole({ name: '', roles }, asks) === null
  const [did, does] = [can(before), can(after)]
  if (did === does || can(now) !== does) return null
  return does ? 'back' : 'left'
}

/** Whether the day by which somebody had to act has passed. */
export const isLateTask = (due: LegalDate | null, today: LegalDate): boolean => due !== null && due < today
