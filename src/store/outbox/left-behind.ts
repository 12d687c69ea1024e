import type { Payload } from 'payload'
import type { Mail } from '#domain/mails.ts'
import { findRows } from '../rows.ts'
import { markMails, type MailMark } from './mark.ts'
import { toMail, type MailRow } from './stored-mail.ts'

/** How often what is `unknown` is sent again, at most. */
const UNKNOWN_AGAIN = 2

/**
 * What becomes of a mail that was handed over and whose answer nobody knows: it rests and is sent again, and after so
 * many times stays as it is.
 */
export function becomesUnknown(
  { tries }: Pick<Mail, 'tries'>,
  { now, rest, answer }: { now: Date; rest: number; answer: string },
): MailMark['data'] {
  const over = tries >= UNKNOWN_AGAIN
  return {
    state: 'unknown',
    tries: tries + 1,
    until: null,
    notBefore: new Date(now.getTime() + rest).toISOString(),
    endedAt: over ? now.toISOString() : null,
    answer,
  }
}

/**
 * Mails that somebody was handing over when he ended become `unknown`.
 * @param rest milliseconds until they are sent again.
 * @returns how many.
 */
export async function settleLeftBehind(
  payload: Payload,
  { now, rest }: { now: Date; rest: number },
): Promise<number> {
  const rows = await findRows<MailRow>(
    { payload },
    'outbox',
    { and: [{ state: { equals: 'handing-over' } }, { until: { less_than_equal: now.toISOString() } }] },
    'id',
    500,
  )
  if (rows.length === 0) return 0
  const marks = rows.map(toMail).map((mail): MailMark => ({
    mail,
    from: 'handing-over',
    data: becomesUnknown(mail, {
      now,
      rest,
      answer: 'The sender ended before the mail server had answered.',
    }),
  }))
  return (await markMails(payload, marks)).filter(Boolean).length
}

/** Lets go of what was being sent when the one process that does all was ended: it need not wait for leases to end. */
export async function giveBackMails(payload: Payload, now: Date): Promise<void> {
  for (const state of ['sending', 'handing-over'] as const) {
    const rows = await findRows<MailRow>({ payload }, 'outbox', { state: { equals: state } }, 'id')
    await markMails(
      payload,
      rows.map(toMail).map((mail) => ({ mail, from: state, data: { until: now.toISOString() } })),
    )
  }
}
