import type { Kind } from '../keys.ts'
import type { Cadence } from '../slots.ts'

/** How often a digest is sent. Urgent changes may also be sent at once. */
export const CADENCES: Readonly<Record<Cadence, string>> = {
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
}

export const MAIL_FORMATS = { html: 'Formatted, with text beside it', text: 'Plain text alone' } as const
export type MailFormat = keyof typeof MAIL_FORMATS

/**
 * `unconfirmed`: requested, but the link is not used yet. `paused`: wants no mail for now. `left`:
 * unsubscribed, kept 30 days. `suppressed`: the address rejects mail, or someone complained; no mail is sent to
 * it any more.
 */
export const SUBSCRIBER_STATES = {
  unconfirmed: 'Not confirmed',
  active: 'Active',
  paused: 'Paused',
  left: 'Unsubscribed',
  suppressed: 'Suppressed',
} as const
export type SubscriberState = keyof typeof SUBSCRIBER_STATES

/** Followed by subscribers to all places. */
export const EVERYTHING = '*'
export const EVERYTHING_NAME = 'Everything'

/** What a subscriber follows: a place, or one entry of it. */
export interface Following {
  /** Key of a jurisdiction with a guide of its own, or EVERYTHING; of the entry's jurisdiction if there is one. */
  place: string
  /** Key of the only entry of the place that is followed: an offence, a reporting channel or a cross-border route. */
  entry?: string
  /** Sequence number of the newest change at the start: only later changes are mailed. */
  since: number
}

/** What a subscriber chooses. */
export interface Choices {
  /** Keys of jurisdictions, or EVERYTHING alone. */
  places: string[]
  /** Keys of entries that are followed alone, of places that are not followed. */
  entries: string[]
  cadence: Cadence
  /** Whether `urgent` changes are mailed at once instead of in the digest. */
  atOnce: boolean
  format: MailFormat
}

/** Kinds of which one entry can be followed alone, in the order in which they are offered. */
export const FOLLOWED_KINDS = ['offence', 'channel', 'route'] as const satisfies readonly Kind[]
export type FollowedKind = (typeof FOLLOWED_KINDS)[number]

/** Most entries that one subscriber can follow alone. */
export const MOST_ENTRIES = 30

/** A subscriber as the pipelines see them: without an address. */
export interface Subscriber {
  id: string
  state: SubscriberState
  follows: Following[]
  cadence: Cadence
  atOnce: boolean
  format: MailFormat
  /** Sequence number up to which their digests have reported, or rightly skipped, everything. */
  coveredTo: number
}

/** Days after which an unconfirmed or unsubscribed address is erased. */
export const KEPT_DAYS = { unconfirmed: 7, left: 30 } as const

/** Number of subscribers by place and cadence. Never who they are, or which entry they follow. */
export interface SubscriberCount {
  place: string
  cadence: Cadence
  active: number
  paused: number
}
