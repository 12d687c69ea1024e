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
} as const
export type MailKind = keyof typeof MAIL_KINDS

/**
 * `pending`: to be sent, at `notBefore` or later. `sending`: claimed, nothing handed over yet: whoever finds it left
 * behind sends it. `handing-over`: from just before the message itself is sent to its answer: left behind, nobody knows
 * whether it arrived, and it becomes `unknown`. `unknown` is sent again after a rest with the same Message-ID, a few
 * times at most. `sent`, `refused` (an answer of 5xx, or too many tries), `dropped` (nobody to send it to any more, or
 * too old) are ends.
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

/** To whom a mail goes: never an address. It is looked up when the mail is sent, and may be nobody’s by then. */
export type Recipient = `subscriber:${string}` | `user:${string}`

export const isRecipient = (text: string): text is Recipient => /^(subscriber|user):/.test(text)

/** One mail of the outbox. */
export interface Mail {
  /** Unique: `digest/<run>/<subscriber>`; others kind, recipient, and slot or token. */
  key: string
  kind: MailKind
  recipient: Recipient
  /** Key of the digest run that it belongs to. */
  run: string | null
  /** What it is composed from, beside its recipient: plain data, nothing secret. */
  args: Record<string, unknown>
  state: MailState
  /** 0 first: what somebody waits for; 1 for digests. */
  priority: number
  tries: number
  /** Instants, ISO 8601 in UTC. */
  createdAt: string
  notBefore: string
  /** Who sends it; null where nobody does. */
  holder: string | null
  /** Grows with each claim: what an earlier holder writes late is refused by it. */
  token: number
  attemptedAt: string | null
  endedAt: string | null
  /** What the mail server said last, without addresses. */
  answer: string | null
}

/** What is noted of a mail whose sender ended in the midst of handing it over. */
export const NO_ANSWER = 'The sender ended before the mail server had answered.'

/** What is noted of a mail that came back, or of which somebody complained. */
export const returnedWords = ({
  kind,
  status,
}: {
  kind: 'bounce' | 'complaint'
  status: string | null
}): string =>
  kind === 'complaint' ? 'The recipient complained.' : `It came back${status === null ? '' : `: ${status}`}.`

/** What is handed to the outbox. */
export type NewMail = Pick<Mail, 'key' | 'kind' | 'recipient' | 'run' | 'args' | 'priority' | 'notBefore'>

/** A whole mail, ready to be handed to a mail server. */
export interface Message {
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  html: string | null
  /** Further headers, by their names. */
  headers: Record<string, string>
}

/** Message-ID of a mail, without angle brackets: the same however often it is sent. @param host name of the site. */
export const messageIdOf = (key: string, host: string): string => `${sha256(key).slice(0, 40)}@${host}`
