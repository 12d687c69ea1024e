import { sql } from '@payloadcms/db-sqlite'
import { MAIL_STATES, type MailState } from '#domain/mail/mails.ts'
import { documentsOf, embeddedOf } from '../../database/drivers.ts'
import type { StoreRequest } from '../../rows.ts'

/** How many mails there are in each state: of one digest run, or of all. */
export async function countMails(req: StoreRequest, run?: string): Promise<Record<MailState, number>> {
  const counts = Object.fromEntries(Object.keys(MAIL_STATES).map((state) => [state, 0])) as Record<
    MailState,
    number
  >
  const documents = documentsOf(req)
  if (documents) {
    const found = await documents.collections.outbox?.aggregate<{
      _id: MailState
      count: number
    }>([
      ...(run === undefined ? [] : [{ $match: { run } }]),
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ])
    for (const { _id, count } of found ?? []) counts[_id] = count
    return counts
  }
  const found = await embeddedOf(req).drizzle.all<{
    state: MailState
    count: number
  }>(
    sql`select state, count(*) as count from outbox ${run === undefined ? sql`` : sql`where run = ${run}`} group by 1`,
  )
  for (const { state, count } of found) counts[state] = Number(count)
  return counts
}

/** How many mails a digest run has written. */
export async function countMailsOf(req: StoreRequest, run: string): Promise<number> {
  return (await req.payload.db.count({ collection: 'outbox', where: { run: { equals: run } }, req: req }))
    .totalDocs
}
