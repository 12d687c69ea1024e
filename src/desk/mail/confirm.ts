import { followAll, followedOf } from '#domain/mail/subscribing.ts'
import type { Subscriber } from '#domain/mail/subscribers.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { findByToken } from '#store/mail/mail-tokens.ts'
import { changeSubscriber, readSubscriber } from '#store/mail/subscribers.ts'
import { noteDeed } from './note-opt-out.ts'
import type { Subscriptions } from './subscriptions.ts'

/** The subscriber that a confirmation link belongs to, confirmed or not. Null for any other link. */
export async function confirming({ req, clock }: Subscriptions, token: string): Promise<Subscriber | null> {
  const id = await findByToken(req, token, 'confirm', clock.now())
  const found = id === null ? null : await readSubscriber(req, id)
  return found?.state === 'unconfirmed' || found?.state === 'active' ? found : null
}

/** Confirms a subscriber's address: mails report changes from now on. Repeating it changes nothing. */
export async function confirm(subscriptions: Subscriptions, token: string): Promise<Subscriber | null> {
  const { req, clock } = subscriptions
  const found = await confirming(subscriptions, token)
  if (found?.state !== 'unconfirmed') return found
  const now = await newestSeq(req)
  await noteDeed(req, found.id, 'joined', clock.now())
  const changed = {
    state: 'active',
    follows: followAll(followedOf(found.follows), now),
    coveredTo: now,
  } as const
  await changeSubscriber(req, found.id, ['unconfirmed'], {
    ...changed,
    confirmedAt: clock.now().toISOString(),
    endedAt: null,
    why: null,
  })
  return { ...found, ...changed }
}
