import type { Subscriber } from '#domain/mail/subscribers.ts'
import { deleteTokens, findByToken } from '#store/mail/mail-tokens.ts'
import { changeSubscriber, readSubscriber } from '#store/mail/subscribers.ts'
import { noteDeed } from './note-opt-out.ts'
import type { Subscriptions } from './subscriptions.ts'

/** The subscriber that an unsubscribe link belongs to; null if it is invalid. */
export async function leaving({ req, clock }: Subscriptions, token: string): Promise<Subscriber | null> {
  const id = await findByToken(req, token, 'leave', clock.now())
  return id === null ? null : readSubscriber(req, id)
}

/** Ends a subscription: no more mail from now on. Repeating it changes nothing. */
export async function leave(subscriptions: Subscriptions, token: string): Promise<Subscriber | null> {
  const { req, clock } = subscriptions
  const found = await leaving(subscriptions, token)
  if (!found) return null
  if (found.state !== 'left' && found.state !== 'suppressed')
    await noteDeed(req, found.id, 'left', clock.now())
  const left = await changeSubscriber(req, found.id, ['unconfirmed', 'active', 'paused'], {
    state: 'left',
    endedAt: clock.now().toISOString(),
  })
  // A used confirmation link must not confirm again.
  if (left) await deleteTokens(req, found.id, 'confirm')
  return found
}
