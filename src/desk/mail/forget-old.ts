import { daysAfter } from '#domain/mail/mail-tokens.ts'
import { KEPT_DAYS } from '#domain/mail/subscribers.ts'
import { deleteExpiredTokens } from '#store/mail/mail-tokens.ts'
import { NOTICE_DAYS } from '#domain/mail/notices.ts'
import { EXPERT_DAYS } from '#domain/desk/experts.ts'
import { forgetExpertLinks } from '#store/desk/expert-links.ts'
import { forgetNotices } from '#store/mail/notices.ts'
import { deleteRows } from '#store/rows.ts'
import { findSubscribers } from '#store/mail/subscribers.ts'
import { eraseSubscriber } from './erase.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Days for which a password reset request is kept: the link works for an hour, or for three days. */
const PASSWORD_MAIL_DAYS = 1

/** Number of subscribers erased in one transaction. */
const STEP = 100

/**
 * Erases subscribers who never confirmed, who left, or whose mail was stopped, once their retention period
 * ends; also expired links, the remains of answered requests, mails with password reset links, old notices, and
 * links of experts whose time was over long ago.
 * @returns how many subscribers were erased, 0 if none is left; and the Message-IDs of their mails.
 */
export async function forgetOld({
  req,
  clock,
}: Pick<Subscriptions, 'req' | 'clock'>): Promise<{ erased: number; mails: string[] }> {
  const now = clock.now()
  const before = (days: number): string => daysAfter(now, -days).toISOString()
  const old = await findSubscribers(
    req,
    {
      or: [
        {
          and: [
            { state: { equals: 'unconfirmed' } },
            { createdAt: { less_than_equal: before(KEPT_DAYS.unconfirmed) } },
          ],
        },
        {
          and: [
            { state: { in: ['left', 'suppressed'] } },
            { endedAt: { less_than_equal: before(KEPT_DAYS.left) } },
          ],
        },
      ],
    },
    STEP,
  )
  const mails: string[] = []
  for (const { id } of old) mails.push(...(await eraseSubscriber(req, String(id))))
  await deleteExpiredTokens(req, now)
  await deleteRows(req, 'outbox', {
    and: [{ kind: { equals: 'password' } }, { createdAt: { less_than_equal: before(PASSWORD_MAIL_DAYS) } }],
  })
  await deleteRows(req, 'work', {
    and: [
      { kind: { equals: 'subscribe' } },
      { state: { equals: 'done' } },
      { askedAt: { less_than_equal: before(KEPT_DAYS.unconfirmed) } },
    ],
  })
  await deleteRows(req, 'work', {
    and: [
      { kind: { equals: 'tell' } },
      { state: { equals: 'done' } },
      { askedAt: { less_than_equal: before(NOTICE_DAYS.read) } },
    ],
  })
  await forgetExpertLinks(req, daysAfter(now, -EXPERT_DAYS.kept))
  await forgetNotices(req, { read: daysAfter(now, -NOTICE_DAYS.read), all: daysAfter(now, -NOTICE_DAYS.all) })
  return { erased: old.length, mails }
}
