import type { Inline, ListBlock } from './rich-inline.ts'

/** A table: what heads columns and rows is known as such, and said by a voice. */
export interface TableBlock {
  type: 'table'
  /** Omitted where there is none. */
  caption?: Inline[]
  rows: TableRow[]
}

export interface TableRow {
  cells: TableCell[]
}

export interface TableCell {
  /** What the cell heads: its column, or its row. Omitted for a cell that heads nothing. */
  header?: 'column' | 'row'
  /** Columns and rows that the cell spans, if more than one. */
  colSpan?: number
  rowSpan?: number
  blocks: CellBlock[]
}

export type CellBlock = { type: 'paragraph'; children: Inline[] } | ListBlock

/** Columns that a page of paper has room for. */
export const MOST_COLUMNS = 12
export const MOST_ROWS = 300

/** Columns that each row fills, spans from above included; null where two cells would stand in one place. */
export function filledColumns(rows: readonly TableRow[]): number[] | null {
  const taken: boolean[][] = rows.map(() => [])
  for (const [at, { cells }] of rows.entries()) {
    let column = 0
    for (const { colSpan = 1, rowSpan = 1 } of cells) {
      while (taken[at]?.[column]) column += 1
      for (const row of taken.slice(at, at + rowSpan))
        for (let across = column; across < column + colSpan; across += 1) {
          if (row[across]) return null
          row[across] = true
        }
      column += colSpan
    }
  }
  return taken.map((row) => [...row].filter(Boolean).length)
}

export const columnsOf = ({ rows }: TableBlock): number => Math.max(0, ...(filledColumns(rows) ?? []))

/** Why rows are no table that can be set, worded for the person who made it; null if they are one. */
export function tableProblem(rows: readonly TableRow[]): string | null {
  if (rows.every(({ cells }) => cells.length === 0)) return 'it has no cells: remove it.'
  if (rows.length > MOST_ROWS)
    return `it has ${rows.length} rows; at most ${MOST_ROWS} are kept: make several tables of it.`
  const below = rows.findIndex(({ cells }, at) => cells.some(({ rowSpan = 1 }) => at + rowSpan > rows.length))
  if (below !== -1) return `row ${below + 1} has a cell that reaches below the last row: split that cell.`
  const columns = filledColumns(rows)
  if (columns === null) return 'two of its cells stand in one place: split the cells that were joined.'
  const width = Math.max(...columns)
  if (width > MOST_COLUMNS)
    return `it has ${width} columns; at most ${MOST_COLUMNS} fit on a page: make several tables of it.`
  const short = columns.findIndex((each) => each !== width)
  return short === -1
    ? null
    : `row ${short + 1} fills ${columns[short]} of ${width} columns: add what is missing, or join cells.`
}

/** A first row of one cell, as wide as the table, is its caption. */
export function withCaption(rows: readonly TableRow[]): TableBlock {
  const [first, ...rest] = rows
  const [cell, ...others] = first?.cells ?? []
  const isCaption =
    cell !== undefined &&
    others.length === 0 &&
    rest.length > 0 &&
    (cell.colSpan ?? 1) > 1 &&
    (cell.rowSpan ?? 1) === 1
  const paragraphs = cell?.blocks.flatMap((each) => (each.type === 'paragraph' ? [each.children] : [])) ?? []
  if (!isCaption || paragraphs.length === 0 || paragraphs.length < cell.blocks.length)
    return { type: 'table', rows: [...rows] }
  return {
    type: 'table',
    caption: paragraphs.flatMap((children, index) =>
      index > 0 ? [{ type: 'break' as const }, ...children] : children,
    ),
    rows: rest,
  }
}

/** The first rows of a table whose cells all head columns: they are repeated on each page of paper. */
export function headRows({ rows }: TableBlock): number {
  let heads = 0
  while (rows[heads]?.cells.every(({ header }) => header === 'column')) heads += 1
  // A cell that reaches below the head keeps its rows together with the others.
  const spans = rows
    .slice(0, heads)
    .some(({ cells }, at) => cells.some(({ rowSpan = 1 }) => at + rowSpan > heads))
  return spans || heads === rows.length ? 0 : heads
}
