import type { Where } from 'payload'
import { findRows, type StoreRequest } from '../../rows.ts'

/** Since when the mail that has waited longest could have been sent, an instant; null if none is due. */
export async function mailDueSince(req: StoreRequest, now: Date): Promise<string | null> {
  const where: Where = {
    and: [{ state: { equals: 'pending' } }, { notBefore: { less_than_equal: now.toISOString() } }],
  }
  const read = (row: { text(name: string): string }): string => row.text('notBefore')
  const [first] = await findRows(req, 'outbox', read, where, 'notBefore', { limit: 1 })
  return first ?? null
}
