import type { DigestRun, RunKind } from './digests.ts'
import type { MailState } from './mails.ts'
import type { SubscriberCount, SubscriberState } from './subscribers.ts'

/** What a run would tell if it began now. */
export interface RunOutlook {
  kind: RunKind
  fromSeq: number
  toSeq: number
  mails: number
  /** Different letters among these mails. */
  letters: number
  /** Numbers of the changes that they would tell of. */
  seqs: number[]
}

/** What would go out now, as the worker found it. */
export interface MailingOutlook {
  at: string
  runs: RunOutlook[]
}

/** A rest of the sender, after failures of the mail server one after the other. */
export interface SenderBackOff {
  /** Instants, ISO 8601 in UTC: when it began to rest, and until when nothing is sent. */
  since: string
  until: string
  /** What the mail server, or the connection to it, said last; without addresses. */
  answer: string
}

export type MailCounts = Partial<Record<MailState, number>>

/** Everything about the mail to subscribers that those who may see it are shown: numbers, never people. */
export interface MailingBoard {
  paused: { at: string | null; by: string | null } | null
  /** Why no mail at all goes out for now; null where it does. */
  rest: SenderBackOff | null
  places: (SubscriberCount & { name: string })[]
  states: Partial<Record<SubscriberState, number>>
  runs: (DigestRun & { counts: MailCounts })[]
  /** All mails that are not sent, by state. */
  waiting: MailCounts
  outlook: MailingOutlook | 'under way' | null
  /** The newest mails that were written to files instead of being sent; null where they are sent. */
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
