import type { Edition } from '../../content/editions.ts'
import type { Actor } from '../actors.ts'
import type { Refusal } from '../decision.ts'
import type { EditorialEvent } from '../events.ts'
import type { Head } from '../heads.ts'
import type { Ask } from '../request.ts'

/**
 * What keeps an actor from one action; null where nothing does.
 * @param edition the edition that the action is about, where there is one.
 */
export type Rule<A extends Ask['action']> = (
  actor: Actor,
  ask: Extract<Ask, { action: A }>,
  head: Head,
  edition: Edition | null,
  events: readonly EditorialEvent[],
) => Refusal | null

/** Rules of some actions, by name. */
export type Rules<A extends Ask['action']> = { [Each in A]: Rule<Each> }
