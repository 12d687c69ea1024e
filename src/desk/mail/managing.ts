import { findByToken } from '#store/mail/mail-tokens.ts'
import { readStoredSubscriber, type StoredSubscriber } from '#store/mail/subscribers.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Whose choices a link leads to; null for one that leads nowhere any more. */
export async function managing(
  { req, clock }: Subscriptions,
  token: string,
): Promise<StoredSubscriber | null> {
  const id = await findByToken(req, token, 'manage', clock.now())
  return id === null ? null : readStoredSubscriber(req, id)
}
