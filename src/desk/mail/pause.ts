import { changeSubscriber } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Pauses mail. @returns false if the link is invalid, or no active subscription exists. */
export async function pause(subscriptions: Subscriptions, token: string): Promise<boolean> {
  const row = await managing(subscriptions, token)
  return row !== null && changeSubscriber(subscriptions.req, row.id, ['active'], { state: 'paused' })
}
