/** Why an entry needs a person. */
export const FLAG_KINDS = {
  'law-change': 'Law changed',
  'shared-record': 'Shared record edited',
} as const
export type FlagKind = keyof typeof FLAG_KINDS

/** How a flag was settled. */
export const FLAG_ENDS = {
  live: 'A newer edition went live',
  withdrawn: 'Withdrawn',
  verified: 'Verified, unchanged',
  deleted: 'Deleted before it went live',
  same: 'The shared record says again what is live',
} as const
export type FlagEnd = keyof typeof FLAG_ENDS

/** Something about an entry that waits for a person. */
export interface Flag {
  /** Unique: kind, entry, and what it is about. */
  key: string
  kind: FlagKind
  entry: string
  /** Id of the law change, or collection and id of the shared record. */
  about: string
  /** Why, in words. */
  detail: string
  /** Claims that rest on it; empty when the whole entry does. */
  claims: string[]
  /** Number of the edition that was live when it was flagged; null where none was. */
  liveN: number | null
  at: string
  by: string
  closedAt: string | null
  closedBy: string | null
  how: FlagEnd | null
}
