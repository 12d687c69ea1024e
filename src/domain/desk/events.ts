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
  'take-over': 'Taken over as it was published before it was reviewed',
} as const
export type Action = keyof typeof ACTIONS

/** One link of a chain of events. */
export interface ChainEvent<A extends string> {
  /** What the chain is of: the key of an entry, or the name of another chain. */
  entry: string
  /** 1 for the first event of a key, without gaps; goes on where an entry was deleted and its key used again. */
  n: number
  /** Instant, ISO 8601 in UTC. */
  at: string
  actor: { id: string; name: string }
  action: A
  /** Revision of the working copy after the action. */
  revision: number
  /** Hash of the edition it is about, if any. */
  edition: Sha256 | null
  /** Reason, notes, dates: plain data. */
  details: Record<string, unknown>
  /** Hash of the event before; null for the first. */
  previous: Sha256 | null
  /** SHA-256 over the canonical JSON of all of the above. */
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

/** @throws {TypeError} for text that no database gives back as it was. */
export function sealEvent<A extends string>(body: EventBody<A>): ChainEvent<A> {
  assertWellFormed(body)
  return { ...body, hash: eventHash(body) }
}

/** True for an event whose hash is that of what it says. */
export function isSealed(event: ChainEvent<string>): boolean {
  try {
    return eventHash(event) === event.hash
  } catch {
    return false // what has no canonical form was never sealed
  }
}

/** Where a chain ends: what a head keeps of it and a release notes down. */
export interface ChainEnd {
  n: number
  hash: Sha256 | null
}

/**
 * The first broken link of one entry's chain, in words; null when it is whole.
 * @param events all events of the entry, in order of n.
 * @param end where the head says that the chain ends.
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
