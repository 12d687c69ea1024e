import { sql } from '@payloadcms/db-sqlite'
import { MAIL_STATES, type MailState } from '#domain/mail/mails.ts'
import { documentsOf, embeddedOf } from '../../database/drivers.ts'
import type { Row } from '../../row.ts'
import { parseRows, type StoreRequest } from '../../rows.ts'

const toCount = (row: Row): [MailState, number] => [row.among('state', MAIL_STATES), row.number('count')]

const rowsOf = async (req: StoreRequest, run: string | undefined): Promise<Record<string, unknown>[]> => {
  const documents = documentsOf(req)?.collections.outbox
  return documents
    ? documents.aggregate([
        ...(run === undefined ? [] : [{ $match: { run } }]),
        { $group: { _id: '$state', count: { $sum: 1 } } },
        { $project: { _id: 0, state: '$_id', count: 1 } },
      ])
    : embeddedOf(req).drizzle.all(
        sql`select state, count(*) as count from outbox ${run === undefined ? sql`` : sql`where run = ${run}`} group by 1`,
      )
}

/** Number of mails in each state: of one digest run, or of all. */
export async function countMails(req: StoreRequest, run?: string): Promise<Record<MailState, number>> {
  const counts: Record<MailState, number> = {
    pending: 0,
    sending: 0,
    'handing-over': 0,
    unknown: 0,
    sent: 0,
    refused: 0,
    dropped: 0,
  }
  for (const [state, count] of parseRows(req, 'outbox', await rowsOf(req, run), toCount))
    counts[state] = count
  return counts
}

/** Number of mails written by a digest run. */
export async function countMailsOf(req: StoreRequest, run: string): Promise<number> {
  return (await req.payload.db.count({ collection: 'outbox', where: { run: { equals: run } }, req: req }))
    .totalDocs
}
