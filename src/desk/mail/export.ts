import { choicesOf } from '#domain/mail/subscribing.ts'
import type { Mail } from '#domain/mail/mails.ts'
import { findRows } from '#store/rows.ts'
import { addressOf, toSubscriber } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Everything that is known of somebody, as plain data; null where the link leads nowhere. */
export async function exportAll(subscriptions: Subscriptions, token: string): Promise<object | null> {
  const { req, book } = subscriptions
  const row = await managing(subscriptions, token)
  if (!row) return null
  const { id, follows, state, coveredTo, ...chosen } = toSubscriber(row)
  const told = await findRows<{ change: number; mail: string }>(
    req,
    'mailed-changes',
    { subscriber: { equals: id } },
    'change',
  )
  const mails = await findRows<Mail>(
    req,
    'outbox',
    { recipient: { equals: `subscriber:${id}` } },
    'createdAt',
  )
  const links = await findRows<{ purpose: string; createdAt: string; expiresAt: string }>(
    req,
    'mail-tokens',
    { subscriber: { equals: id } },
    'expiresAt',
  )
  return {
    address: addressOf(row, book),
    state,
    choices: choicesOf({ id, follows, state, coveredTo, ...chosen }),
    follows,
    coveredTo,
    askedAt: row.createdAt,
    confirmedAt: row.confirmedAt ?? null,
    endedAt: row.endedAt ?? null,
    why: row.why ?? null,
    mailsAskedFor: { since: row.askedSince ?? null, number: row.asked },
    changesMailed: told.map(({ change, mail }) => ({ change, mail })),
    mails: mails.map(({ kind, state: became, createdAt, endedAt }) => ({
      kind,
      state: became,
      createdAt,
      endedAt: endedAt ?? null,
    })),
    links: links.map(({ purpose, createdAt, expiresAt }) => ({ purpose, createdAt, expiresAt })),
  }
}
