import type { Payload } from 'payload'
import type { MailKind } from '#domain/mail/mails.ts'
import { claimDocuments } from './claim-documents.ts'
import { claimRows } from './claim-rows.ts'
import { toMail, type StoredMail } from './stored-mail.ts'

/** Which mails are claimed. */
export interface Claim {
  now: Date
  /** Who holds them from then on, as long as he lives and goes on. */
  holder: string
  limit: number
  /** Mails of this kind are left where they are. */
  except?: MailKind | null
}

/**
 * Claims mails to be sent, the most urgent first: those that are due, and those of which nobody knows whether they
 * arrived, once they have rested.
 * @returns none where another was quicker, too.
 */
export async function claimMails(payload: Payload, claim: Claim): Promise<StoredMail[]> {
  const rows =
    payload.db.name === 'mongoose' ? await claimDocuments(payload, claim) : await claimRows(payload, claim)
  return rows
    .map(toMail)
    .sort(
      (a, b) =>
        a.priority - b.priority || (a.notBefore < b.notBefore ? -1 : a.notBefore > b.notBefore ? 1 : 0),
    )
}
