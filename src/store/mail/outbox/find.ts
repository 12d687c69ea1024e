import { findRow, type StoreRequest } from '../../rows.ts'
import { toMail, type MailRow, type StoredMail } from './stored-mail.ts'

/** The mail that has a Message-ID. @param messageId with or without angle brackets. */
export async function findMailByMessageId(req: StoreRequest, messageId: string): Promise<StoredMail | null> {
  const row = await findRow<MailRow>(req, 'outbox', {
    messageId: { equals: messageId.trim().replace(/^<|>$/g, '') },
  })
  return row ? toMail(row) : null
}
