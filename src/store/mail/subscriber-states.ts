import { sql } from '@payloadcms/db-sqlite'
import { SUBSCRIBER_STATES, type SubscriberState } from '#domain/mail/subscribers.ts'
import { documentsOf, embeddedOf } from '../database/drivers.ts'
import type { Row } from '../row.ts'
import { parseRows, type StoreRequest } from '../rows.ts'

const toCount = (row: Row): [SubscriberState, number] => [
  row.among('state', SUBSCRIBER_STATES),
  row.number('count'),
]

const rowsOf = async (req: StoreRequest): Promise<Record<string, unknown>[]> => {
  const mongo = documentsOf(req)
  if (!mongo)
    return embeddedOf(req).drizzle.all(sql`select state, count(*) as count from subscribers group by 1`)
  const found = await mongo.collections.subscribers?.aggregate([
    { $group: { _id: '$state', count: { $sum: 1 } } },
    { $project: { _id: 0, state: '$_id', count: 1 } },
  ])
  return found ?? []
}

/** Number of subscribers in each state. */
export async function countStates(req: StoreRequest): Promise<Partial<Record<SubscriberState, number>>> {
  return Object.fromEntries(parseRows(req, 'subscribers', await rowsOf(req), toCount))
}
