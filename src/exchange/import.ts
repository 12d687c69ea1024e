import type { Payload, PayloadRequest } from 'payload'
import type { Corpus } from '#corpus/corpus.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { ImportReport, ImportRow } from '#domain/content/import-report.ts'
import { KINDS } from '#domain/keys.ts'
import { importing } from '#lib/importing.ts'
import { markdownReader } from '#store/content/markdown.ts'
import { createRecord, updateRecord, writeSite } from '#store/content/records.ts'
import { HeadMoved } from '#store/desk/heads.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { isTransient } from '#store/transaction.ts'
import {
  entryDocument,
  parentsFirst,
  sharedDocument,
  SHARED_LISTS,
  siteDocument,
  type Document,
  type EntryRecord,
} from './documents.ts'
import { planImport, type ImportAsk, type Plan, type PlannedWrite } from './plan.ts'

interface Behalf {
  payload: Payload
  /** The signed-in person, or the part of the system that acts in its own name. */
  user?: PayloadRequest['user']
  context?: Record<string, unknown>
}

export interface Import extends ImportAsk {
  /** Only reports what would be written. */
  dryRun: boolean
  /** The plan that was looked at: another one is not carried out. */
  plan?: string
  /** Called after each record is written. */
  progress?: (done: number, total: number) => void
}

/** A record that the database's own rules refuse. The whole import is undone. */
class RecordRefused extends Error {
  override name = 'RecordRefused'
  readonly row: ImportRow

  constructor(row: ImportRow, message: string) {
    super(message)
    this.row = row
  }
}

/** The content changed between the report and its confirmation. Nothing was written. */
export class PlanChanged extends Error {
  override name = 'PlanChanged'

  constructor() {
    super('Something changed since you looked at the report. Nothing was imported: look at the new report.')
  }
}

const isRefused = ({ rows }: Pick<Plan, 'rows'>): boolean => rows.some(({ status }) => status === 'refused')

/**
 * Imports files beside what is there: all of it as working copies, in one transaction, or nothing.
 * @throws {PlanChanged} if a plan was asked for, and the content has changed since.
 */
export async function importContent(
  on: Behalf,
  { dryRun, plan, progress, ...ask }: Import,
): Promise<ImportReport> {
  const { payload } = on
  if (dryRun) {
    const { rows, unplaced, hash } = await planImport({ payload }, ask)
    return { rows, unplaced, written: false, plan: hash }
  }
  let latest: Plan | null = null
  try {
    return await inOwnTransaction(
      { ...on, context: { ...on.context, ...importing } },
      async (req) => {
        const made = await planImport(req, ask)
        latest = made
        if (plan !== undefined && plan !== made.hash) throw new PlanChanged()
        const written = !isRefused(made)
        if (written) await write(req, made, progress)
        return { rows: made.rows, unplaced: made.unplaced, written, plan: made.hash }
      },
      {
        name: 'an import',
        long: true,
        again: (error) => error instanceof HeadMoved || isTransient(error),
      },
    )
  } catch (error) {
    if (!(error instanceof RecordRefused) || !latest) throw error
    const { rows, unplaced, hash } = latest as Plan
    return {
      rows: rows.map((row) =>
        row === error.row ? { ...row, status: 'refused', reason: error.message } : row,
      ),
      unplaced,
      written: false,
      plan: hash,
    }
  }
}

/** A refusal in words for the person who imports: of the desk, or of a field. */
const isWorded = (error: unknown): error is Error => {
  const status = error instanceof Error ? (error as { status?: unknown }).status : undefined
  return typeof status === 'number' && status >= 400 && status < 500
}

async function write(
  req: PayloadRequest,
  { writes, ids }: Plan,
  progress: Import['progress'],
): Promise<void> {
  const markdown = markdownReader(req.payload)
  let done = 0
  const one = async (each: PlannedWrite, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!isWorded(error) || isTransient(error)) throw error
      throw new RecordRefused(each.row, error.message)
    }
    progress?.(++done, writes.length)
  }
  const save = async (each: PlannedWrite, document: Document): Promise<void> => {
    const { list, id, revision, row } = each
    if (list === 'site') return writeSite(req, { ...document, revision })
    if (id === null) return ids.set(list, row.key, await createRecord(req, list, document))
    await updateRecord(req, list, id, revision > 0 ? { ...document, revision } : document)
  }
  const of = (list: PlannedWrite['list']): PlannedWrite[] => writes.filter((each) => each.list === list)

  for (const each of placesInOrder(of('jurisdictions')))
    await one(each, () =>
      save(each, sharedDocument('jurisdictions', each.record as Corpus['jurisdictions'][number], ids)),
    )
  for (const each of of('site'))
    await one(each, () => save(each, siteDocument(each.record as NonNullable<Corpus['site']>)))
  for (const list of SHARED_LISTS)
    for (const each of of(list))
      await one(each, () => save(each, sharedDocument(list, each.record as Corpus[typeof list][number], ids)))
  const later: PlannedWrite[] = []
  for (const kind of KINDS)
    for (const each of of(COLLECTION_OF[kind])) {
      const record = each.record as EntryRecord
      const related = 'related' in record ? record.related : []
      const resolved = related.every((key) => ids.has('offences', key))
      if (!resolved) later.push(each)
      await one(each, () =>
        save(each, {
          ...entryDocument(kind, record, ids, markdown),
          ...(kind === 'offence' && resolved
            ? { related: related.map((key) => ids.get('offences', key)) }
            : {}),
        }),
      )
    }
  // Offences may refer to one another: these are set once all exist.
  for (const each of later) {
    const { related } = each.record as Corpus['offences'][number]
    await updateRecord(req, 'offences', ids.get('offences', each.row.key), {
      revision: each.id === null ? 1 : each.revision + 1,
      related: related.map((key) => ids.get('offences', key)),
    })
  }
}

/** Places with those that they are part of before them. */
function placesInOrder(writes: PlannedWrite[]): PlannedWrite[] {
  const records = writes.map(({ record }) => record as Corpus['jurisdictions'][number])
  const order = parentsFirst(records)
  return [...writes].sort(
    (a, b) =>
      order.indexOf(a.record as (typeof order)[number]) - order.indexOf(b.record as (typeof order)[number]),
  )
}
