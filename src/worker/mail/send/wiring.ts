import type { Mail, Message } from '#domain/mail/mails.ts'
import type { SmtpTimeouts } from '#pipelines/mail/smtp.ts'
import type { SenderBackOff } from '#domain/mail/mailing.ts'
import type { StoreRequest } from '#store/rows.ts'

/** What the sender is handed: how a mail comes to say what it says, and what is done about an address that is dead. */
export interface Wiring {
  /** What a mail says now, and to whom; or why it is not sent. */
  compose(mail: Mail): Promise<Message | { drop: string }>
  /** The kind of mail that is not sent for now; null where all are. */
  withheld?: () => Promise<Mail['kind'] | null>
  /** Sends nothing more to a subscriber. */
  suppress(req: StoreRequest, subscriber: string, why: string, at: Date): Promise<unknown>
  /** Writes down that nothing is sent for a while, and why; null where it is again. Administrators see it. */
  noteRest?(backOff: SenderBackOff | null): Promise<unknown>
}

/** How long things take, in milliseconds. Tests set them. */
export interface SendSettings {
  /** How long what is `unknown` rests. */
  unknownRest: number
  /** How many mails are claimed at once, at most. */
  batch: number
  timeouts?: SmtpTimeouts
}

export const SETTINGS: SendSettings = {
  unknownRest: 10 * 60_000,
  batch: 100,
}
