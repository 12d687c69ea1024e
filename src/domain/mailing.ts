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

export type MailCounts = Partial<Record<MailState, number>>

/** Everything about the mail to subscribers that those who may see it are shown: numbers, never people. */
export interface MailingBoard {
  paused: { at: string | null; by: string | null } | null
  places: (SubscriberCount & { name: string })[]
  states: Partial<Record<SubscriberState, number>>
  runs: (DigestRun & { counts: MailCounts })[]
  /** All mails that are not sent, by state. */
  waiting: MailCounts
  outlook: MailingOutlook | 'under way' | null
  /** True where mails are written to files instead of being sent. */
  toFiles: boolean
}

export const RUN_NAMES: Record<RunKind, string> = {
  'at-once': 'At once',
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
}
