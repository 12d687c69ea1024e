import { findRow, type StoreRequest } from '../../rows.ts'
import { toMail, type StoredMail } from './stored-mail.ts'

/** The mail with a Message-ID. @param messageId with or without angle brackets. */
export const findMailByMessageId = (req: StoreRequest, messageId: string): Promise<StoredMail | null> =>
  findRow(req, 'outbox', toMail, { messageId: { equals: messageId.trim().replace(/^<|>$/g, '') } })
