import type { LexicalNode } from '../rich-text.ts'
import { block, flat, FORMAT, formatted, paragraph, textIn, textNode } from './nodes.ts'
import type { PasteNotices } from './notices.ts'
import type { Styles } from './styles.ts'
import { isElement, wordsOf, type PastedElement, type PastedNode } from './tree.ts'

/** Bits of a cell's header state in the editor: it heads its column, or its row. */
export const HEADS = { column: 1, row: 2 } as const

const MOST_SPAN = 1000

interface Cell {
  element: PastedElement
  head: boolean
  blocks: LexicalNode[]
  colSpan: number
  rowSpan: number
  headerState: number
}

interface Parts {
  caption: LexicalNode[]
  rows: { cells: Cell[]; head: boolean }[]
  /** What stands in a table outside its cells. */
  beside: LexicalNode[]
}

/** What reads the content of a cell. */
export type ReadBlocks = (nodes: readonly PastedNode[], of: PastedElement) => LexicalNode[]

const spanOf = (text = '1'): number =>
  /^\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), 1), MOST_SPAN) : 1

/** The blocks that a cell may hold: paragraphs and lists. */
function cellBlocks(blocks: readonly LexicalNode[], notices: PasteNotices): LexicalNode[] {
  return blocks.map((each) => {
    if (each.type === 'paragraph' || each.type === 'list') return each
    notices.add(
      each.type === 'heading'
        ? 'A heading inside a table became bold words'
        : 'A quote inside a table became plain words',
      textIn(each.children ?? []),
    )
    return paragraph(
      each.type === 'heading' ? formatted(each.children ?? [], 0, FORMAT.bold) : (each.children ?? []),
    )
  })
}

class TableReader {
  readonly #read: ReadBlocks
  readonly #styles: Styles
  readonly #notices: PasteNotices

  constructor(read: ReadBlocks, styles: Styles, notices: PasteNotices) {
    this.#read = read
    this.#styles = styles
    this.#notices = notices
  }

  parts(table: PastedElement): Parts {
    const parts: Parts = { caption: [], rows: [], beside: [] }
    this.#walk(table, false, parts)
    return parts
  }

  #walk(element: PastedElement, head: boolean, parts: Parts): void {
    for (const child of element.children) {
      if (!isElement(child)) {
        if (child.trim() !== '') parts.beside.push(...this.#read([child], element))
      } else if (child.name === 'caption') parts.caption.push(...this.#read(child.children, child))
      else if (child.name === 'tr') this.#row(child, head, parts)
      else if (['thead', 'tbody', 'tfoot'].includes(child.name))
        this.#walk(child, child.name === 'thead', parts)
      else parts.beside.push(...this.#read([child], element))
    }
  }

  #row(row: PastedElement, head: boolean, parts: Parts): void {
    const cells: Cell[] = []
    for (const child of row.children) {
      if (!isElement(child)) {
        if (child.trim() !== '') parts.beside.push(...this.#read([child], row))
        continue
      }
      if (!['td', 'th'].includes(child.name)) {
        parts.beside.push(...this.#read([child], row))
        continue
      }
      // A row that is struck out or bold is so in each of its cells.
      const element = { ...child, children: [{ ...row, name: 'span', children: child.children }] }
      const isHidden = this.#styles.isHidden(child) || this.#styles.isHidden(row)
      if (isHidden && wordsOf(child.children).trim() !== '')
        this.#notices.lose('Hidden words were left out', wordsOf(child.children))
      cells.push({
        element: child,
        head: child.name === 'th' || head,
        blocks: isHidden
          ? []
          : cellBlocks(this.#read(element.children, { ...child, name: 'td' }), this.#notices),
        colSpan: spanOf(child.attributes.colspan),
        rowSpan: spanOf(child.attributes.rowspan),
        headerState: 0,
      })
    }
    if (cells.length > 0) parts.rows.push({ cells, head })
  }
}

/** Heads by element, scope and place: a cell of the first rows heads its column, one at the start its row. */
function setHeads({ rows }: Parts): void {
  let leading = true
  for (const { cells } of rows) {
    leading &&= cells.every(({ head }) => head)
    cells.forEach((cell, index) => {
      if (!cell.head) return
      const { scope = '' } = cell.element.attributes
      const isOfRow = /^row/.test(scope) || (!/^col/.test(scope) && !leading && index === 0)
      cell.headerState = isOfRow ? HEADS.row : HEADS.column
    })
  }
}

const texts = (nodes: readonly LexicalNode[]): LexicalNode[] =>
  nodes.flatMap((node) => (node.type === 'text' ? [node] : texts(node.children ?? [])))

const isBold = ({ blocks }: Cell): boolean =>
  texts(blocks).every(({ text = '', format }) => text.trim() === '' || (Number(format) & FORMAT.bold) > 0)

const hasWords = ({ blocks }: Cell): boolean => texts(blocks).length > 0

/** Word and Google Docs know no cells that head: a first row in bold, above one that is not, is meant as one. */
function setBoldHead({ rows }: Parts, notices: PasteNotices): void {
  const [first, second] = rows
  if (!first || !second || rows.some(({ cells }) => cells.some(({ head }) => head))) return
  if (first.cells.length < 2 || !first.cells.some(hasWords)) return
  if (!first.cells.every(isBold) || second.cells.every(isBold)) return
  for (const cell of first.cells) cell.headerState = HEADS.column
  notices.add('The first row of a table, in bold, now heads its columns', first.cells.map(wordsIn).join(' '))
}

const wordsIn = ({ blocks }: Cell): string =>
  texts(blocks)
    .map(({ text }) => text)
    .join('')

const cellNode = ({
  blocks,
  colSpan,
  rowSpan,
  headerState,
}: Omit<Cell, 'element' | 'head'>): LexicalNode => ({
  ...block,
  type: 'tablecell',
  backgroundColor: null,
  colSpan,
  rowSpan,
  headerState,
  children:
    blocks.length === 0
      ? [paragraph([])]
      : // A cell that heads is bold as it is.
        headerState > 0
        ? formatted(blocks, FORMAT.bold)
        : [...blocks],
})

const EMPTY = { blocks: [], colSpan: 1, rowSpan: 1, headerState: 0 }

/** Rows of one width: spans end where the table ends, and rows that are too short get empty cells. */
function evenRows({ rows }: Parts): { width: number; rows: Omit<Cell, 'element' | 'head'>[][] } {
  const taken: number[][] = rows.map(() => [])
  const widths = rows.map(({ cells }, at) => {
    let column = 0
    for (const cell of cells) {
      while (taken[at]?.[column]) column += 1
      cell.rowSpan = Math.min(cell.rowSpan, rows.length - at)
      for (let across = 1; across < cell.colSpan; across += 1)
        if (taken[at]?.[column + across]) cell.colSpan = across
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let across = 0; across < cell.colSpan; across += 1) {
          const row = taken[at + down]
          if (row) row[column + across] = 1
        }
      column += cell.colSpan
    }
    return taken[at]?.length ?? 0
  })
  const width = Math.max(...widths)
  return {
    width,
    rows: rows.map(({ cells }, at) => {
      const row = taken[at] ?? []
      const free = Array.from({ length: width }, (_, column) => column).filter((column) => !row[column])
      return [...cells, ...free.map(() => ({ ...EMPTY }))]
    }),
  }
}

/** Rows as lines of text, for a table where none can stand. */
const asLines = ({ caption, rows, beside }: Parts): LexicalNode[] => [
  ...caption,
  ...rows.flatMap(({ cells }) => {
    const words = cells
      .map(({ blocks }) => flat(blocks.filter(({ type }) => type !== 'list')))
      .filter((each) => each.length > 0)
    const lists = cells.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'list'))
    return [
      ...(words.length > 0
        ? [paragraph(words.flatMap((cell, index) => (index > 0 ? [textNode('; ', 0), ...cell] : cell)))]
        : []),
      ...lists,
    ]
  }),
  ...beside,
]

/**
 * A pasted table as a table of the editor. Its caption is a first row of one cell, as wide as the table.
 * @param inside true inside a table or list, where no other can stand.
 */
export function tableBlocks(
  table: PastedElement,
  read: ReadBlocks,
  { styles, notices, inside }: { styles: Styles; notices: PasteNotices; inside: boolean },
): LexicalNode[] {
  const parts = new TableReader(read, styles, notices).parts(table)
  if (!parts.rows.some(({ cells }) => cells.some(hasWords))) return [...parts.caption, ...parts.beside]
  // A single cell, and what only sets out a page, is no table.
  const isLayout =
    table.attributes.role === 'presentation' ||
    (parts.rows.every(({ cells }) => cells.length < 2) && parts.rows.length === 1)
  if (isLayout)
    return [
      ...parts.caption,
      ...parts.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks)),
      ...parts.beside,
    ]
  if (inside) {
    notices.add('A table inside a table or list became lines of text, one a row', wordsOf(table.children))
    return asLines(parts)
  }
  setHeads(parts)
  setBoldHead(parts, notices)
  const { width, rows } = evenRows(parts)
  const captioned = parts.caption.length > 0 && width > 1
  const caption = {
    ...EMPTY,
    blocks: [paragraph(flat(parts.caption))],
    colSpan: width,
    headerState: HEADS.column,
  }
  const node: LexicalNode = {
    ...block,
    type: 'table',
    children: [...(captioned ? [[caption]] : []), ...rows].map((cells) => ({
      ...block,
      type: 'tablerow',
      children: cells.map(cellNode),
    })),
  }
  return [...(captioned ? [] : parts.caption), node, ...parts.beside]
}
