import type { Mail, Message } from '#domain/mail/mails.ts'
import type { SmtpTimeouts } from '#pipelines/mail/smtp.ts'
import type { SenderBackOff } from '#domain/mail/mailing.ts'
import type { StoreRequest } from '#store/rows.ts'

/** The sender's dependencies: composing a mail, and suppressing a dead address. */
export interface Wiring {
  /** The message and its recipient, composed now; or the reason to drop it. */
  compose(mail: Mail): Promise<Message | { drop: string }>
  /** The kind of mail withheld for now; null if none is. */
  withheld?: () => Promise<Mail['kind'] | null>
  /** Stops all mail to a subscriber. */
  suppress(req: StoreRequest, subscriber: string, why: string, at: Date): Promise<unknown>
  /** Records for administrators that sending is backing off, and why; null once it resumes. */
  noteRest?(backOff: SenderBackOff | null): Promise<unknown>
}

/** Timings in milliseconds. Tests override them. */
export interface SendSettings {
  /** How long a mail in state `unknown` is left alone. */
  unknownRest: number
  /** Maximum number of mails claimed at once. */
  batch: number
  timeouts?: SmtpTimeouts
}

export const SETTINGS: SendSettings = {
  unknownRest: 10 * 60_000,
  batch: 100,
}
