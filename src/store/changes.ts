import type { Change } from '#domain/changes.ts'
import { findRows, insertRow, type StoreRequest } from './rows.ts'

/** The sequence number that the next change takes. Two that take the same one meet in its unique index, and one tries again. */
export async function nextSeq(req: StoreRequest): Promise<number> {
  const [last] = await findRows<{ seq: number }>(req, 'changes', {}, '-seq', 1)
  return (last?.seq ?? 0) + 1
}

export async function writeChange(req: StoreRequest, { fields, ...change }: Change): Promise<void> {
  await insertRow(req, 'changes', { ...change, fields: JSON.stringify(fields) })
}

type ChangeRow = Omit<Change, 'fields'> & { fields: string }

/** Changes after a sequence number, oldest first. */
export async function readChanges(req: StoreRequest, after = 0): Promise<Change[]> {
  const rows = await findRows<ChangeRow>(req, 'changes', { seq: { greater_than: after } }, 'seq')
  return rows.map(
    ({
      seq,
      entry,
      entryKind,
      jurisdiction,
      kind,
      note,
      at,
      effectiveOn,
      edition,
      replaced,
      corrects,
      fields,
    }) => ({
      seq,
      entry,
      entryKind,
      jurisdiction: jurisdiction ?? null,
      kind,
      note: note ?? null,
      at,
      effectiveOn: effectiveOn ?? null,
      edition: edition ?? null,
      replaced: replaced ?? null,
      corrects: corrects ?? null,
      fields: JSON.parse(fields) as Change['fields'],
    }),
  )
}
