import { refollow } from '#domain/mail/subscribing.ts'
import type { Choices } from '#domain/mail/subscribers.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { changeSubscriber } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Changes a subscriber's choices. @returns false if the link is invalid or they are not subscribed. */
export async function changeChoices(
  subscriptions: Subscriptions,
  token: string,
  { places, entries, ...choices }: Choices,
): Promise<boolean> {
  const { req } = subscriptions
  const row = await managing(subscriptions, token)
  if (!row) return false
  const follows = refollow(row.follows, { places, entries }, await newestSeq(req))
  return changeSubscriber(req, row.id, ['active', 'paused'], { ...choices, follows })
}
