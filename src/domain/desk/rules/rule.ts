import type { Edition } from '../../content/editions.ts'
import type { Actor } from '../actors.ts'
import type { Refusal } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import type { Head } from '../heads.ts'
import type { Ask } from '../request.ts'

/**
 * What bars an actor from one action; null if nothing does.
 * @param edition the edition that the action is about, if any.
 */
export type Rule<A extends Ask['action']> = (
  actor: Actor,
  ask: Extract<Ask, { action: A }>,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
) => Refusal | null

/** Rules for some actions, by action name. */
export type Rules<A extends Ask['action']> = { [Each in A]: Rule<Each> }
