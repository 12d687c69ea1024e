import { lawChangeState, type LawChangeState } from '#domain/desk/law-changes.ts'
import type { LegalDate } from '#domain/dates.ts'
import type { Flag } from '#domain/desk/flags.ts'
import { idOf } from '#domain/values.ts'
import type { StoreRequest } from '../rows.ts'

export interface StoredLawChange {
  id: string
  title: string
  instrument: string
  what: string
  effectiveOn: LegalDate
  state: LawChangeState
}

type Doc = Record<string, unknown>

const toLawChange = (doc: Doc): StoredLawChange => ({
  id: String(doc.id),
  title: doc.title as string,
  instrument: idOf(doc.instrument) ?? '',
  what: doc.what as string,
  effectiveOn: doc.effectiveOn as LegalDate,
  state: (doc.state ?? 'recorded') as LawChangeState,
})

export async function readLawChange(req: StoreRequest, id: string): Promise<StoredLawChange | null> {
  const doc = await req.payload.db.findOne<Doc & { id: string }>({
    collection: 'law-changes',
    where: { id: { equals: id } },
    req: req,
  })
  return doc ? toLawChange(doc) : null
}

/** The law changes with these ids, by id; one that was deleted is missing. */
export async function readLawChanges(
  req: StoreRequest,
  ids: readonly string[],
): Promise<Map<string, StoredLawChange>> {
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.db.find<Doc & { id: string }>({
    collection: 'law-changes',
    where: { id: { in: [...new Set(ids)] } },
    limit: 0,
    pagination: false,
    req: req,
  })
  return new Map(docs.map((doc) => [String(doc.id), toLawChange(doc)]))
}

interface NewLawChange extends Pick<StoredLawChange, 'title' | 'instrument' | 'effectiveOn'> {
  what: 'commencement' | 'amendment' | 'repeal'
  provisions: string | null
  note: string | null
}

/** Records a law change as its form does, with its rules. @returns its id. */
export async function createLawChange(req: StoreRequest, data: NewLawChange): Promise<string> {
  const doc = await req.payload.create({
    collection: 'law-changes',
    data,
    overrideAccess: true,
    req: req,
  })
  return String(doc.id)
}

/** What happened to an instrument, the newest first. */
export async function readLawChangesOf(req: StoreRequest, instrument: string): Promise<StoredLawChange[]> {
  const { docs } = await req.payload.db.find<Doc & { id: string }>({
    collection: 'law-changes',
    where: { instrument: { equals: instrument } },
    sort: '-effectiveOn',
    limit: 50,
    pagination: false,
    req: req,
  })
  return docs.map(toLawChange)
}

async function mark(req: StoreRequest, id: string, state: LawChangeState): Promise<void> {
  await req.payload.db.updateOne({
    collection: 'law-changes',
    where: { id: { equals: id } },
    data: { state },
    req: req,
    returning: false,
  })
}

/** Notes that entries were flagged for it. */
export const markLawChange = (req: StoreRequest, id: string): Promise<void> => mark(req, id, 'under-way')

/** Notes how far it is, after one of its flags was settled. */
export const settleLawChange = (req: StoreRequest, id: string, flags: readonly Flag[]): Promise<void> =>
  mark(req, id, lawChangeState(flags))
