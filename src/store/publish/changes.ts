import type { Where } from 'payload'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import { seenFields } from '#domain/content/diff.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { assertGivenBack } from '../given-back.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** The sequence number of the newest change; 0 where there is none. */
export async function newestSeq(req: StoreRequest): Promise<number> {
  const [last] = await findRows<{ seq: number }>(req, 'changes', {}, '-seq', 1)
  return last?.seq ?? 0
}

/** The sequence number that the next change takes. Two that take the same one meet in its unique index, and one tries again. */
export const nextSeq = async (req: StoreRequest): Promise<number> => (await newestSeq(req)) + 1

/** @throws {GivenBackOtherwise} where the database does not give back what was written. */
export async function writeChange(req: StoreRequest, change: Change): Promise<void> {
  await insertRow(req, 'changes', { ...change, fields: JSON.stringify(change.fields) })
  await assertKept(req, change)
}

async function assertKept(req: StoreRequest, change: Change): Promise<void> {
  const kept = await readChange(req, change.seq)
  assertGivenBack(`Change ${change.seq}`, changeHash(change), kept && changeHash(kept))
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

/** Changes after a sequence number, oldest first, as readers are told of them. */
export const readChanges = async (req: StoreRequest, after = 0): Promise<Change[]> =>
  (await readRecordedChanges(req, after)).map((change) => ({ ...change, fields: seenFields(change.fields) }))

/** Changes after a sequence number, oldest first, as they were recorded. */
export async function readRecordedChanges(req: StoreRequest, after = 0): Promise<Change[]> {
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

/**
 * Corrects what the public record says of a change. The event that does so keeps what it said before.
 * @throws {GivenBackOtherwise} where the database does not give back what was written.
 */
export async function correctChangeNote(
  req: StoreRequest,
  seq: number,
  note: string,
  at: Date,
): Promise<void> {
  const corrected = { note, noteCorrectedAt: at.toISOString() }
  const before = await readChange(req, seq)
  // A copy: MongoDB's adapter writes into what it is given.
  await updateRow(req, 'changes', { seq: { equals: seq } }, { ...corrected })
  if (before) await assertKept(req, { ...before, ...corrected })
}
