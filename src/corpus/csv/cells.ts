/** What a cell of a column holds: text, a whole number, one word a line, or parts as data. */
export type CellForm = 'text' | 'number' | 'words' | 'data'

/** What a spreadsheet takes for a formula (OWASP, “CSV Injection”), or for the mark that says it is none. */
const FORMULA = /^['=+\-@\t\r\n＝＋－＠]/

const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i
const NUMBER = /^[\d\s.,:/%()$€£¥-]*\d[\d\s.,:/%()$€£¥-]*(?:e\d+|[ap]m?)?$/i
const LONGEST_NUMBER = 40

/** What a spreadsheet takes for a number, a date or a truth, and writes back in another form: “039” as 39. */
const isReread = (cell: string): boolean =>
  cell.length <= LONGEST_NUMBER && (NUMBER.test(cell.replace(MONTH, '')) || /^(true|false)$/i.test(cell))

const needsMark = (cell: string): boolean => FORMULA.test(cell) || isReread(cell)

/** A cell that every spreadsheet leaves alone: an apostrophe before it says that it is text. */
export const harmless = (cell: string): string => (needsMark(cell) ? `'${cell}` : cell)

export const restored = (cell: string): string =>
  cell.startsWith("'") && needsMark(cell.slice(1)) ? cell.slice(1) : cell

export function cellOf(form: CellForm, value: unknown): string {
  if (value === undefined) return ''
  if (form === 'number') return JSON.stringify(value)
  if (form === 'data') return harmless(JSON.stringify(value))
  return harmless(form === 'words' ? (value as string[]).join('\n') : (value as string))
}

/** A cell that does not hold what its column is for. */
export class CellProblem extends Error {
  override name = 'CellProblem'
}

/**
 * The value of a cell; undefined if it is empty.
 * @throws {CellProblem}
 */
export function valueOf(form: CellForm, written: string): unknown {
  const cell = restored(written)
  if (cell.trim() === '') return undefined
  if (form === 'words') return cell.split(/[\s,;]+/).filter((word) => word !== '')
  if (form === 'number') {
    if (!/^\s*\d{1,9}\s*$/.test(cell))
      throw new CellProblem(`“${cell.slice(0, 40)}” is not a whole number: write it in digits alone`)
    return Number(cell)
  }
  if (form === 'text') return cell
  try {
    return JSON.parse(cell)
  } catch {
    throw new CellProblem(
      'This column holds data, and was changed or cut off. Copy the cell from a new export, or remove the whole column: what is there stays.',
    )
  }
}
