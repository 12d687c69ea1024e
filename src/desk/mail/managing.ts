import { findByToken } from '#store/mail/mail-tokens.ts'
import { readStoredSubscriber, type StoredSubscriber } from '#store/mail/subscribers.ts'
import type { Subscriptions } from './subscriptions.ts'

/** The subscriber whose choices a link opens; null if the link is invalid or expired. */
export async function managing(
  { req, clock }: Subscriptions,
  token: string,
): Promise<StoredSubscriber | null> {
  const id = await findByToken(req, token, 'manage', clock.now())
  return id === null ? null : readStoredSubscriber(req, id)
}
