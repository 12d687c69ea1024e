import { freezeEdition, thaw, type Edition } from '#domain/content/editions.ts'
import type { Reviewed } from '#domain/content/content.ts'
import type { Problem } from '#domain/content/coverage.ts'
import { sourcesOf } from '#domain/content/shared-parts.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Actor } from '#domain/desk/actors.ts'
import { decide, judge } from '#domain/desk/decide.ts'
import type { Decision } from '#domain/desk/decision.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import type { Head } from '#domain/desk/heads.ts'
import { loneDecisionsOf } from '#domain/desk/lone-decisions.ts'
import type { Ask, Request } from '#domain/desk/request.ts'
import type { DeskAction } from '#domain/desk/workflow-status.ts'

/** Stands in for what the form has yet to ask: reasons, notes and days are assumed to be given. */
const GIVEN = '—'

const SUBMISSION = {
  changeNote: GIVEN,
  changeKind: 'change',
  effectiveOn: null,
  goesLiveOn: null,
  corrects: null,
} as const

/** The working copy as it would be frozen if it were checked and submitted today. */
export const frozenNow = (entry: Reviewed, { editions, revision }: Head, today: LegalDate): Edition =>
  freezeEdition({ ...entry, inForceAsOf: today }, editions + 1, revision, SUBMISSION)

/** An entry with everything its next action may concern. */
interface Standpoint {
  head: Head
  events: readonly EditorialEvent[]
  /** The working copy as it would be frozen. */
  working: Edition
  open: Edition | null
  live: Edition | null
  /** Problems found by the coverage check. */
  problems: readonly Problem[]
  today: LegalDate
}

/**
 * Whether this actor may perform each action on an entry next, and whether what its form already states is
 * valid.
 */
export function mayNext(
  actor: Actor,
  { head, events, working, open, live, problems, today }: Standpoint,
): Record<DeskAction, Decision> {
  const may = (ask: Ask, edition: Edition | null): Decision => decide(actor, ask, head, edition, events)
  const can = (request: Request, edition: Edition | null): Decision =>
    judge(actor, request, head, edition, events)
  const lost = head.live !== null && live === null
  const freezing = { from: head.revision, submission: SUBMISSION, problems, today, lost }
  const alone = head.secondReviewDue ? loneDecisionsOf(events) : []
  const opened = live ? sourcesOf(thaw(live)).map(({ key }) => key) : []
  const openHash = head.open?.hash ?? ''
  const liveHash = head.live?.hash ?? ''
  return {
    submit: can({ action: 'submit', ...freezing }, working),
    approve: may({ action: 'approve', hash: openHash }, open),
    'request-changes': may({ action: 'request-changes', hash: openHash }, open),
    'safety-fix': can({ action: 'safety-fix', hash: null, reason: GIVEN, ...freezing }, working),
    verify: can({ action: 'verify', hash: liveHash, on: today, opened, today }, live),
    'ask-withdrawal': may({ action: 'ask-withdrawal', hash: liveHash }, live),
    'confirm-withdrawal': may({ action: 'confirm-withdrawal', hash: liveHash }, live),
    'decline-withdrawal': may({ action: 'decline-withdrawal', hash: liveHash }, live),
    'safety-withdrawal': may({ action: 'safety-withdrawal', hash: liveHash }, live),
    assign: can({ action: 'assign', to: GIVEN, due: null, today }, null),
    'second-review': may({ action: 'second-review', decision: alone.at(-1)?.n ?? 0 }, live),
  }
}
