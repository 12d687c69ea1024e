import { sql } from '@payloadcms/db-sqlite'
import type { SubscriberState } from '#domain/mail/subscribers.ts'
import { documentsOf, embeddedOf } from '../database/drivers.ts'
import type { StoreRequest } from '../rows.ts'

interface Counted {
  state: SubscriberState
  count: number
}

async function statesOf(req: StoreRequest): Promise<Counted[]> {
  const mongo = documentsOf(req)
  if (!mongo)
    return embeddedOf(req).drizzle.all<Counted>(
      sql`select state, count(*) as count from subscribers group by 1`,
    )
  const found = await mongo.collections.subscribers?.aggregate<{ _id: SubscriberState; count: number }>([
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ])
  return (found ?? []).map(({ _id, count }) => ({ state: _id, count }))
}

/** How many subscribers there are in each state. */
export async function countStates(req: StoreRequest): Promise<Partial<Record<SubscriberState, number>>> {
  return Object.fromEntries((await statesOf(req)).map(({ state, count }) => [state, Number(count)]))
}
