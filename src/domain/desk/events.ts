import { assertWellFormed, canonical } from '../canonical.ts'
import { sha256, type Sha256 } from '../hash.ts'

/** What people and the system do to entries. A name never changes its meaning. */
export const ACTIONS = {
  create: 'Created',
  save: 'Saved',
  delete: 'Deleted',
  submit: 'Submitted for review',
  'request-changes': 'Changes requested',
  approve: 'Approved',
  'safety-fix': 'Approved alone, for safety',
  'go-live': 'Went live',
  verify: 'Verified, unchanged',
  'ask-withdrawal': 'Withdrawal asked for',
  'decline-withdrawal': 'Withdrawal declined',
  'confirm-withdrawal': 'Withdrawal confirmed',
  'safety-withdrawal': 'Withdrawal decided alone, for safety',
  withdraw: 'Withdrawn',
  'second-review': 'Reviewed a second time',
  'correct-note': 'Change note corrected',
  flag: 'Flagged for a law change',
  assign: 'Assigned',
  part: 'Taken out of those that go live together',
  'ask-expert': 'Expert asked',
  'expert-answer': 'Expert answered',
  'end-expert': 'Link of an expert ended',
  'ask-question': 'Asked',
  'answer-question': 'Answered',
  'resolve-question': 'Question resolved',
  'reopen-question': 'Question reopened',
  'take-over': 'Taken over as it was published before it was reviewed',
} as const
export type Action = keyof typeof ACTIONS

/** One link of a chain of events. */
export interface ChainEvent<A extends string> {
  /** The chain's name: the key of an entry, or the name of another chain. */
  entry: string
  /** 1 for the first event of a key, without gaps; continues when an entry is deleted and its key reused. */
  n: number
  /** Instant, ISO 8601 in UTC. */
  at: string
  actor: { id: string; name: string }
  action: A
  /** Revision of the working copy after the action. */
  revision: number
  /** Hash of the edition the event is about, if any. */
  edition: Sha256 | null
  /** Reason, notes, dates: plain data. */
  details: Record<string, unknown>
  /** Hash of the previous event; null for the first. */
  previous: Sha256 | null
  /** SHA-256 over the canonical JSON of all the fields above. */
  hash: Sha256
}

/** One link of an entry's chain of events. */
export type EditorialEvent = ChainEvent<Action>

export type EventBody<A extends string = Action> = Omit<ChainEvent<A>, 'hash'>

export function eventHash({
  entry,
  n,
  at,
  actor,
  action,
  revision,
  edition,
  details,
  previous,
}: EventBody<string>): Sha256 {
  return sha256(
    canonical({
      entry,
      n,
      at,
      actor: { id: actor.id, name: actor.name },
      action,
      revision,
      edition,
      details,
      previous,
    }),
  )
}

/** @throws {TypeError} for text that a database would not return unchanged. */
export function sealEvent<A extends string>(body: EventBody<A>): ChainEvent<A> {
  assertWellFormed(body)
  return { ...body, hash: eventHash(body) }
}

/** True if the event's hash matches its content. */
export function isSealed(event: ChainEvent<string>): boolean {
  try {
    return eventHash(event) === event.hash
  } catch {
    return false // a body without a canonical form was never sealed
  }
}

/** The end of a chain, as stored in a head and recorded with a release. */
export interface ChainEnd {
  n: number
  hash: Sha256 | null
}

/**
 * Describes the first broken link of an entry's chain; null if the chain is intact.
 * @param events all events of the entry, in order of n.
 * @param end the end of the chain according to the head.
 */
export function chainProblem(events: readonly ChainEvent<string>[], end: ChainEnd): string | null {
  let previous: Sha256 | null = null
  for (const [index, event] of events.entries()) {
    if (event.n !== index + 1) return `event ${index + 1} is missing (the next one found is ${event.n})`
    if (event.previous !== previous)
      return `event ${event.n} does not follow event ${event.n - 1}: the link between them is broken`
    if (!isSealed(event)) return `event ${event.n} was altered: its hash does not match what it says`
    previous = event.hash
  }
  if (events.length < end.n) return `event ${events.length + 1} is missing: the head counts ${end.n} events`
  if (events.length > end.n)
    return `event ${end.n + 1} is not known to the head, which counts ${end.n} events`
  return previous === end.hash ? null : `event ${end.n} is not the one that the head ends with`
}
