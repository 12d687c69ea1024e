import type { DigestRun, RunKind } from './digests.ts'
import type { MailState } from './mails.ts'
import type { SubscriberCount, SubscriberState } from './subscribers.ts'

/** What a run would send if it started now. */
export interface RunOutlook {
  kind: RunKind
  fromSeq: number
  toSeq: number
  mails: number
  /** Number of distinct letters among these mails. */
  letters: number
  /** Numbers of the changes they would report. */
  seqs: number[]
}

/** What would go out now, according to the worker. */
export interface MailingOutlook {
  at: string
  runs: RunOutlook[]
}

/** The sender's back-off after consecutive failures of the mail server. */
export interface SenderBackOff {
  /** Instants, ISO 8601 in UTC: when the back-off began, and until when nothing is sent. */
  since: string
  until: string
  /** The last response or error of the mail server or its connection; without addresses. */
  answer: string
}

export type MailCounts = Partial<Record<MailState, number>>

/** Everything permitted users may see about mail to subscribers: numbers, never people. */
export interface MailingBoard {
  paused: { at: string | null; by: string | null } | null
  /** Why no mail is sent at present; null if it is. */
  rest: SenderBackOff | null
  places: (SubscriberCount & { name: string })[]
  states: Partial<Record<SubscriberState, number>>
  runs: (DigestRun & { counts: MailCounts })[]
  /** All unsent mails, by state. */
  waiting: MailCounts
  outlook: MailingOutlook | 'under way' | null
  /** The newest mails written to files instead of being sent; null if mail is sent. */
  files: MailFile[] | null
}

/** A mail that was written to a file instead of being sent. */
export interface MailFile {
  name: string
  /** Instant at which it was written, ISO 8601 in UTC. */
  at: string
  subject: string
  /** Recipient, masked: `a…@example.org`. */
  to: string
}

export const RUN_NAMES: Record<RunKind, string> = {
  'at-once': 'At once',
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
}
