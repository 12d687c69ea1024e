import { sql } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { NO_ANSWER, type Mail } from '#domain/mail/mails.ts'
import { documentsOf, embeddedOf } from '../../database/drivers.ts'
import { isGone } from '../../presence.ts'
import { Row } from '../../row.ts'
import { findRows } from '../../rows.ts'
import { markMails, type MailMark } from './mark.ts'
import { toMail } from './stored-mail.ts'

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
    holder: null,
    notBefore: new Date(now.getTime() + rest).toISOString(),
    endedAt: over ? now.toISOString() : null,
    answer,
  }
}

/** Mails that are looked at together. */
const AT_ONCE = 500

const HELD = ['sending', 'handing-over'] as const

/**
 * Mails of those who are gone: what they had not handed over is to be sent by others; of what they were handing over
 * nobody knows whether it arrived.
 * @param rest milliseconds until what is unknown is sent again.
 * @returns how many of each.
 */
export async function settleLeftBehind(
  payload: Payload,
  { now, rest }: { now: Date; rest: number },
): Promise<{ unsent: number; unknown: number }> {
  const settled = { unsent: 0, unknown: 0 }
  for (const holder of await holdersOfMails(payload)) {
    if (holder !== null && !(await isGone(payload, holder))) continue
    for (;;) {
      const mails = await findRows(
        { payload },
        'outbox',
        toMail,
        {
          and: [
            { state: { in: [...HELD] } },
            { holder: holder === null ? { exists: false } : { equals: holder } },
          ],
        },
        'id',
        { limit: AT_ONCE },
      )
      if (mails.length === 0) break
      await markMails(
        payload,
        mails.map((mail): MailMark =>
          mail.state === 'sending'
            ? // Whoever held it and only slept is refused from now on.
              { mail, from: 'sending', data: { state: 'pending', holder: null, token: mail.token + 1 } }
            : { mail, from: 'handing-over', data: becomesUnknown(mail, { now, rest, answer: NO_ANSWER }) },
        ),
      )
      const unsent = mails.filter(({ state }) => state === 'sending').length
      settled.unsent += unsent
      settled.unknown += mails.length - unsent
    }
  }
  return settled
}

/** Everybody who holds mails; null where nobody is named. */
async function holdersOfMails(payload: Payload): Promise<(string | null)[]> {
  const documents = documentsOf({ payload })?.collections.outbox
  const found = documents
    ? await documents.aggregate([
        { $match: { state: { $in: HELD } } },
        { $group: { _id: '$holder' } },
        { $project: { holder: '$_id' } },
      ])
    : await embeddedOf({ payload }).drizzle.all(
        sql`select distinct holder from outbox where state in (${sql.join(
          HELD.map((state) => sql`${state}`),
          sql`, `,
        )})`,
      )
  return found.map((values) => new Row('outbox', values).textOrNull('holder'))
}
