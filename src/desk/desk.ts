import type { Actor } from '#domain/desk/actors.ts'
import { dayIn, type LegalDate } from '#domain/dates.ts'
import type { Decision } from '#domain/desk/decision.ts'
import { judge } from '#domain/desk/decide.ts'
import type { Request } from '#domain/desk/request.ts'
import type { Edition } from '#domain/content/editions.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import type { Clock } from '#lib/clock.ts'
import type { StoreRequest } from '#store/rows.ts'

/** Where an action of the desk happens: whose it is, in which transaction, and at what time. */
export interface Desk {
  req: StoreRequest
  actor: Actor
  clock: Clock
  /** Zone in which a day of the site begins. */
  timeZone: string
}

export const todayOf = ({ clock, timeZone }: Pick<Desk, 'clock' | 'timeZone'>): LegalDate =>
  dayIn(timeZone, clock.now())

/** The desk says no. Nothing was written. */
export class Refused extends Error {
  override name = 'Refused'
  readonly decision: Exclude<Decision, { allowed: true }>

  constructor(decision: Exclude<Decision, { allowed: true }>) {
    super(decision.message)
    this.decision = decision
  }
}

/** @throws {Refused} unless the rules of the desk allow the request. */
export function assertAllowed(
  actor: Actor,
  request: Request,
  head: Head,
  edition: Edition | null = null,
  events: readonly EditorialEvent[] = [],
): void {
  const decision = judge(actor, request, head, edition, events)
  if (!decision.allowed) throw new Refused(decision)
}
