import type { PasteNotices } from './notices.ts'
import type { Styles } from './styles.ts'
import { BLOCKS, isElement, wordsOf, type PastedElement, type PastedNode } from './tree.ts'

/** What stands before an item: a bullet, a number, or words such as “(a)” that no list of ours writes by itself. */
export type Marker =
  { kind: 'bullet' } | { kind: 'number'; number: number } | { kind: 'words'; words: string }

/** One item of a list that is written as lines. */
export interface Item {
  /** Nesting, from 1. */
  level: number
  marker: Marker
  /** What tells neighbouring lists apart; empty where nothing does. */
  list: string
  children: PastedNode[]
}

const NUMBER = /^\(?(\d{1,5})[.)]*$/

export function markerOf(text: string): Marker {
  const words = text.replace(/\s+/g, ' ').trim()
  const number = NUMBER.exec(words)?.[1]
  if (number !== undefined) return { kind: 'number', number: Number(number) }
  // A single letter without a sign is the bullet of a font with pictures: “o”, “Ø”, “§”.
  return /[\p{L}\p{N}]/u.test(words) && !/^\p{L}$/u.test(words)
    ? { kind: 'words', words }
    : { kind: 'bullet' }
}

/** A number by letters, as in lists of law: a, b … z, aa. */
export function letters(number: number): string {
  let rest = number
  let text = ''
  while (rest > 0) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text
    rest = Math.floor((rest - 1) / 26)
  }
  return text
}

const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** A number in Roman numerals, in lower case. */
export function roman(number: number): string {
  let rest = number
  let text = ''
  for (const [value, sign] of ROMAN) for (; rest >= value; rest -= value) text += sign
  return text
}

/** What is written before an item, by its number; empty for nothing. */
export type Mark = (number: number) => string

const isList = (node: PastedNode): boolean => isElement(node) && ['ul', 'ol'].includes(node.name)

/** How a list counts, by itself or by its first item with words of its own, where Google Docs says it. */
function countsBy(list: PastedElement, styles: Styles): string {
  const item = list.children.find(
    (child): child is PastedElement =>
      isElement(child) &&
      child.name === 'li' &&
      wordsOf(child.children.filter((each) => !isList(each))).trim() !== '',
  )
  return (item && styles.countsBy(item)) || styles.countsBy(list)
}

/** What writes the marks of a list that no list of ours writes by itself; null for one that counts by numbers, or not at all. */
export function markOf(list: PastedElement, styles: Styles, notices: PasteNotices): Mark | null {
  if (list.name !== 'ol') return null
  const { type = '1' } = list.attributes
  const style =
    countsBy(list, styles) ||
    { a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman' }[type] ||
    'decimal'
  if (style === 'none') return () => ''
  if (/alpha|latin|roman/.test(style)) {
    const write = style.includes('roman') ? roman : letters
    return (number) => `${style.includes('upper') ? write(number).toUpperCase() : write(number)}.`
  }
  if (!/^decimal/.test(style))
    notices.add('A list that counts by other signs counts by numbers now', wordsOf(list.children))
  return null
}

const element = (
  name: string,
  children: PastedNode[],
  attributes: Record<string, string> = {},
): PastedElement => ({ name, attributes, children })

/** Nodes with words before their first ones, in the same line. */
function withStart(nodes: readonly PastedNode[], words: string): PastedNode[] {
  const at = nodes.findIndex((node) => isElement(node) || node.trim() !== '')
  const first = nodes[at]
  return first !== undefined && isElement(first) && BLOCKS.has(first.name)
    ? [{ ...first, children: withStart(first.children, words) }, ...nodes.slice(at + 1)]
    : [words, ...nodes.slice(Math.max(at, 0))]
}

interface Open {
  level: number
  list: PastedElement
  ordered: boolean
  id: string
  next: number
}

const goesOn = ({ ordered, next, id }: Open, { marker, list }: Item): boolean =>
  ordered === (marker.kind === 'number') &&
  (list === '' || list === id) &&
  (marker.kind !== 'number' || marker.number === next)

/** Items as lists: nested by their levels; a number that leaps begins a list of its own. */
export function listsOf(items: readonly Item[]): PastedElement[] {
  const roots: PastedElement[] = []
  const open: Open[] = []
  for (const item of items) {
    const { level, marker, list: id } = item
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    const here = open.at(-1)
    if (here?.level === level && !goesOn(here, item)) open.pop()
    if (open.at(-1)?.level !== level) {
      const ordered = marker.kind === 'number'
      const start = ordered ? marker.number : 1
      const list = element(ordered ? 'ol' : 'ul', [], ordered ? { start: String(start) } : {})
      const above = open.at(-1)?.list.children.at(-1)
      if (above !== undefined && isElement(above)) above.children.push(list)
      else roots.push(list)
      open.push({ level, list, ordered, id, next: start })
    }
    const top = open.at(-1)
    if (!top) continue
    top.next += 1
    top.list.children.push(
      element('li', marker.kind === 'words' ? withStart(item.children, `${marker.words} `) : item.children),
    )
  }
  return roots
}

const ENUMERATED = /^\(?(?:\d{1,4}[a-z]?|[a-z]{1,4})[.)]+$/i

const cellsOf = (table: PastedElement): PastedElement[][] => {
  const rows = (nodes: readonly PastedNode[]): PastedElement[] =>
    nodes
      .filter(isElement)
      .flatMap((node) =>
        node.name === 'tr'
          ? [node]
          : ['tbody', 'thead', 'tfoot'].includes(node.name)
            ? rows(node.children)
            : [],
      )
  return rows(table.children).map(({ children }) => children.filter(isElement))
}

/** A point of a statute that is set out as a table of one row, its number and its words, as EUR-Lex has it; null for any other. */
export function enumeratedRow(table: PastedElement): Item | null {
  const [cells, more] = cellsOf(table)
  if (!cells || more || cells.length !== 2 || cells.some(({ name }) => name !== 'td')) return null
  const [number, words] = cells
  const text = wordsOf(number?.children ?? []).trim()
  if (!words || !(ENUMERATED.test(text) || /^[—–•-]$/.test(text)) || wordsOf(words.children).trim() === '')
    return null
  return { level: 1, marker: markerOf(text), list: '', children: words.children }
}

/** A list of terms whose terms are numbers or letters, as statutes have it; null for any other. */
export function enumeratedTerms({ children }: PastedElement): Item[] | null {
  const parts = children.flatMap((child) =>
    isElement(child) && child.name === 'div' ? child.children : [child],
  )
  const items: Item[] = []
  for (const part of parts) {
    if (!isElement(part)) {
      if (part.trim() !== '') return null
    } else if (part.name === 'dt') {
      const words = wordsOf(part.children).trim()
      if (!ENUMERATED.test(words)) return null
      items.push({ level: 1, marker: markerOf(words), list: '', children: [] })
    } else if (part.name === 'dd') {
      const last = items.at(-1)
      if (!last) return null
      last.children.push(...(last.children.length > 0 ? [element('div', part.children)] : part.children))
    } else return null
  }
  return items.length > 0 ? items : null
}
