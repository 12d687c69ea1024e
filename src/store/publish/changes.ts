import type { Where } from 'payload'
import { changeHash, type Change } from '#domain/publish/changes.ts'
import { seenFields } from '#domain/content/diff.ts'
import type { ChangeKind } from '#domain/content/editions.ts'
import { leftOut, RESTORES, type RestoreAction } from '#domain/desk/restores.ts'
import { readLastEvent } from '../desk/events.ts'
import { assertGivenBack } from '../given-back.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, insertRow, updateRow, type StoreRequest } from '../rows.ts'

/** The sequence number of the newest change; 0 if there is none. */
export async function newestSeq(req: StoreRequest): Promise<number> {
  const [newest] = await findRows(req, 'changes', (row) => row.number('seq'), {}, '-seq', { limit: 1 })
  return newest ?? 0
}

/** The sequence number of the next change. Two that take the same one collide in its unique index, and one retries. */
export async function nextSeq(req: StoreRequest): Promise<number> {
  const restored = await readLastEvent<RestoreAction>(req, 'shared-events', RESTORES)
  return Math.max(await newestSeq(req), (restored && leftOut(restored)?.upTo) ?? 0) + 1
}

/** @throws {GivenBackOtherwise} if the database does not return what was written. */
export async function writeChange(req: StoreRequest, change: Change): Promise<void> {
  await insertRow(req, 'changes', { ...change, fields: JSON.stringify(change.fields) })
  await assertKept(req, change)
}

async function assertKept(req: StoreRequest, change: Change): Promise<void> {
  const kept = await readChange(req, change.seq)
  assertGivenBack(`Change ${change.seq}`, changeHash(change), kept && changeHash(kept))
}

type ChangeFacts = Pick<Change, 'seq' | 'entry' | 'entryKind' | 'jurisdiction' | 'edition'>

const toFacts = (row: Row): ChangeFacts => ({
  seq: row.sealedNumber('seq'),
  entry: row.sealed('entry'),
  entryKind: row.sealed('entryKind'),
  jurisdiction: row.sealedOrNull('jurisdiction'),
  edition: row.sealedOrNull('edition'),
})

const toChange = (row: Row): Change => ({
  ...toFacts(row),
  title: row.sealed('title'),
  kind: row.sealed('kind'),
  note: row.sealedOrNull('note'),
  noteCorrectedAt: row.sealedOrNull('noteCorrectedAt'),
  at: row.sealed('at'),
  effectiveOn: row.sealedOrNull('effectiveOn'),
  replaced: row.sealedOrNull('replaced'),
  corrects: row.sealedNumberOrNull('corrects'),
  // Invalid JSON becomes empty: the record then shows that the fields were altered.
  fields: row.sealedJson<Change['fields']>('fields', () => []),
})

/** Changes after a sequence number, oldest first, as shown to readers. */
export const readChanges = async (req: StoreRequest, after = 0): Promise<Change[]> =>
  (await readRecordedChanges(req, after)).map((change) => ({ ...change, fields: seenFields(change.fields) }))

/** Changes after a sequence number, oldest first, as recorded. */
export async function readRecordedChanges(req: StoreRequest, after = 0): Promise<Change[]> {
  return findRows(req, 'changes', toChange, { seq: { greater_than: after } }, 'seq')
}

/** The newest change of all; null before the first. */
export async function newestChange(req: StoreRequest): Promise<Change | null> {
  const [newest] = await findRows(req, 'changes', toChange, {}, '-seq', { limit: 1 })
  return newest ?? null
}

/** Changes of these kinds after a sequence number, oldest first. */
export async function readChangesOfKinds(
  req: StoreRequest,
  after: number,
  kinds: readonly ChangeKind[],
): Promise<Change[]> {
  const where: Where = { and: [{ seq: { greater_than: after } }, { kind: { in: [...kinds] } }] }
  return findRows(req, 'changes', toChange, where, 'seq')
}

export const readChange = (req: StoreRequest, seq: number): Promise<Change | null> =>
  findRow(req, 'changes', toChange, { seq: { equals: seq } })

/** The changes of one entry, oldest first. */
export const readChangesOf = (req: StoreRequest, entry: string): Promise<Change[]> =>
  findRows(req, 'changes', toChange, { entry: { equals: entry } }, 'seq')

/** Editions of places that went live, oldest first, without their content. */
export const readChangeFacts = (req: StoreRequest, places: readonly string[]): Promise<ChangeFacts[]> =>
  findRows(req, 'changes', toFacts, { jurisdiction: { in: [...places] } }, 'seq')

/**
 * Corrects a change in the public record. The correcting event keeps the previous text.
 * @throws {GivenBackOtherwise} if the database does not return what was written.
 */
export async function correctChangeNote(
  req: StoreRequest,
  seq: number,
  note: string,
  at: Date,
): Promise<void> {
  const corrected = { note, noteCorrectedAt: at.toISOString() }
  const before = await readChange(req, seq)
  // A copy: MongoDB's adapter mutates its argument.
  await updateRow(req, 'changes', { seq: { equals: seq } }, { ...corrected })
  if (before) await assertKept(req, { ...before, ...corrected })
}
