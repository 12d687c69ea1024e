import type { Cadence } from '../slots.ts'

/** How often a digest comes. What is urgent may come at once beside it. */
export const CADENCES: Readonly<Record<Cadence, string>> = {
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
}

export const MAIL_FORMATS = { html: 'Formatted, with text beside it', text: 'Plain text alone' } as const
export type MailFormat = keyof typeof MAIL_FORMATS

/**
 * `unconfirmed`: asked for, the link not yet used. `paused`: wants nothing for now. `left`: unsubscribed, kept 30 days.
 * `suppressed`: the address refuses mail, or somebody complained; nothing is sent to it any more.
 */
export const SUBSCRIBER_STATES = {
  unconfirmed: 'Not confirmed',
  active: 'Active',
  paused: 'Paused',
  left: 'Unsubscribed',
  suppressed: 'Suppressed',
} as const
export type SubscriberState = keyof typeof SUBSCRIBER_STATES

/** Followed by those who want to hear of everything. */
export const EVERYTHING = '*'
export const EVERYTHING_NAME = 'Everything'

/** A place that somebody follows. */
export interface Following {
  /** Key of a jurisdiction with a guide of its own, or EVERYTHING. */
  place: string
  /** Sequence number of the newest change when they began to follow it: nothing up to it is mailed. */
  since: number
}

/** What a subscriber chooses. */
export interface Choices {
  /** Keys of jurisdictions, or EVERYTHING alone. */
  places: string[]
  cadence: Cadence
  /** Whether changes of kind `urgent` come at once, and not in the digest. */
  atOnce: boolean
  format: MailFormat
}

/** Somebody who follows places, as the pipelines see them: no address. */
export interface Subscriber {
  id: string
  state: SubscriberState
  follows: Following[]
  cadence: Cadence
  atOnce: boolean
  format: MailFormat
  /** Sequence number up to which their digests have told, or rightly not told, them of everything. */
  coveredTo: number
}

/** Days after which an address that was never confirmed is erased, and one that left. */
export const KEPT_DAYS = { unconfirmed: 7, left: 30 } as const

/** How many subscribers there are, by what they follow and how often. Never who. */
export interface SubscriberCount {
  place: string
  cadence: Cadence
  active: number
  paused: number
}
