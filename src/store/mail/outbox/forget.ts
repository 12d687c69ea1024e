import type { Recipient } from '#domain/mail/mails.ts'
import { inPages } from '../../bulk.ts'
import type { Row } from '../../row.ts'
import { deleteRows, findRows, type StoreRequest } from '../../rows.ts'

const messageIdOf = (row: Row): string => row.text('messageId')

/** Deletes the mails to a recipient. @returns their Message-IDs, by which their files are found. */
export async function forgetMailsTo(req: StoreRequest, recipient: Recipient): Promise<string[]> {
  const where = { recipient: { equals: recipient } }
  const ids = await findRows(req, 'outbox', messageIdOf, where, 'id')
  await deleteRows(req, 'outbox', where)
  return ids
}

/** Message-IDs of all known mails. */
export async function readMessageIds(req: StoreRequest): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const page of inPages(req, 'outbox', messageIdOf)) for (const id of page) ids.add(id)
  return ids
}
