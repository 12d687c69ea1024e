import { isRecord } from '#domain/checks.ts'
import { parseEntryKey } from '#domain/keys.ts'
import { storedTexts } from '#domain/texts.ts'
import type { Corpus, CorpusProblem } from '../corpus.ts'
import { tooLong, type ReadFile } from '../read.ts'
import { corpusFile } from '../schema.ts'
import { tidy } from '../tidy.ts'
import { CellProblem, restored, valueOf } from './cells.ts'
import { columnNamed, columnsOf, type Column } from './columns.ts'
import { rowsOf, type Row } from './rows.ts'
import { SHEETS, type SheetName } from './sheets.ts'

type Result = { read: ReadFile; problems: [] } | { read: null; problems: CorpusProblem[] }

/** The column of each cell, in the order of the sheet; null for a cell without one. */
type Heads = (Column | null)[]

/**
 * Reads a sheet as entries. A column that the sheet does not have leaves what is there; an empty cell empties its field.
 * @param beside the content that it is brought to.
 */
export function readCsvFile(file: string, text: string, beside: Corpus | null): Result {
  const long = tooLong(file, text)
  const { rows, problem } = long ? { rows: [], problem: long } : rowsOf(file, text)
  if (problem) return { read: null, problems: [problem] }
  const [head, ...body] = rows
  const list = listOf(head, body)
  if (!head || !list)
    return refused(file, 1, [
      `This is no sheet of ${SHEETS.join(' or ')} with a row below its heads: export one, and change that.`,
    ])
  const { heads, wrong } = headsOf(head, columnsOf(list))
  return wrong.length > 0 ? refused(file, head.line, wrong) : entriesIn(file, { list, heads, body, beside })
}

const refused = (file: string, line: number, messages: readonly string[]): Result => ({
  read: null,
  problems: messages.map((message) => ({ file, line, message })),
})

/** The list whose entries a sheet holds: as the first key in it says. */
function listOf(head: Row | undefined, body: readonly Row[]): SheetName | null {
  const at = head?.cells.findIndex((cell) => cell.trim() === 'key') ?? -1
  for (const { cells } of at < 0 ? [] : body) {
    const kind = parseEntryKey((cells[at] ?? '').trim())?.kind
    const list = SHEETS.find((each) => each === `${kind}s`)
    if (list) return list
  }
  return null
}

function headsOf(head: Row, columns: readonly Column[]): { heads: Heads; wrong: string[] } {
  const wrong: string[] = []
  const heads = head.cells.map((cell, index) => {
    const name = restored(cell).trim()
    if (name === '') return null
    const column = columnNamed(columns, name)
    if (!column)
      wrong.push(
        `There is no column “${name.slice(0, 60)}”. There are: ${columns.map((each) => each.path.join('.')).join(', ')}.`,
      )
    else if (head.cells.findIndex((each) => columnNamed(columns, restored(each)) === column) < index)
      wrong.push(`The column “${name}” is there twice: remove one.`)
    return column
  })
  return { heads, wrong }
}

interface Sheet {
  list: SheetName
  heads: Heads
  body: Row[]
  beside: Corpus | null
}

function entriesIn(file: string, { list, heads, body, beside }: Sheet): Result {
  const problems: CorpusProblem[] = []
  const records = body.map((row) => {
    const { record, wrong } = recordIn(row, heads, (key) => {
      const there = beside?.[list].find((each) => each.key === key)
      return there ? tidy(list, there) : {}
    })
    problems.push(...wrong.map((message) => ({ file, line: row.line, message })))
    return record
  })
  const lineOf = (path: readonly PropertyKey[]): number => body[Number(path[1] ?? 0)]?.line ?? 1
  const note = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): void => {
    for (const { path, message } of issues)
      problems.push({
        file,
        line: lineOf(path),
        message: `${path.slice(2).map(String).join('.')}: ${message}`,
      })
  }
  const stored = storedTexts({ [list]: records })
  note(stored.problems)
  if (problems.length > 0) return { read: null, problems }
  const parsed = corpusFile.safeParse(stored.value)
  if (parsed.success) return { read: { file, content: parsed.data, lineOf }, problems: [] }
  note(parsed.error.issues)
  return { read: null, problems }
}

/** The entry of a row: what is there, with what the row says of it. */
function recordIn(
  { cells }: Row,
  heads: Heads,
  there: (key: string) => Record<string, unknown>,
): { record: Record<string, unknown>; wrong: string[] } {
  const at = heads.findIndex((column) => column?.head === 'key')
  const record = there((cells[at] ?? '').trim())
  const wrong: string[] = []
  // A cell too many or too few means that what follows stands in the wrong column.
  if (cells.length < heads.length || cells.slice(heads.length).some((cell) => cell.trim() !== ''))
    wrong.push(
      `This row has ${cells.length} cells, and the first ${heads.length}: one is missing or too many.`,
    )
  cells.forEach((cell, index) => {
    const column = heads[index]
    if (column?.readOnly === true) return
    if (!column) {
      if (index < heads.length && cell.trim() !== '')
        wrong.push(`“${cell.slice(0, 40)}” stands in a column without a head.`)
      return
    }
    try {
      setAt(record, column.path, valueOf(column.form, cell))
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error
      wrong.push(`${column.path.join('.')}: ${error.message}`)
    }
  })
  return { record, wrong }
}

/** Sets or empties a field. A group of which nothing is left goes, too. */
function setAt(
  record: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    if (value === undefined) delete record[name]
    else record[name] = value
    return
  }
  const group = isRecord(record[name]) ? record[name] : {}
  setAt(group, rest, value)
  if (Object.keys(group).length > 0) record[name] = group
  else delete record[name]
}
