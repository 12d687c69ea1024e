import { sql } from '@payloadcms/db-sqlite'
import type { LegalDate } from '#domain/dates.ts'
import { documentsOf, embeddedOf } from '../../database/drivers.ts'
import { Row } from '../../row.ts'
import type { StoreRequest } from '../../rows.ts'

/** How many entries of one place are overdue or due soon, and since when. */
export interface DueCount {
  place: string
  overdue: number
  soon: number
  first: LegalDate
}

const toCount = (row: Row): DueCount => ({
  place: row.text('place'),
  overdue: row.number('overdue'),
  soon: row.number('soon'),
  first: row.sealed('first'),
})

interface Days {
  /** Entries due before this day are overdue. */
  today: LegalDate
  /** Last day that counts as due soon. */
  until: LegalDate
}

/** Payload can't count by group: each database does so in one statement over an index, without reading heads. */
export async function countDueByPlace(req: StoreRequest, { today, until }: Days): Promise<DueCount[]> {
  const mongo = documentsOf(req)
  if (mongo) {
    const found = await mongo.collections.heads?.aggregate([
      { $match: { dueOn: { $gt: '', $lte: until } } },
      {
        $group: {
          _id: { $arrayElemAt: [{ $split: ['$entry', '/'] }, 0] },
          overdue: { $sum: { $cond: [{ $lt: ['$dueOn', today] }, 1, 0] } },
          soon: { $sum: { $cond: [{ $lt: ['$dueOn', today] }, 0, 1] } },
          first: { $min: '$dueOn' },
        },
      },
    ])
    return (found ?? []).map(({ _id, ...counts }) => toCount(new Row('heads', { place: _id, ...counts })))
  }
  const rows = await embeddedOf(req).drizzle.all(sql`
    select substr(entry, 1, instr(entry, '/') - 1) as place,
      sum(due_on < ${today}) as overdue, sum(due_on >= ${today}) as soon, min(due_on) as first
    from heads where due_on > '' and due_on <= ${until} group by 1`)
  return rows.map((values) => toCount(new Row('heads', values)))
}
