import type { Edition } from '../content/editions.ts'
import type { Actor } from './actors.ts'
import type { Decision, Refusal } from './decision.ts'
import type { EditorialEvent } from './events.ts'
import { formProblem } from './form.ts'
import type { Head } from './heads.ts'
import type { Ask, Request } from './request.ts'
import { assignment } from './rules/assignment.ts'
import { experts } from './rules/experts.ts'
import { liveEdition } from './rules/live-edition.ts'
import { review } from './rules/review.ts'
import type { Rule, Rules } from './rules/rule.ts'
import { system } from './rules/system.ts'
import { together } from './rules/together.ts'
import { threads } from './rules/threads.ts'
import { workingCopy } from './rules/working-copy.ts'

const rules: Rules<Ask['action']> = {
  ...workingCopy,
  ...review,
  ...liveEdition,
  ...assignment,
  ...together,
  ...threads,
  ...experts,
  ...system,
}

const decisionOf = (refusal: Refusal | null): Decision => refusal ?? { allowed: true }

function refusalOf(
  actor: Actor,
  ask: Ask,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
): Refusal | null {
  const rule = rules[ask.action] as Rule<Ask['action']>
  return rule(actor, ask, head, edition, events)
}

/**
 * Decides whether an actor may perform an action on an entry now, regardless of the form. Nothing else decides
 * this.
 * @param edition the edition that the action is about, if any.
 * @param events the entry's chain; for a save, the saves since the request's revision are enough.
 */
export const decide = (
  actor: Actor,
  ask: Ask,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
): Decision => decisionOf(refusalOf(actor, ask, head, edition, events))

/**
 * Decides whether a request can be carried out now: the actor may act and the form is complete. Desk actions
 * call it with the head locked.
 */
export const judge = (
  actor: Actor,
  request: Request,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
): Decision =>
  decisionOf(refusalOf(actor, request, head, edition, events) ?? formProblem(request, head, edition, events))
