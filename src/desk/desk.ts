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

/** The context of a desk action: actor, transaction and clock. */
export interface Desk {
  req: StoreRequest
  actor: Actor
  clock: Clock
  /** Time zone that determines the site's calendar day. */
  timeZone: string
  /** What is saved comes with an import: events say so, and a later import may replace it. */
  imported?: boolean
}

export const todayOf = ({ clock, timeZone }: Pick<Desk, 'clock' | 'timeZone'>): LegalDate =>
  dayIn(timeZone, clock.now())

/** The desk refuses the action. Nothing was written. */
export class Refused extends Error {
  override name = 'Refused'
  readonly decision: Exclude<Decision, { allowed: true }>

  constructor(decision: Exclude<Decision, { allowed: true }>) {
    super(decision.message)
    this.decision = decision
  }
}

/** @throws {Refused} unless the desk's rules allow the request. */
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
