import type { Payload } from 'payload'
import { claimDocuments } from './claim-documents.ts'
import { claimRows } from './claim-rows.ts'
import type { ClaimTerms } from './claim-terms.ts'
import { parseRows } from '../../rows.ts'
import { toMail, type StoredMail } from './stored-mail.ts'

/**
 * Claims mails to send, most urgent first: those that are due, and `unknown` ones that have waited long enough.
 * @returns none if another process was faster, too.
 */
export async function claimMails(payload: Payload, claim: ClaimTerms): Promise<StoredMail[]> {
  const rows =
    payload.db.name === 'mongoose' ? await claimDocuments(payload, claim) : await claimRows(payload, claim)
  return parseRows({ payload }, 'outbox', rows, toMail).sort(
    (a, b) => a.priority - b.priority || (a.notBefore < b.notBefore ? -1 : a.notBefore > b.notBefore ? 1 : 0),
  )
}
