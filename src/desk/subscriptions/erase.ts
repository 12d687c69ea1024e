import { deleteTokens } from '#store/mail-tokens.ts'
import { deleteRows, type StoreRequest } from '#store/rows.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Erases everything that is known of somebody, at once. @returns false where the link leads nowhere. */
export async function erase(subscriptions: Subscriptions, token: string): Promise<boolean> {
  const row = await managing(subscriptions, token)
  if (!row) return false
  await eraseSubscriber(subscriptions.req, row.id)
  return true
}

/** Erases a subscriber with their links, what was mailed to them, and their mails. */
export async function eraseSubscriber(req: StoreRequest, id: string): Promise<void> {
  await deleteRows(req, 'outbox', { recipient: { equals: `subscriber:${id}` } })
  await deleteRows(req, 'mailed-changes', { subscriber: { equals: id } })
  await deleteTokens(req, id)
  await deleteRows(req, 'subscribers', { id: { equals: id } })
}
