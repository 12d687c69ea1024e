import { isolated } from '#domain/content/direction.ts'
import { elementsOf, type MarkupElement } from '../markup.ts'
import { wrapped } from './lines.ts'
import { tidied, wordsOf } from './words.ts'

const named = (element: MarkupElement, ...names: string[]): MarkupElement[] =>
  elementsOf(element).filter(({ name }) => names.includes(name))

const SEPARATE = new Set(['p', 'li', 'br', 'ul', 'ol'])

/** The words of a cell in one line. */
const cellText = ({ children }: MarkupElement): string =>
  tidied(
    wordsOf(
      children.flatMap((child, index) =>
        index > 0 && typeof child !== 'string' && SEPARATE.has(child.name) ? ['; ', child] : [child],
      ),
    ),
  ).replace(/\s*\n\s*/g, '; ')

const span = ({ attributes }: MarkupElement, name: 'colspan' | 'rowspan'): number =>
  Number(attributes[name] ?? 1)

/** The cell at each place of a table: one that spans several stands at each of them. */
function gridOf(rows: readonly MarkupElement[]): MarkupElement[][] {
  const grid: MarkupElement[][] = rows.map(() => [])
  for (const [at, row] of rows.entries()) {
    let column = 0
    for (const cell of named(row, 'td', 'th')) {
      while (grid[at]?.[column]) column += 1
      for (const line of grid.slice(at, at + span(cell, 'rowspan')))
        for (let across = 0; across < span(cell, 'colspan'); across += 1) line[column + across] = cell
      column += span(cell, 'colspan')
    }
  }
  return grid
}

/**
 * A table in lines, for narrow screens and for a voice: a group for each row, and in it a line for each cell, with what
 * heads its column before it.
 */
export function tableGroups(table: MarkupElement): string[][] {
  const caption = named(table, 'caption').flatMap(({ children }) =>
    wrapped(isolated(tidied(wordsOf(children)))),
  )
  const heads = gridOf(named(table, 'thead').flatMap((head) => named(head, 'tr')))
  const rows = gridOf(named(table, 'tbody').flatMap((body) => named(body, 'tr')))
  const headOf = (cell: MarkupElement, row: readonly MarkupElement[]): string => {
    const above = row.flatMap((each, column) => (each === cell ? heads.map((head) => head[column]) : []))
    return [...new Set(above)]
      .map((head) => (head ? cellText(head) : ''))
      .filter(Boolean)
      .join(', ')
  }
  const lines = (row: readonly MarkupElement[]): string[] =>
    row.flatMap((cell, column) => {
      const words = cellText(cell)
      if (words === '' || row.indexOf(cell) < column) return []
      const head = headOf(cell, row)
      return wrapped(
        head === '' ? isolated(words) : `${isolated(head)}: ${isolated(words)}`,
        column === 0 ? '- ' : '  ',
        column === 0 ? '  ' : '    ',
      )
    })
  return [caption, ...rows.map(lines)].filter((group) => group.length > 0)
}
