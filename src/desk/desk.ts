import type { Actor } from '#domain/actors.ts'
import type { Decision } from '#domain/decide.ts'
import type { Clock } from '#lib/clock.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Where an action of the desk happens: whose it is, in which transaction, and at what time. */
export interface Desk {
  req: StoreRequest
  actor: Actor
  clock: Clock
}

/** The desk says no. Nothing was written. */
export class Refused extends Error {
  override name = 'Refused'
  readonly decision: Exclude<Decision, { allowed: true }>

  constructor(decision: Exclude<Decision, { allowed: true }>) {
    super(decision.message)
    this.decision = decision
  }
}

/** @throws {Refused} unless the decision allows it. */
export function assertAllowed(decision: Decision): void {
  if (!decision.allowed) throw new Refused(decision)
}
