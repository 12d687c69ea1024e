import type { Recipient } from '#domain/mail/mails.ts'
import { inPages } from '../../bulk.ts'
import { deleteRows, findRows, type StoreRequest } from '../../rows.ts'

/** Forgets the mails to somebody. @returns their Message-IDs, by which their files are found. */
export async function forgetMailsTo(req: StoreRequest, recipient: Recipient): Promise<string[]> {
  const where = { recipient: { equals: recipient } }
  const rows = await findRows<{ messageId: string }>(req, 'outbox', where, 'id')
  await deleteRows(req, 'outbox', where)
  return rows.map(({ messageId }) => messageId)
}

/** Message-IDs of all mails that are known. */
export async function readMessageIds(req: StoreRequest): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const rows of inPages<{ id: string; messageId: string }>(req, 'outbox'))
    for (const { messageId } of rows) ids.add(messageId)
  return ids
}
