import { sql } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'
import { NO_ANSWER, type Mail } from '#domain/mail/mails.ts'
import { documentsOf, embeddedOf } from '../../database/drivers.ts'
import { isGone } from '../../presence.ts'
import { Row } from '../../row.ts'
import { findRows } from '../../rows.ts'
import { markMails, type MailMark } from './mark.ts'
import { toMail } from './stored-mail.ts'

/** Maximum number of times an `unknown` mail is sent again. */
const UNKNOWN_AGAIN = 2

/**
 * The next state of a mail that was handed over without a known response: it waits and is sent again, and after the
 * maximum number of times stays `unknown`.
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

/** Mails processed together. */
const AT_ONCE = 500

const HELD = ['sending', 'handing-over'] as const

/**
 * Settles mails held by processes that are gone: those not handed over may be sent by others; of those being handed
 * over it is unknown whether they arrived.
 * @param rest milliseconds until an unknown mail is sent again.
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
            ? // If the holder was only suspended, its writes are refused from now on.
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

/** All holders of mails; null where none is named. */
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
