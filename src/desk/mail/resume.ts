import { followAll, followedOf } from '#domain/mail/subscribing.ts'
import { newestSeq } from '#store/publish/changes.ts'
import { changeSubscriber } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Resumes mail, for changes from now on. @returns false if the link is invalid, or nothing is paused. */
export async function resume(subscriptions: Subscriptions, token: string): Promise<boolean> {
  const { req } = subscriptions
  const row = await managing(subscriptions, token)
  if (!row) return false
  const now = await newestSeq(req)
  return changeSubscriber(req, row.id, ['paused'], {
    state: 'active',
    follows: followAll(followedOf(row.follows), now),
    coveredTo: now,
  })
}
