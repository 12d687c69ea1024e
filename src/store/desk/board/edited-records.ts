import type { Where } from 'payload'
import type { EditedRecord } from '#domain/desk/board.ts'
import { findRows, type StoreRequest } from '../../rows.ts'
import type { WorkingCopyRef } from '../working-copies.ts'
import { count } from './rows.ts'

interface FlagRow {
  entry: string
  about: string
  detail: string
  at: string
}

/** Open flags of edited records that the board reads at most: they are shown record by record. */
const FLAGS = 60

export async function readEdited(req: StoreRequest): Promise<{ rows: FlagRow[]; total: number }> {
  const where: Where = { and: [{ kind: { equals: 'shared-record' } }, { closedAt: { exists: false } }] }
  const rows = await findRows<FlagRow>(req, 'flags', where, ['at'], FLAGS)
  return { rows, total: rows.length < FLAGS ? rows.length : await count(req, 'flags', where) }
}

export function editedRecords(
  rows: readonly FlagRow[],
  copies: ReadonlyMap<string, WorkingCopyRef>,
): EditedRecord[] {
  const found = new Map<string, EditedRecord>()
  for (const { entry, about, detail, at } of rows) {
    const [collection = '', id = ''] = about.split('/')
    const record: EditedRecord = found.get(about) ?? { about, collection, id, words: detail, at, entries: [] }
    const copy = copies.get(entry)
    record.entries.push({
      entry,
      label: copy?.label ?? entry,
      at: copy ? { collection: copy.collection, id: copy.id } : null,
    })
    found.set(about, record)
  }
  return [...found.values()]
}
