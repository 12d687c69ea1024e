import { keyOf, recordName } from '#corpus/check.ts'
import { differingFields, type ReadMarkdown } from '#corpus/compare.ts'
import { LISTS, type Corpus, type ListName } from '#corpus/corpus.ts'
import type { WrittenFile } from '#corpus/write.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { ImportRow, UnplacedPiece } from '#domain/content/import-report.ts'
import type { Actor } from '#domain/desk/actors.ts'
import type { Head } from '#domain/desk/heads.ts'
import { hashOf } from '#domain/hash.ts'
import { SITE_KEY } from '#domain/keys.ts'
import { jurisdictionKey } from '#domain/content/structure.ts'
import { readKeys } from '#store/content/saved.ts'
import { readHeads } from '#store/desk/heads.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readContent } from './content.ts'
import { Ids } from './documents.ts'
import { blocksReader } from './markdown.ts'
import { readFiles, readGuidePages } from './read-files.ts'
import { recordLabels } from './record-labels.ts'
import { refusalOf } from './refusals.ts'

export type PlannedList = ListName | 'site'

/** One record to write. */
export interface PlannedWrite {
  row: ImportRow
  list: PlannedList
  record: Corpus[ListName][number] | NonNullable<Corpus['site']>
  /** Id of the record that is there already; null if it is added. */
  id: string | null
  /** Revision that the change starts from, for what is reviewed; 0 if it is added. */
  revision: number
  /** The record as it is now; null if it is added. */
  before: Corpus[ListName][number] | NonNullable<Corpus['site']> | null
}

export interface Plan {
  rows: ImportRow[]
  unplaced: UnplacedPiece[]
  writes: PlannedWrite[]
  ids: Ids
  /** Names this plan and the state that it is made on. */
  hash: string
}

export interface ImportAsk {
  files: readonly WrittenFile[]
  /** The files are guide pages of the place with this slug, and no files of a corpus. */
  guidePage?: string
  actor: Actor
  now: Date
  /** Replaces changes that a person saved and has not submitted. */
  overwrite: boolean
}

const REVIEWED = new Set<string>([...Object.values(COLLECTION_OF), 'jurisdictions', 'site'])

/** The key of the head of a record; null for shared records, which have none. */
export function headKeyOf(list: PlannedList, key: string): string | null {
  if (list === 'site') return SITE_KEY
  if (list === 'jurisdictions') return jurisdictionKey(key)
  return REVIEWED.has(list) ? key : null
}

/** Compares the files with the database. Writes nothing. */
export async function planImport(req: StoreRequest, ask: ImportAsk): Promise<Plan> {
  // Heads first: a save in between leaves the plan with an old revision, and its write is refused.
  const heads = new Map((await readHeads(req)).map((head) => [head.entry, head]))
  const ids = await readIds(req)
  const beside = await readContent(req)
  const { checked, problems, unplaced } = ask.guidePage
    ? readGuidePages(ask.files, ask.guidePage, ask.now, beside)
    : { ...readFiles(ask.files, ask.now, beside), unplaced: [] }
  const rows: ImportRow[] = problems.map(({ file, line, message }) => ({
    status: 'refused',
    file,
    line,
    list: '',
    key: '',
    label: '',
    fields: [],
    reason: message,
  }))
  const writes: PlannedWrite[] = []
  if (checked && problems.length === 0) {
    const read = blocksReader(req)
    const called = recordLabels(beside, checked.corpus)
    for (const each of recordsIn(checked.corpus)) {
      const at = checked.standing.get(recordName(each.list, each.key)) ?? { file: '', line: 1 }
      const write = await planOne(req, ask, { ...each, at }, { beside, heads, ids, read, called })
      rows.push(write.row)
      if (write.row.status === 'added' || write.row.status === 'changed') writes.push(write)
    }
  }
  const hash = hashOf({
    rows,
    files: ask.files,
    on: writes.map(({ revision, before }) => ({ revision, before })),
  })
  return { rows, unplaced, writes, ids, hash }
}

interface Given {
  list: PlannedList
  key: string
  record: PlannedWrite['record']
}

const recordsIn = (corpus: Corpus): Given[] => [
  ...(corpus.site ? [{ list: 'site' as const, key: 'site', record: corpus.site }] : []),
  ...LISTS.flatMap((list) => corpus[list].map((record) => ({ list, key: keyOf(record), record }))),
]

async function readIds(req: StoreRequest): Promise<Ids> {
  const ids = new Ids()
  for (const list of LISTS) for (const { id, key } of await readKeys(req, list)) ids.set(list, key, id)
  return ids
}

interface Base {
  beside: Corpus
  heads: ReadonlyMap<string, Head>
  ids: Ids
  read: ReadMarkdown
  called: ReturnType<typeof recordLabels>
}

const recordIn = ({ beside }: Base, list: PlannedList, key: string): PlannedWrite['record'] | undefined =>
  list === 'site'
    ? (beside.site ?? undefined)
    : (beside[list] as Corpus[ListName][number][]).find((record) => keyOf(record) === key)

async function planOne(
  req: StoreRequest,
  ask: ImportAsk,
  { list, key, record, at }: Given & { at: { file: string; line: number } },
  base: Base,
): Promise<PlannedWrite> {
  const before = recordIn(base, list, key)
  const fields = before ? differingFields(list, before, record, base.read) : []
  const id = before ? (list === 'site' ? 'site' : base.ids.get(list, key)) : null
  const head = base.heads.get(headKeyOf(list, key) ?? '') ?? null
  const row: ImportRow = {
    status: 'same',
    ...at,
    list,
    key,
    label: base.called({ list, key, record }),
    fields,
    reason: null,
  }
  const write = { row, list, record, id, revision: head?.revision ?? 0, before: before ?? null }
  if (before && fields.length === 0) return write
  const reason = await refusalOf(req, ask, { list, key, id, head })
  return { ...write, row: { ...row, status: reason ? 'refused' : before ? 'changed' : 'added', reason } }
}
