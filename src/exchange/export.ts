import type { SheetName } from '#corpus/csv/sheets.ts'
import { toCsv } from '#corpus/csv/write.ts'
import { fileOfAll, folderOf, type WrittenFile } from '#corpus/write.ts'
import { LISTS, type Corpus } from '#corpus/corpus.ts'
import { COLLECTION_OF } from '#domain/content/collections.ts'
import type { Change } from '#domain/publish/changes.ts'
import { readEditionsOf } from '#store/desk/editions.ts'
import { readEvents } from '#store/desk/events.ts'
import { readHeads } from '#store/desk/heads.ts'
import { readRecordedChanges } from '#store/publish/changes.ts'
import type { StoreRequest } from '#store/rows.ts'
import { readContent, type Scope } from './content.ts'
import { blocksReader, withMarkdown } from './markdown.ts'

export interface ExportOptions {
  scope: Scope
  /** What readers see, instead of the working copies. */
  live: boolean
  /** Editions, events and public changes, in a folder of their own. Only with `folder`. */
  record: boolean
  form: 'folder' | 'yaml' | 'json'
  /** Only the entries of this list, as a sheet for spreadsheets. */
  sheet?: SheetName | null
}

/** What no edition freezes: a sheet of what readers see says nothing of it. */
const NOT_FROZEN = ['editorNote']

/** Folder with the record. An import leaves it alone: a record is made by the desk, and never brought in. */
export const RECORD_FOLDER = 'record'

/** Reads content out of the database as the files of a corpus. The same content gives the same bytes. */
export async function exportContent(
  req: StoreRequest,
  { scope, live, record, form, sheet = null }: ExportOptions,
): Promise<{ files: WrittenFile[]; counts: Record<string, number> }> {
  const corpus = withMarkdown(await readContent(req, { scope, live }), blocksReader(req))
  if (sheet)
    return {
      files: [{ path: `${sheet}.csv`, text: toCsv(sheet, corpus, live ? NOT_FROZEN : []) }],
      counts: { [sheet]: corpus[sheet].length },
    }
  const counts = Object.fromEntries(LISTS.map((list) => [list, corpus[list].length]))
  const files =
    form === 'folder' ? folderOf(corpus) : [{ path: `corpus.${form}`, text: fileOfAll(corpus, form) }]
  if (record) files.push(...(await recordFiles(req, scope === null ? null : keysOf(corpus))))
  return { files, counts }
}

const keysOf = (corpus: Corpus): Set<string> =>
  new Set(Object.values(COLLECTION_OF).flatMap((list) => corpus[list].map(({ key }) => key)))

/** One file for each entry: its head, every edition, every event, and every public change. */
async function recordFiles(req: StoreRequest, keys: ReadonlySet<string> | null): Promise<WrittenFile[]> {
  const changes = new Map<string, Change[]>()
  for (const change of await readRecordedChanges(req))
    changes.set(change.entry, [...(changes.get(change.entry) ?? []), change])
  const files: WrittenFile[] = []
  for (const head of await readHeads(req)) {
    if (keys && !keys.has(head.entry)) continue
    const told = {
      head,
      editions: await readEditionsOf(req, head.entry),
      events: await readEvents(req, head.entry),
      changes: changes.get(head.entry) ?? [],
    }
    files.push({
      path: `${RECORD_FOLDER}/${head.entry}.json`,
      text: `${JSON.stringify(told, null, 2)}\n`,
    })
  }
  return files
}
