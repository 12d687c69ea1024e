import type { Subscriber } from '#domain/mail/subscribers.ts'
import { deleteTokens, findByToken } from '#store/mail/mail-tokens.ts'
import { changeSubscriber, readSubscriber } from '#store/mail/subscribers.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Who would leave by a link, or has left; null where it leads nowhere. */
export async function leaving({ req, clock }: Subscriptions, token: string): Promise<Subscriber | null> {
  const id = await findByToken(req, token, 'leave', clock.now())
  return id === null ? null : readSubscriber(req, id)
}

/** Ends a subscription: no mail from now on. Doing it again changes nothing. */
export async function leave(subscriptions: Subscriptions, token: string): Promise<Subscriber | null> {
  const { req, clock } = subscriptions
  const found = await leaving(subscriptions, token)
  if (!found) return null
  const left = await changeSubscriber(req, found.id, ['unconfirmed', 'active', 'paused'], {
    state: 'left',
    endedAt: clock.now().toISOString(),
  })
  // A link that once confirmed must not do so again.
  if (left) await deleteTokens(req, found.id, 'confirm')
  return found
}
