import { decide } from '#domain/desk/decide.ts'
import { newHead, type Head } from '#domain/desk/heads.ts'
import type { Ask } from '#domain/desk/request.ts'
import { Refused, type Desk } from '../desk.ts'

/**
 * Refuses whoever lacks the role before anything else is said: it does not depend on the entry.
 * @throws {Refused}
 */
export function assertRole({ actor }: Pick<Desk, 'actor'>, ask: Ask, head?: Head | null): void {
  const decision = decide(actor, ask, head ?? newHead('', 'offence'), null, [])
  if (!decision.allowed && decision.because === 'role') throw new Refused(decision)
}
