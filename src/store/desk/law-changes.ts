import { LAW_CHANGE_STATES, lawChangeState, type LawChangeState } from '#domain/desk/law-changes.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { idOf } from '#domain/values.ts'
import type { Row } from '../row.ts'
import { findRow, findRows, type StoreRequest } from '../rows.ts'

export interface StoredLawChange {
  id: string
  title: string
  instrument: string
  what: string
  effectiveOn: LegalDate
  /** Which of its provisions, as typed; null for the whole of it. */
  provisions: string | null
  state: LawChangeState
}

export const toLawChange = (row: Row): StoredLawChange => ({
  id: row.id,
  title: row.text('title'),
  instrument: idOf(row.raw('instrument')) ?? '',
  what: row.text('what'),
  effectiveOn: row.day('effectiveOn'),
  provisions: row.textOrNull('provisions')?.trim() || null,
  state: row.amongOrNull('state', LAW_CHANGE_STATES) ?? 'recorded',
})

export const readLawChange = (req: StoreRequest, id: string): Promise<StoredLawChange | null> =>
  findRow(req, 'law-changes', toLawChange, { id: { equals: id } })

/** The law changes with these ids, by id; deleted ones are missing. */
export async function readLawChanges(
  req: StoreRequest,
  ids: readonly string[],
): Promise<Map<string, StoredLawChange>> {
  if (ids.length === 0) return new Map()
  const found = await findRows(req, 'law-changes', toLawChange, { id: { in: [...new Set(ids)] } })
  return new Map(found.map((change) => [change.id, change]))
}

interface NewLawChange extends Pick<StoredLawChange, 'title' | 'instrument' | 'effectiveOn'> {
  what: 'commencement' | 'amendment' | 'repeal'
  provisions: string | null
  note: string | null
}

/** Records a law change like its form, with the same validation. @returns its id. */
export async function createLawChange(req: StoreRequest, data: NewLawChange): Promise<string> {
  const doc = await req.payload.create({
    collection: 'law-changes',
    data,
    overrideAccess: true,
    req: req,
  })
  return String(doc.id)
}

/** The law changes of an instrument, newest first. */
export const readLawChangesOf = (req: StoreRequest, instrument: string): Promise<StoredLawChange[]> =>
  findRows(req, 'law-changes', toLawChange, { instrument: { equals: instrument } }, '-effectiveOn', {
    limit: 50,
  })

/**
 * Sets its state. It counts as no save: `updatedAt` stays, since it says to a person's save which state that one started
 * from.
 */
export async function putLawChangeState(req: StoreRequest, id: string, state: LawChangeState): Promise<void> {
  await req.payload.db.updateOne({
    collection: 'law-changes',
    where: { id: { equals: id } },
    data: { state, updatedAt: null },
    req: req,
    returning: false,
  })
}

/** Records that entries were flagged for it. */
export const markLawChange = (req: StoreRequest, id: string): Promise<void> =>
  putLawChangeState(req, id, 'under-way')

/** Updates its state after one of its flags was settled. */
export async function settleLawChange(req: StoreRequest, id: string, flags: readonly Flag[]): Promise<void> {
  const kept = (await readLawChange(req, id))?.state
  await putLawChangeState(req, id, lawChangeState(flags, kept))
}
