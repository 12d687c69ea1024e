import type { EditedRecord } from '#domain/desk/board.ts'
import type { EditedFlag } from '#store/desk/board/edited-records.ts'
import type { WorkingCopyRef } from '#store/desk/working-copies.ts'

/** Edited records, each with the live entries that still print its former state. */
export function editedRecords(
  flags: readonly EditedFlag[],
  copies: ReadonlyMap<string, WorkingCopyRef>,
): EditedRecord[] {
  const found = new Map<string, EditedRecord>()
  for (const { entry, about, detail, at } of flags) {
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
