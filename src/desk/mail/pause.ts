import { changeSubscriber } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** No mail for now. @returns false where the link leads nowhere, or nobody is subscribed who could pause. */
export async function pause(subscriptions: Subscriptions, token: string): Promise<boolean> {
  const row = await managing(subscriptions, token)
  return row !== null && changeSubscriber(subscriptions.req, row.id, ['active'], { state: 'paused' })
}
