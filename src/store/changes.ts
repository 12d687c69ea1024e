import type { Where } from 'payload'
import type { Change } from '#domain/changes.ts'
import type { ChangeKind } from '#domain/editions.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from './rows.ts'

/** The sequence number of the newest change; 0 where there is none. */
export async function newestSeq(req: StoreRequest): Promise<number> {
  const [last] = await findRows<{ seq: number }>(req, 'changes', {}, '-seq', 1)
  return last?.seq ?? 0
}

/** The sequence number that the next change takes. Two that take the same one meet in its unique index, and one tries again. */
export const nextSeq = async (req: StoreRequest): Promise<number> => (await newestSeq(req)) + 1

export async function writeChange(req: StoreRequest, { fields, ...change }: Change): Promise<void> {
  await insertRow(req, 'changes', { ...change, fields: JSON.stringify(fields) })
}

type ChangeRow = Omit<Change, 'fields'> & { fields: string }

/** Fields that are no JSON were altered: the record then shows that they are not what differs. */
function fieldsOf(text: string): Change['fields'] {
  try {
    return JSON.parse(text) as Change['fields']
  } catch {
    return []
  }
}

const toChange = ({ fields, ...row }: ChangeRow): Change => ({
  seq: row.seq,
  entry: row.entry,
  entryKind: row.entryKind,
  jurisdiction: row.jurisdiction ?? null,
  title: row.title,
  kind: row.kind,
  note: row.note ?? null,
  noteCorrectedAt: row.noteCorrectedAt ?? null,
  at: row.at,
  effectiveOn: row.effectiveOn ?? null,
  edition: row.edition ?? null,
  replaced: row.replaced ?? null,
  corrects: row.corrects ?? null,
  fields: fieldsOf(fields),
})

/** Changes after a sequence number, oldest first. */
export async function readChanges(req: StoreRequest, after = 0): Promise<Change[]> {
  const rows = await findRows<ChangeRow>(req, 'changes', { seq: { greater_than: after } }, 'seq')
  return rows.map(toChange)
}

/** The newest change of all; null before the first. */
export async function newestChange(req: StoreRequest): Promise<Change | null> {
  const [row] = await findRows<ChangeRow>(req, 'changes', {}, '-seq', 1)
  return row ? toChange(row) : null
}

/** Changes of these kinds after a sequence number, oldest first. */
export async function readChangesOfKinds(
  req: StoreRequest,
  after: number,
  kinds: readonly ChangeKind[],
): Promise<Change[]> {
  const where: Where = { and: [{ seq: { greater_than: after } }, { kind: { in: [...kinds] } }] }
  return (await findRows<ChangeRow>(req, 'changes', where, 'seq')).map(toChange)
}

export async function readChange(req: StoreRequest, seq: number): Promise<Change | null> {
  const row = await findRow<ChangeRow>(req, 'changes', { seq: { equals: seq } })
  return row ? toChange(row) : null
}

/** The changes of one entry, oldest first. */
export async function readChangesOf(req: StoreRequest, entry: string): Promise<Change[]> {
  return (await findRows<ChangeRow>(req, 'changes', { entry: { equals: entry } }, 'seq')).map(toChange)
}

/** Corrects what the public record says of a change. The event that does so keeps what it said before. */
export async function correctChangeNote(
  req: StoreRequest,
  seq: number,
  note: string,
  at: Date,
): Promise<void> {
  await updateRow(req, 'changes', { seq: { equals: seq } }, { note, noteCorrectedAt: at.toISOString() })
}
