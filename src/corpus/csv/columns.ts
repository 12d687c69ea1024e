import { schemaOf, type Schema } from '../tidy.ts'
import type { CellForm } from './cells.ts'
import type { SheetName } from './sheets.ts'

export interface Column {
  /** Its head in the sheet. */
  head: string
  /** Where its value stands in a record: `['confidence', 'level']`. */
  path: string[]
  form: CellForm
  /** It is there to be seen: an import reads nothing of it. */
  readOnly: boolean
}

/** The day is given at each submission, and no import moves it. */
const READ_ONLY = new Set(['inForceAsOf'])

function formOf({ type, items }: Schema): CellForm {
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'string') return 'text'
  return type === 'array' && items?.type === 'string' ? 'words' : 'data'
}

const nameIn = (head: string): string => head.replace(/\s*\([^)]*\)\s*$/, '').trim()

function columnOf(path: string[], schema: Schema): Column {
  const name = path.join('.')
  const form = formOf(schema)
  const readOnly = READ_ONLY.has(name)
  const note = readOnly ? ' (not imported)' : form === 'data' ? ' (data: leave as it is)' : ''
  return { head: `${name}${note}`, path, form, readOnly }
}

const RANKS: Record<CellForm, number> = { text: 2, words: 3, number: 4, data: 5 }

/** What names the entry comes first, then what people edit, then data. */
const rankOf = ({ head, form }: Column): number => (head === 'key' ? 0 : head === 'title' ? 1 : RANKS[form])

/** The columns of a list: a group of fields is a column for each of them. */
export const columnsOf = (list: SheetName): Column[] =>
  Object.entries(schemaOf(list).properties ?? {})
    .flatMap(([name, schema]) =>
      schema.properties
        ? Object.entries(schema.properties).map(([inner, each]) => columnOf([name, inner], each))
        : [columnOf([name], schema)],
    )
    .sort((a, b) => rankOf(a) - rankOf(b))

/** The column with this head. What stands in brackets is a note, and may be left out. */
export const columnNamed = (columns: readonly Column[], head: string): Column | null =>
  columns.find((column) => nameIn(column.head) === nameIn(head)) ?? null
