import { sql } from '@payloadcms/db-sqlite'
import type { SubscriberState } from '#domain/subscribers.ts'
import type { StoreRequest } from './rows.ts'

interface Embedded {
  drizzle: { all<T>(query: unknown): Promise<T[]> }
}

interface Documents {
  collections: Record<string, { aggregate<T>(stages: object[]): Promise<T[]> } | undefined>
}

/** How many subscribers there are in each state. */
export async function countStates({
  payload,
}: StoreRequest): Promise<Partial<Record<SubscriberState, number>>> {
  const rows =
    payload.db.name === 'mongoose'
      ? (
          (await (payload.db as unknown as Documents).collections.subscribers?.aggregate<{
            _id: SubscriberState
            count: number
          }>([{ $group: { _id: '$state', count: { $sum: 1 } } }])) ?? []
        ).map(({ _id, count }) => ({ state: _id, count }))
      : await (payload.db as unknown as Embedded).drizzle.all<{ state: SubscriberState; count: number }>(
          sql`select state, count(*) as count from subscribers group by 1`,
        )
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}
