import { isSameId } from '../portable-ids.ts'
import { laterOf, type LegalDate } from '../dates.ts'
import type { ChainEnd, EditorialEvent } from './events.ts'
import { dueDay, type OpenLawChange } from '../content/freshness.ts'
import type { Sha256 } from '../hash.ts'
import type { ReviewedKind } from '../keys.ts'
import type { SettledFlag } from './law-answers.ts'
import type { PrintedRecord, SharedChange } from './shared-changes.ts'

export const OPEN_STATES = {
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
} as const
export type OpenState = keyof typeof OPEN_STATES

/** The edition on its way to going live. There is at most one at a time. */
export interface OpenEdition {
  n: number
  hash: Sha256
  state: OpenState
  /** Instant of its latest state change. */
  at: string
  goesLiveOn: LegalDate | null
  /** Id of the law change with whose other entries it goes live, at one moment; null if it goes by itself. */
  together: string | null
}

/** An edition that one reviewer approved alone, for safety. The worker publishes it first. */
export interface SafetyFix {
  n: number
  hash: Sha256
  at: string
}

/** A request to withdraw the live edition. */
export interface Withdrawal {
  state: 'asked' | 'confirmed'
  /** Id of the requesting actor. */
  by: string
  /** Instant of its latest state change. */
  at: string
  /** Decided by a single reviewer. */
  safety: boolean
}

/** The edition that readers currently see. */
export interface LiveEdition {
  n: number
  hash: Sha256
  contentHash: Sha256
  /** Revision of the working copy it was frozen from. */
  revision: number
  /** Sequence number of the change that made it live; 0 for kinds without public changes. */
  seq: number
  /** The day it went live. */
  since: LegalDate
  inForceAsOf: LegalDate
  reverifyEvery: number
  /** The day it takes force, if its sources were checked before that; otherwise null. */
  takesForceOn: LegalDate | null
}

/** The state of one entry in one small row, derived from its events in order. */
export interface Head {
  entry: string
  kind: ReviewedKind
  /** Revision of the working copy; 0 if there is none (not created yet, or deleted). */
  revision: number
  /** Id of the actor who saved that revision. */
  savedBy: string | null
  /** Number of editions made so far. */
  editions: number
  /** Revision the newest edition was frozen from; 0 if there is none. */
  frozenRevision: number
  open: OpenEdition | null
  fix: SafetyFix | null
  withdrawal: Withdrawal | null
  live: LiveEdition | null
  /** Sequence number of the entry's last change; null if it was never live. */
  lastSeq: number | null
  /** The last day on which a person verified an edition of the entry unchanged. */
  verifiedOn: LegalDate | null
  /** Number of the edition verified then: the day does not apply to later editions. */
  verifiedN: number | null
  /** Instant by which a second review is due, ISO 8601. */
  secondReviewDue: string | null
  /** Whose task it is; null if nobody's. */
  assigned: Assigned | null
  chain: ChainEnd
}

/** Whose task an entry is, and by when. */
export interface Assigned {
  /** `user:<id>`. */
  to: string
  due: LegalDate | null
}

export const newHead = (entry: string, kind: ReviewedKind): Head => ({
  entry,
  kind,
  revision: 0,
  savedBy: null,
  editions: 0,
  frozenRevision: 0,
  open: null,
  fix: null,
  withdrawal: null,
  live: null,
  lastSeq: null,
  verifiedOn: null,
  verifiedN: null,
  secondReviewDue: null,
  assigned: null,
  chain: { n: 0, hash: null },
})

/** Hours within which a second reviewer must look at what one decided alone. */
export const SECOND_REVIEW_HOURS = 24

/** The details that head-relevant events carry, by action. */
/** Details of the freezing event about shared records; older events lack them. */
interface FrozenDetails {
  prints: readonly PrintedRecord[]
  shared: readonly SharedChange[]
}

export interface EventDetails {
  save: { beside?: boolean }
  /** `together` is absent where the edition goes live by itself. */
  submit: { n: number; goesLiveOn: LegalDate | null; together?: string } & Partial<FrozenDetails>
  'safety-fix': { n: number; frozen: boolean; secondReviewDue: string } & Partial<FrozenDetails>
  'safety-withdrawal': { secondReviewDue: string }
  /**
   * `secondReviewDue` is absent in events older than the second review of notes, and in those that restore a
   * note.
   */
  'correct-note': { seq: number; before: string | null; after: string; secondReviewDue?: string }
  /**
   * `change`: hash of the public change as it was first recorded. `settled`: the law change flags that it
   * settled.
   */
  'go-live': Pick<
    LiveEdition,
    'n' | 'contentHash' | 'revision' | 'seq' | 'since' | 'inForceAsOf' | 'reverifyEvery'
  > &
    // Absent in events older than the field.
    Partial<Pick<LiveEdition, 'takesForceOn'>> & { change?: Sha256; settled?: readonly SettledFlag[] }
  'take-over': Omit<LiveEdition, 'hash' | 'takesForceOn'>
  withdraw: { seq: number; change?: Sha256 }
  verify: { on: LegalDate }
  /** `to` is null where it is taken from somebody. */
  assign: { to: string | null; due: LegalDate | null }
  /** `leftOut`: why the law change does not concern the entry; absent where it was flagged. */
  flag: { lawChange?: string; leftOut?: string }
}

type Step = (head: Head, event: EditorialEvent) => Partial<Head>

const details = <A extends keyof EventDetails>(_action: A, event: EditorialEvent): EventDetails[A] =>
  // Written by the action itself and sealed: hashes are compared before events are replayed.
  event.details as unknown as EventDetails[A]

const editionOf = ({ edition, n, entry }: EditorialEvent): Sha256 => {
  if (edition === null) throw new TypeError(`Event ${n} of ${entry} names no edition.`)
  return edition
}

/** Sends an open edition back: it cannot proceed in its current state, and its editor must look at it again. */
const sentBack = (open: OpenEdition | null, at: string): OpenEdition | null =>
  open && { ...open, state: 'changes-requested', at: open.state === 'changes-requested' ? open.at : at }

const steps: Record<EditorialEvent['action'], Step> = {
  create: (_head, { revision, actor }) => ({ revision, savedBy: actor.id }),
  save: (head, event) => {
    const { revision, actor } = event
    const moved = { revision, savedBy: actor.id }
    if (!details('save', event).beside) return moved
    // The save changed no reviewed content: what was frozen, or is live, still matches the working copy.
    return {
      ...moved,
      ...(isDraft(head) ? {} : { frozenRevision: revision }),
      ...(head.live?.revision === head.revision ? { live: { ...head.live, revision } } : {}),
    }
  },
  delete: () => ({ revision: 0, savedBy: null }),
  submit: (_head, event) => {
    const { n, goesLiveOn, together = null } = details('submit', event)
    return {
      editions: n,
      frozenRevision: event.revision,
      open: { n, hash: editionOf(event), state: 'in-review', at: event.at, goesLiveOn, together },
    }
  },
  'request-changes': ({ open }, { at }) => ({ open: open && { ...open, state: 'changes-requested', at } }),
  approve: ({ open }, { at }) => ({ open: open && { ...open, state: 'approved', at } }),
  'safety-fix': (head, event) => {
    const { n, frozen, secondReviewDue } = details('safety-fix', event)
    const hash = editionOf(event)
    return {
      fix: { n, hash, at: event.at },
      secondReviewDue: head.secondReviewDue ?? secondReviewDue,
      ...(frozen ? { editions: n, frozenRevision: event.revision } : {}),
      ...(head.open?.hash === hash ? { open: null } : {}),
    }
  },
  'take-over': (_head, event) => {
    const said = details('take-over', event)
    const { n, contentHash, revision, seq, since, inForceAsOf, reverifyEvery } = said
    const hash = editionOf(event)
    return {
      revision,
      savedBy: event.actor.id,
      editions: n,
      frozenRevision: revision,
      live: { n, hash, contentHash, revision, seq, since, inForceAsOf, reverifyEvery, takesForceOn: null },
      lastSeq: seq,
    }
  },
  'go-live': (head, event) => {
    const said = details('go-live', event)
    const { n, contentHash, revision, seq, since, inForceAsOf, reverifyEvery } = said
    const takesForceOn = said.takesForceOn ?? null
    const hash = editionOf(event)
    const fixed = head.fix?.hash === hash
    return {
      live: { n, hash, contentHash, revision, seq, since, inForceAsOf, reverifyEvery, takesForceOn },
      lastSeq: seq,
      ...(fixed ? { fix: null, open: sentBack(head.open, event.at) } : { open: null }),
    }
  },
  verify: ({ live }, event) => ({ verifiedOn: details('verify', event).on, verifiedN: live?.n ?? null }),
  'ask-withdrawal': (_head, { actor, at }) => ({
    withdrawal: { state: 'asked', by: actor.id, at, safety: false },
  }),
  'decline-withdrawal': () => ({ withdrawal: null }),
  'confirm-withdrawal': ({ withdrawal }, { at }) => ({
    withdrawal: withdrawal && { ...withdrawal, state: 'confirmed', at },
  }),
  'safety-withdrawal': (head, event) => ({
    withdrawal: { state: 'confirmed', by: event.actor.id, at: event.at, safety: true },
    secondReviewDue: head.secondReviewDue ?? details('safety-withdrawal', event).secondReviewDue,
  }),
  withdraw: (head, event) => ({
    live: null,
    withdrawal: null,
    lastSeq: details('withdraw', event).seq,
    open: sentBack(head.open, event.at),
  }),
  'second-review': () => ({ secondReviewDue: null }),
  'correct-note': (head, event) => {
    const { secondReviewDue } = details('correct-note', event)
    return secondReviewDue === undefined ? {} : { secondReviewDue: head.secondReviewDue ?? secondReviewDue }
  },
  // What people ask about an entry changes nothing in it.
  'ask-expert': () => ({}),
  'expert-answer': () => ({}),
  'end-expert': () => ({}),
  'ask-question': () => ({}),
  'answer-question': () => ({}),
  'resolve-question': () => ({}),
  'reopen-question': () => ({}),
  assign: (_head, event) => {
    const { to, due } = details('assign', event)
    return { assigned: to === null ? null : { to, due } }
  },
  part: ({ open }) => ({ open: open && { ...open, together: null } }),
  // An entry that is left out of a law change does not go live with the others, nor by itself.
  flag: ({ open }, event) => {
    const { lawChange, leftOut } = details('flag', event)
    const wasOfIt = open !== null && open.together !== null && isSameId(open.together, lawChange ?? null)
    return leftOut !== undefined && wasOfIt ? { open: sentBack({ ...open, together: null }, event.at) } : {}
  },
}

/** What somebody was to do is done with these, and the task ends. */
const ENDS_TASK: ReadonlySet<EditorialEvent['action']> = new Set([
  'approve',
  'request-changes',
  'safety-fix',
  'go-live',
  'verify',
  'confirm-withdrawal',
  'decline-withdrawal',
  'safety-withdrawal',
  'withdraw',
  'second-review',
  'delete',
])

/** The task after an event: it also ends where the person whose it is submits. */
const taskAfter = ({ assigned }: Head, { action, actor }: EditorialEvent): Head['assigned'] =>
  ENDS_TASK.has(action) || (action === 'submit' && isSameId(assigned?.to ?? null, actor.id)) ? null : assigned

/** Applies one event to a head. Heads change in no other way. */
export const nextHead = (head: Head, event: EditorialEvent): Head => ({
  ...head,
  assigned: taskAfter(head, event),
  ...steps[event.action](head, event),
  chain: { n: event.n, hash: event.hash },
})

/**
 * Replays an entry's events, in order of n, into its head.
 * @throws {TypeError} for an event that lacks the edition it must name.
 */
export const replayHead = (entry: string, kind: ReviewedKind, events: readonly EditorialEvent[]): Head =>
  events.reduce(nextHead, newHead(entry, kind))

/** True if the working copy differs from the newest edition, or there is no edition yet. */
export const isDraft = ({ revision, frozenRevision }: Pick<Head, 'revision' | 'frozenRevision'>): boolean =>
  revision > 0 && revision !== frozenRevision

type Verified = Pick<Head, 'live' | 'verifiedOn' | 'verifiedN'>

/** The last day on which a person verified the live edition; null if nobody has. */
export const liveVerifiedOn = ({ live, verifiedOn, verifiedN }: Verified): LegalDate | null =>
  live && verifiedN === live.n ? verifiedOn : null

/** The last day on which a person confirmed the live edition; null if nothing is live. */
export const liveConfirmedOn = (head: Verified): LegalDate | null =>
  head.live && laterOf(head.live.inForceAsOf, liveVerifiedOn(head))

/** `reverifyEvery` of text without sources: it needs no verification. */
const NEVER = 0

/**
 * The day by which a person must verify the live edition again; null if nothing is live, or its dates are
 * unreadable.
 */
export function dueOn(head: Verified, changes: readonly OpenLawChange[] = []): LegalDate | null {
  const { live } = head
  const verifiedOn = liveConfirmedOn(head)
  if (!live || !verifiedOn || live.reverifyEvery === NEVER) return null
  const { reverifyEvery, takesForceOn } = live
  try {
    return dueDay({ verifiedOn, reverifyEvery, takesForceOn, changes })
  } catch (error) {
    if (error instanceof RangeError) return null // altered: publishing reports it
    throw error
  }
}

/** An entry's state as editors see it in a list. */
export const DESK_STATES = {
  'never-live': 'Draft',
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
  live: 'Live',
  edited: 'Edited since live',
  withdrawn: 'Withdrawn',
} as const
export type DeskState = keyof typeof DESK_STATES

type HeadSummary = Pick<Head, 'open' | 'fix' | 'live' | 'lastSeq' | 'revision' | 'frozenRevision'>

export function deskState(head: HeadSummary): DeskState {
  if (head.fix) return 'approved'
  if (head.open) return head.open.state
  if (head.live) return head.live.revision === head.revision ? 'live' : 'edited'
  return head.lastSeq === null ? 'never-live' : 'withdrawn'
}
