import { sql } from '@payloadcms/db-sqlite'
import type { Kind } from '#domain/keys.ts'
import { documentsOf, readerOf, sessionOf } from '../database/drivers.ts'
import { keysOfPlace } from '../of-place.ts'
import { Row } from '../row.ts'
import type { StoreRequest } from '../rows.ts'

/** The live entries of one place that are of one kind. */
export interface LiveOfPlace {
  /** Slug of the place, with which the keys of its entries begin. */
  place: string
  kind: Kind
  /** Of profiles and channels the hashes of the live editions; of others none, as their words are not asked for. */
  hashes: string[]
}

const toLive = (row: Row, hashes: readonly unknown[]): LiveOfPlace => ({
  place: row.sealed('place'),
  kind: row.sealed('kind'),
  hashes: hashes.filter((hash) => typeof hash === 'string'),
})

/** Kinds of which the words decide what a guide lacks. */
const READ: readonly Kind[] = ['profile', 'channel']

/**
 * Payload can't group: each database does so in one statement, so that a site of a thousand guides reads a few rows for
 * each, and not all its heads.
 * @param slug of this place alone; of all places for null.
 */
export async function readLiveOfPlaces(
  req: StoreRequest,
  kinds: readonly Kind[],
  slug: string | null,
): Promise<LiveOfPlace[]> {
  const keys = slug === null ? null : keysOfPlace(slug)
  const mongo = documentsOf(req)
  if (mongo) {
    const stages = [
      {
        $match: {
          kind: { $in: [...kinds] },
          liveHash: { $gt: '' },
          entry: keys ? { $gt: keys.after, $lt: keys.before } : { $type: 'string' },
        },
      },
      {
        $group: {
          _id: { place: { $arrayElemAt: [{ $split: ['$entry', '/'] }, 0] }, kind: '$kind' },
          hashes: { $addToSet: { $cond: [{ $in: ['$kind', [...READ]] }, '$liveHash', null] } },
        },
      },
      { $sort: { _id: 1 } },
    ]
    const found = await mongo.collections.heads?.aggregate(stages, await sessionOf(req))
    return (found ?? []).map(({ _id, hashes }) =>
      toLive(new Row('heads', _id as object), Array.isArray(hashes) ? hashes : []),
    )
  }
  const list = (of: readonly string[]) =>
    sql.join(
      of.map((each) => sql`${each}`),
      sql`, `,
    )
  // The plus keeps SQLite from going by kinds where a place has few entries.
  const where =
    keys === null
      ? sql`live_hash > '' and kind in (${list(kinds)})`
      : sql`entry > ${keys.after} and entry < ${keys.before} and +live_hash > '' and +kind in (${list(kinds)})`
  const reader = await readerOf(req)
  const rows = await reader.all(sql`
    select substr(entry, 1, instr(entry, '/') - 1) as place, kind,
      group_concat(case when kind in (${list(READ)}) then live_hash end) as hashes
    from heads where ${where} group by 1, 2`)
  return rows.map((values) => {
    const row = new Row('heads', values)
    return toLive(row, row.sealedOrNull('hashes')?.split(',') ?? [])
  })
}
