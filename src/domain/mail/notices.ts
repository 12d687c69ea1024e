import type { Recipient } from './mails.ts'

/** What a person is told of, each with its heading. */
export const NOTICE_KINDS = {
  'second-review': 'A second review is due',
  review: 'Waits for your review',
  withdrawal: 'A withdrawal waits for a reviewer',
  'sent-back': 'Sent back with notes',
  assigned: 'Assigned to you',
  expert: 'An expert has answered you',
  mentioned: 'You are mentioned',
  asked: 'A question about your work',
  answered: 'New in a conversation of yours',
  absent: 'Waits for a colleague who is away',
  unassigned: 'A task that is nobody’s any more',
  declined: 'A withdrawal that you asked for was declined',
  live: 'Went live',
  withdrawn: 'Withdrawn',
  resolved: 'A question of yours is resolved',
  reported: 'A reader reports an error',
  'law-change': 'A law has changed',
  source: 'A source is in trouble',
} as const
export type NoticeKind = keyof typeof NOTICE_KINDS

/** What a person sets at once for several kinds. */
export const NOTICE_GROUPS = {
  waiting: 'What waits for you',
  done: 'What became of your work',
  trouble: 'Trouble at entries that you look after',
} as const
export type NoticeGroup = keyof typeof NOTICE_GROUPS

export const GROUP_OF: Readonly<Record<NoticeKind, NoticeGroup>> = {
  'second-review': 'waiting',
  review: 'waiting',
  withdrawal: 'waiting',
  'sent-back': 'waiting',
  assigned: 'waiting',
  expert: 'waiting',
  mentioned: 'waiting',
  asked: 'waiting',
  answered: 'waiting',
  absent: 'waiting',
  unassigned: 'waiting',
  declined: 'done',
  live: 'done',
  withdrawn: 'done',
  resolved: 'done',
  reported: 'trouble',
  'law-change': 'trouble',
  source: 'trouble',
}

const FOR_REVIEWERS: ReadonlySet<NoticeKind> = new Set(['second-review', 'review', 'withdrawal'])

/** Whether only a reviewer can do what it asks for. */
export const isForReviewers = (kind: NoticeKind): boolean => FOR_REVIEWERS.has(kind)

const OF_THREADS: ReadonlySet<NoticeKind> = new Set(['mentioned', 'asked', 'answered', 'resolved'])

/** Whether it is about a question or remark. */
export const isOfThread = (kind: NoticeKind): boolean => OF_THREADS.has(kind)

/** How a person is told by mail. The bell shows everything, whatever is set. */
export const MAIL_CHOICES = {
  soon: 'By mail at once',
  daily: 'By mail once a day, at eight',
  never: 'Not by mail',
} as const
export type MailChoice = keyof typeof MAIL_CHOICES
export type NoticeSettings = Readonly<Record<NoticeGroup, MailChoice>>

/** Until a person sets something else. */
export const DEFAULT_SETTINGS: NoticeSettings = { waiting: 'soon', done: 'daily', trouble: 'daily' }

/** How the mail about a notice stands: still to be written, written, or none. */
export const MAIL_STEPS = { soon: 'At once', daily: 'Daily', written: 'Written', never: 'None' } as const
export type MailStep = keyof typeof MAIL_STEPS

/** One thing that one person is told. It names what it is about and holds no words of it. */
export interface Notice {
  /** Unique by kind, occasion and person: nobody is told of one thing twice. */
  key: string
  person: Recipient
  kind: NoticeKind
  /** Key of the entry; empty for a source, a site or a page. */
  entry: string
  /** Key of the flag; empty if it is about an event of the entry. */
  flag: string
  /** Instants, ISO 8601 in UTC. */
  at: string
  readAt: string | null
  mail: MailStep
  /** When the mail may be written, if it goes at once. */
  mailAt: string | null
  /** Key of the mail that tells of it. */
  mailKey: string | null
}

const MINUTE = 60_000

/** Milliseconds of quiet before a mail that goes at once: what comes together is one mail. */
export const QUIET = 2 * MINUTE

/** The longest that a mail which goes at once waits for quiet, in milliseconds. */
export const LONGEST_QUIET = 10 * MINUTE

/** When the mail about notices may be written that began at `first` and of which the last came now. */
export const mailTime = (first: string, now: Date): Date =>
  new Date(Math.min(Date.parse(first) + LONGEST_QUIET, now.getTime() + QUIET))

/** Days for which notices are kept: those that were read, and all. */
export const NOTICE_DAYS = { read: 30, all: 90 } as const
