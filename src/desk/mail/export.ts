import { choicesOf } from '#domain/mail/subscribing.ts'
import { findRows } from '#store/rows.ts'
import { toMail } from '#store/mail/outbox/stored-mail.ts'
import { addressOf } from '#store/mail/subscribers.ts'
import { managing } from './managing.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Everything stored about a subscriber, as plain data; null if the link is invalid. */
export async function exportAll(subscriptions: Subscriptions, token: string): Promise<object | null> {
  const { req, book } = subscriptions
  const row = await managing(subscriptions, token)
  if (!row) return null
  const { id, follows, state, coveredTo } = row
  const told = await findRows(
    req,
    'mailed-changes',
    (row) => ({ change: row.number('change'), mail: row.text('mail') }),
    { subscriber: { equals: id } },
    'change',
  )
  const mails = await findRows(
    req,
    'outbox',
    toMail,
    { recipient: { equals: `subscriber:${id}` } },
    'createdAt',
  )
  const links = await findRows(
    req,
    'mail-tokens',
    (row) => ({
      purpose: row.text('purpose'),
      createdAt: row.text('createdAt'),
      expiresAt: row.text('expiresAt'),
    }),
    { subscriber: { equals: id } },
    'expiresAt',
  )
  return {
    address: addressOf(row, book),
    state,
    choices: choicesOf(row),
    follows,
    coveredTo,
    askedAt: row.createdAt,
    confirmedAt: row.confirmedAt,
    endedAt: row.endedAt,
    why: row.why,
    mailsAskedFor: { since: row.askedSince, number: row.asked },
    changesMailed: told,
    mails: mails.map(({ kind, state: became, createdAt, endedAt }) => ({
      kind,
      state: became,
      createdAt,
      endedAt,
    })),
    links,
  }
}
