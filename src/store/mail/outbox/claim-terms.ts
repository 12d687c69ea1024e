import type { MailKind } from '#domain/mail/mails.ts'

/** Which mails are claimed. */
export interface ClaimTerms {
  now: Date
  /** Who holds them from then on, as long as he lives and goes on. */
  holder: string
  limit: number
  /** Mails of this kind are left where they are. */
  except?: MailKind | null
}
