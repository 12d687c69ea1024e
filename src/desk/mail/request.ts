import type { MailKind } from '#domain/mail/mails.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { followAll } from '#domain/mail/subscribing.ts'
import {
  countRequests,
  findSubscriber,
  insertSubscriber,
  type StoredSubscriber,
} from '#store/mail/subscribers.ts'
import type { SubscriptionRequest } from './ask.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Maximum mails per day to an address in answer to requests made with it. */
const ASKED_MAILS = 3

const DAY = 86_400_000

/** A mail that answers a request, and its recipient. */
export interface Answer {
  kind: Extract<MailKind, 'confirm' | 'choices'>
  subscriber: string
}

/**
 * Handles a request made with just an address. A current subscriber is sent the link to their choices, and
 * nothing changes; anyone else (new, unsubscribed or suppressed) is asked to confirm.
 * @returns the mail to send; null if there is none.
 * @throws {SubscriberMoved} if another request for the same address is being handled concurrently.
 */
export async function request(
  { req, clock, book }: Subscriptions,
  { address, choices }: SubscriptionRequest,
): Promise<Answer | null> {
  const at = clock.now()
  const lookup = book.lookup(address)
  const known = await findSubscriber(req, lookup)
  if (!known && !choices) return null
  if (!known && choices) await insertSubscriber(req, { lookup, address: book.seal(address), choices, at })
  const row = known ?? (await findSubscriber(req, lookup))
  if (!row) throw new Error('A subscriber who was written is not there.')
  const subscribed = row.state === 'active' || row.state === 'paused'
  if (!subscribed && !choices) return null
  const asked = requestsNow(row, at)
  if (!asked) return null
  await countRequests(req, row, {
    ...asked,
    ...(subscribed || !choices ? {} : anew(choices, at)),
  })
  return { kind: subscribed ? 'choices' : 'confirm', subscriber: row.id }
}

/** Counts one more mail; null if the limit is reached. */
function requestsNow(
  { asked, askedSince }: Pick<StoredSubscriber, 'asked' | 'askedSince'>,
  at: Date,
): Pick<StoredSubscriber, 'asked' | 'askedSince'> | null {
  if (!askedSince || at.getTime() - new Date(askedSince).getTime() >= DAY)
    return { asked: 1, askedSince: at.toISOString() }
  return asked < ASKED_MAILS ? { asked: asked + 1, askedSince } : null
}

/** A new request is unconfirmed: confirmation applies to the newest choices. */
const anew = ({ places, entries, ...choices }: Choices, at: Date) => ({
  ...choices,
  state: 'unconfirmed' as const,
  follows: followAll({ places, entries }, 0),
  createdAt: at.toISOString(),
  endedAt: null,
  why: null,
})
