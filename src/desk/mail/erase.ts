import { deleteTokens } from '#store/mail/mail-tokens.ts'
import { forgetMailsTo } from '#store/mail/outbox/forget.ts'
import { deleteRows, type StoreRequest } from '#store/rows.ts'
import { managing } from './managing.ts'
import { noteDeed } from './note-opt-out.ts'
import type { Subscriptions } from './subscriptions.ts'

/**
 * Erases everything stored about a subscriber, at once.
 * @returns Message-IDs of their mails, whose files are deleted next; null if the link is invalid.
 */
export async function erase(subscriptions: Subscriptions, token: string): Promise<string[] | null> {
  const { req, clock } = subscriptions
  const row = await managing(subscriptions, token)
  if (!row) return null
  await noteDeed(req, row.id, 'erased', clock.now())
  return eraseSubscriber(req, row.id)
}

/**
 * Erases a subscriber with their links, the record of what was mailed to them, and their mails.
 * @returns Message-IDs of their mails.
 */
export async function eraseSubscriber(req: StoreRequest, id: string): Promise<string[]> {
  const mails = await forgetMailsTo(req, `subscriber:${id}`)
  await deleteRows(req, 'mailed-changes', { subscriber: { equals: id } })
  await deleteTokens(req, id)
  await deleteRows(req, 'subscribers', { id: { equals: id } })
  return mails
}
