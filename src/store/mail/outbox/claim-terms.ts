import type { MailKind } from '#domain/mail/mails.ts'

/** Which mails to claim. */
export interface ClaimTerms {
  now: Date
  /** The new holder, for as long as it lives and continues. */
  holder: string
  limit: number
  /** Mails of this kind are not claimed. */
  except?: MailKind | null
}
