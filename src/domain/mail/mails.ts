import { sha256 } from '../hash.ts'

/** What a mail is for. */
export const MAIL_KINDS = {
  digest: 'Digest',
  confirm: 'Confirm a subscription',
  choices: 'Link to one’s choices',
  test: 'Test of a digest',
  escalation: 'Late second review',
  watch: 'What the watch found',
  overdue: 'Verification overdue',
  password: 'Link to set a new password',
  target: 'Where releases are pushed',
  alarm: 'What operators must see to',
  alive: 'Weekly sign of life',
  report: 'Answer to a reader’s report',
  notice: 'What staff are told',
} as const
export type MailKind = keyof typeof MAIL_KINDS

/**
 * `pending`: to be sent, at `notBefore` or later. `sending`: claimed, nothing handed over yet: if abandoned, it
 * is sent by the next sender. `handing-over`: from just before the message itself is sent until the server's
 * response: if abandoned, its arrival is uncertain and it becomes `unknown`. `unknown` is retried after a
 * back-off with the same Message-ID, a few times at most. Final states: `sent`, `refused` (a 5xx response, or
 * too many tries) and `dropped` (no recipient left, or too old).
 */
export const MAIL_STATES = {
  pending: 'To be sent',
  sending: 'Being sent',
  'handing-over': 'Being handed over',
  unknown: 'Not known whether it arrived',
  sent: 'Sent',
  refused: 'Refused',
  dropped: 'Not sent',
} as const
export type MailState = keyof typeof MAIL_STATES

/**
 * The recipient of a mail, never an address. It is resolved when the mail is sent, and may no longer exist by
 * then.
 */
export type Recipient = `subscriber:${string}` | `user:${string}` | `report:${string}`

export const isRecipient = (text: string): text is Recipient => /^(subscriber|user|report):/.test(text)

/** One mail of the outbox. */
export interface Mail {
  /** Unique: `digest/<run>/<subscriber>`; for others kind, recipient, and slot or token. */
  key: string
  kind: MailKind
  recipient: Recipient
  /** Key of the digest run that it belongs to. */
  run: string | null
  /** What it is composed from, besides its recipient: plain data, nothing secret. */
  args: Record<string, unknown>
  state: MailState
  /** 0 first: mail that someone is waiting for; 1 for digests. */
  priority: number
  tries: number
  /** Instants, ISO 8601 in UTC. */
  createdAt: string
  notBefore: string
  /** Who has claimed it; null if nobody has. */
  holder: string | null
  /** Increases with each claim, so that late writes by an earlier holder are rejected. */
  token: number
  attemptedAt: string | null
  endedAt: string | null
  /** The mail server's last response, without addresses. */
  answer: string | null
}

/** Recorded for a mail whose sender stopped while handing it over. */
export const NO_ANSWER = 'The sender ended before the mail server had answered.'

/** Recorded for a mail that bounced or drew a complaint. */
export const returnedWords = ({
  kind,
  status,
}: {
  kind: 'bounce' | 'complaint'
  status: string | null
}): string =>
  kind === 'complaint' ? 'The recipient complained.' : `It came back${status === null ? '' : `: ${status}`}.`

/** A mail as added to the outbox. */
export type NewMail = Pick<Mail, 'key' | 'kind' | 'recipient' | 'run' | 'args' | 'priority' | 'notBefore'>

/** A complete mail, ready to be handed to a mail server. */
export interface Message {
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  html: string | null
  /** Additional headers by name. */
  headers: Record<string, string>
  /** BCP 47 tag. */
  language: string
}

/** Message-ID of a mail, without angle brackets: the same for every attempt. @param host host of the site. */
export const messageIdOf = (key: string, host: string): string => `${sha256(key).slice(0, 40)}@${host}`
