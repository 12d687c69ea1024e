import { sql } from '@payloadcms/db-sqlite'
import type { Where } from 'payload'
import type { Cadence } from '#domain/slots.ts'
import { writerOf } from '../database/drivers.ts'
import { documentsOf, sessionOf } from '../database/drivers.ts'
import { asking } from '../database/watched.ts'
import type { Row } from '../row.ts'
import { findRows, type StoreRequest } from '../rows.ts'

/** The lowest change number up to which any subscriber, of a cadence or of all, is covered; null if there are none. */
export async function leastCovered(req: StoreRequest, cadence: Cadence | null): Promise<number | null> {
  const active: Where = { state: { equals: 'active' } }
  const where = cadence === null ? active : { and: [active, { cadence: { equals: cadence } }] }
  const coveredOf = (row: Row): number => row.numberOrNull('coveredTo') ?? 0
  const [least] = await findRows(req, 'subscribers', coveredOf, where, 'coveredTo', { limit: 1 })
  return least ?? null
}

/**
 * Records that these subscribers have been told of everything up to a change.
 * @throws {TypeError} on the embedded database outside a transaction.
 */
export async function coverUpTo(req: StoreRequest, ids: readonly string[], seq: number): Promise<void> {
  if (ids.length === 0) return
  const mongo = documentsOf(req)
  if (mongo) {
    const session = await sessionOf(req)
    await asking(req, 'updateMany', async () =>
      mongo.collections.subscribers?.updateMany({ _id: { $in: ids } }, { $max: { coveredTo: seq } }, session),
    )
    return
  }
  const db = await writerOf(req)
  await db.run(sql`
    update subscribers set covered_to = max(coalesce(covered_to, 0), ${seq})
    where id in (select value from json_each(${JSON.stringify(ids)}))`)
}
