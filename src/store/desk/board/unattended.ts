import type { Row } from '../../row.ts'
import { findRows, type StoreRequest } from '../../rows.ts'

/** A guide without a responsible person; null otherwise. */
const unattended = (row: Row): { id: string; name: string } | null =>
  row.list('responsible').length === 0 ? { id: row.id, name: row.text('name') } : null

/** Guides without a responsible person, by name. */
export const readUnattended = async (req: StoreRequest): Promise<{ id: string; name: string }[]> =>
  (await findRows(req, 'jurisdictions', unattended, { guide: { in: ['full', 'building'] } }, 'name')).filter(
    (guide) => guide !== null,
  )
