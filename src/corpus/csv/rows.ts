import { CsvError, parse } from 'csv-parse/sync'
import type { CorpusProblem } from '../corpus.ts'

export interface Row {
  /** The line on which it begins: a cell may hold several. */
  line: number
  cells: string[]
}

/** Spreadsheets separate by what the machine’s decimal comma leaves free. */
const SEPARATORS = [',', ';', '\t']

const OPTIONS = { bom: true, relax_column_count: true } as const

/** The separator that cuts the heads into most cells. */
function separatorOf(text: string): string {
  const cells = (delimiter: string): number => {
    try {
      return parse(text, { ...OPTIONS, delimiter, to: 1 })[0]?.length ?? 0
    } catch (error) {
      if (error instanceof CsvError) return 0
      throw error
    }
  }
  return SEPARATORS.reduce((best, each) => (cells(each) > cells(best) ? each : best))
}

const lineOfLost = (text: string): number => text.slice(0, text.indexOf('\ufffd')).split('\n').length

/** The rows of a CSV file that hold anything, or why it cannot be read. */
export function rowsOf(file: string, text: string): { rows: Row[]; problem: CorpusProblem | null } {
  const refuse = (line: number, message: string) => ({ rows: [], problem: { file, line, message } })
  if (text.includes('\ufffd'))
    return refuse(
      lineOfLost(text),
      'Letters were lost here: this file is not UTF-8. In Excel, save it as “CSV UTF-8 (comma delimited)”.',
    )
  try {
    // The parser counts a line break of two characters inside a cell as two lines.
    const even = text.replace(/\r\n?/g, '\n')
    const ends: number[] = []
    const found = parse(even, {
      ...OPTIONS,
      delimiter: separatorOf(even),
      on_record: (record: string[], { lines }) => {
        ends.push(lines)
        return record
      },
    })
    const rows = found.map((cells, index) => ({
      line: index === 0 ? 1 : (ends[index - 1] ?? 0) + 1,
      cells,
    }))
    return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), problem: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    return refuse(line, `This is no CSV that can be read: ${error.message}.`)
  }
}
