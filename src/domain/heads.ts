import type { Edition } from './editions.ts'
import type { ChainEnd } from './events.ts'
import type { LegalDate } from './dates.ts'
import type { Sha256 } from './hash.ts'
import type { Kind } from './keys.ts'

export const OPEN_STATES = {
  'in-review': 'In review',
  'changes-requested': 'Changes requested',
  approved: 'Approved',
} as const
export type OpenState = keyof typeof OPEN_STATES

/** The edition that is on its way to going live. At most one at a time. */
export interface OpenEdition {
  n: number
  hash: Sha256
  state: OpenState
  goesLiveOn: LegalDate | null
}

/** The edition that readers see. */
export interface LiveEdition {
  n: number
  hash: Sha256
  contentHash: Sha256
  /** Revision of the working copy that it was frozen from. */
  revision: number
  /** Sequence number of the change with which it went live. */
  seq: number
  /** Day on which it went live. */
  since: LegalDate
}

/** The state of one entry in one small row. It can be recomputed from the events. */
export interface Head {
  entry: string
  kind: Kind
  /** Revision of the working copy; 0 when there is none (not yet, or deleted). */
  revision: number
  /** Number of editions made so far. */
  editions: number
  open: OpenEdition | null
  live: LiveEdition | null
  /** The last day on which a person verified the live edition unchanged. */
  verifiedOn: LegalDate | null
  /** Instant by which a second review is due, ISO 8601. */
  secondReviewDue: string | null
  chain: ChainEnd
}

export const newHead = (entry: string, kind: Kind): Head => ({
  entry,
  kind,
  revision: 0,
  editions: 0,
  open: null,
  live: null,
  verifiedOn: null,
  secondReviewDue: null,
  chain: { n: 0, hash: null },
})

/** What an editor sees of an entry's state in a list. */
export const DESK_STATES = {
  'never-live': 'Never live',
  live: 'Live',
  edited: 'Edited since live',
} as const
export type DeskState = keyof typeof DESK_STATES

export function deskState(head: Pick<Head, 'live' | 'revision'>): DeskState {
  if (!head.live) return 'never-live'
  return head.live.revision === head.revision ? 'live' : 'edited'
}

export const asOpen = (edition: Edition, state: OpenState): OpenEdition => ({
  n: edition.n,
  hash: edition.hash,
  state,
  goesLiveOn: edition.submission.goesLiveOn,
})

export const asLive = (edition: Edition, seq: number, since: LegalDate): LiveEdition => ({
  n: edition.n,
  hash: edition.hash,
  contentHash: edition.contentHash,
  revision: edition.revision,
  seq,
  since,
})
