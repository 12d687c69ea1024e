import { LIMITS, textProblem } from '../text-rules.ts'
import { isSafeHref } from '../urls.ts'
import { linkProblem } from './link-problem.ts'
import type { Inline, ListBlock, ListItem, TextInline } from './rich-inline.ts'
import {
  tableProblem,
  withCaption,
  type CellBlock,
  type TableBlock,
  type TableCell,
  type TableRow,
} from './rich-table.ts'

export type { Inline, ListBlock, ListItem, Script, TextInline } from './rich-inline.ts'

/**
 * The rich text of essentials in our own format, which editions freeze so that no editor's internal format is
 * part of what was approved. Converted from Lexical's serialised state; a node without a handler is rejected,
 * not dropped.
 */
export type RichText = Block[]

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; level: 3 | 4; children: Inline[] }
  | ListBlock
  | { type: 'quote'; children: Inline[] }
  | TableBlock

/** One node of Lexical's serialised state, with the properties we read. */
export interface LexicalNode {
  type: string
  children?: LexicalNode[]
  text?: string
  format?: number | string
  tag?: string
  listType?: string
  fields?: { url?: unknown; linkType?: unknown }
  [property: string]: unknown
}

/** What is wrong with one node, worded for the person who typed it. */
export interface NodeProblem {
  /** Path of the node: child indices from the root of the state. */
  path: number[]
  message: string
}

export class RichTextProblem extends Error {
  override name = 'RichTextProblem'
}

/** Lexical's text format bits. */
const BOLD = 1
const ITALIC = 2
const SUBSCRIPT = 32
const SUPERSCRIPT = 64
const KEPT = BOLD | ITALIC | SUBSCRIPT | SUPERSCRIPT
const FORMATS: readonly [bit: number, name: string][] = [
  [4, 'struck-out words'],
  [8, 'underlined words'],
  [16, 'words set as code'],
  [128, 'highlighted words'],
  [256, 'words set in small letters'],
  [512, 'words set in capitals'],
  [1024, 'words set with initial capitals'],
]

/** Names of nodes that the editor may contain but a guide does not support. */
const KINDS: Readonly<Record<string, string>> = {
  tab: 'a tab',
  tablerow: 'a row of a table',
  tablecell: 'a cell of a table',
  upload: 'an image or a file',
  image: 'an image',
  code: 'a block of code',
  'code-highlight': 'code',
  horizontalrule: 'a horizontal line',
  block: 'a block of the admin',
  inlineBlock: 'a block of the admin',
  relationship: 'a document of the admin',
}

/** Maximum node nesting: a list ten levels deep needs 22. */
const DEEPEST = 24

/** Maximum number of reported problems. */
const MOST_PROBLEMS = 20

/** The position of a node, as a path and in words. */
interface Place {
  path: number[]
  where: string
}

/** One reading of a state. It continues after a problem, so that all are reported at once. */
interface Reading {
  problems: (NodeProblem & { about?: 'link' })[]
  /** What is wrong with the text of one text node; null if nothing is. */
  judge(words: string): string | null
  /** What is wrong with the address of a link. */
  judgeLink(href: string): string | null
}

type Handler<T> = (node: LexicalNode, place: Place, reading: Reading) => T[]

const refuse = ({ problems }: Reading, { path, where }: Place, message: string, about?: 'link'): [] => {
  if (problems.length < MOST_PROBLEMS)
    problems.push({
      path,
      message: where === '' ? message : `${where}: ${message}`,
      ...(about === undefined ? {} : { about }),
    })
  return []
}

const inlineHandlers: Record<string, Handler<Inline>> = {
  text,
  linebreak: () => [{ type: 'break' }],
  link,
  autolink: link,
}

const blockHandlers: Record<string, Handler<Block>> = {
  paragraph: (node, place, reading) => {
    const children = wordsIn(node, place, reading)
    return children.length > 0 ? [{ type: 'paragraph', children }] : []
  },
  heading: (node, place, reading) => {
    const children = wordsIn(node, place, reading)
    if (node.tag !== 'h3' && node.tag !== 'h4')
      return refuse(
        reading,
        place,
        `a heading of level ${printed(node.tag)} cannot stand inside a section: use heading 3 or 4.`,
      )
    return [{ type: 'heading', level: node.tag === 'h3' ? 3 : 4, children }]
  },
  list,
  quote: (node, place, reading) => [{ type: 'quote', children: wordsIn(node, place, reading) }],
  table,
}

/** The handler of a node's kind. Inherited object properties are not kinds. */
const handlerOf = <T>(handlers: Record<string, Handler<T>>, node: LexicalNode): Handler<T> =>
  (Object.hasOwn(handlers, node.type) ? handlers[node.type] : undefined) ?? unknownNode

const unknownNode: Handler<never> = (node, place, reading) => {
  const name = Object.hasOwn(KINDS, node.type) ? KINDS[node.type] : undefined
  const words = quoted(node)
  return refuse(
    reading,
    place,
    `${name ?? `text of the kind “${node.type.slice(0, 40)}”`}${words} cannot be printed: use paragraphs, headings, lists, quotes, tables and links.`,
  )
}

function text(node: LexicalNode, place: Place, reading: Reading): Inline[] {
  const words = node.text
  if (typeof words !== 'string') return refuse(reading, place, 'a piece of text has no words.')
  if (node.children !== undefined && (node.children as unknown) !== null)
    return refuse(reading, place, `something stands inside the words${quoted(node)}: it cannot be printed.`)
  const format = node.format ?? 0
  const bits = format === '' ? 0 : format
  if (typeof bits !== 'number' || !Number.isInteger(bits) || bits < 0)
    return refuse(reading, place, `the format of${quoted(node)} is not known.`)
  const other = FORMATS.filter(([bit]) => (bits & bit) > 0).map(([, name]) => name)
  if (other.length > 0 || (bits & ~KEPT) !== 0)
    return refuse(
      reading,
      place,
      `${other.join(', ') || 'formatting that is not known'}${quoted(node)}. Only bold, italic, superscript and subscript are kept: remove the words or their format.`,
    )
  if ((bits & SUPERSCRIPT) > 0 && (bits & SUBSCRIPT) > 0)
    return refuse(reading, place, `${quoted(node).trim()} cannot be superscript and subscript at once.`)
  if (typeof node.style === 'string' && node.style.trim() !== '')
    return refuse(
      reading,
      place,
      `${quoted(node).trim()} has a style of its own (${node.style.trim().slice(0, 40)}): remove it.`,
    )
  const spacing = /[\t\n\r\u2028\u2029]/.exec(words)?.[0]
  if (spacing !== undefined)
    return refuse(
      reading,
      place,
      `${spacing === '\t' ? 'a tab' : 'the end of a line'} stands inside${quoted(node)}: use ${spacing === '\t' ? 'a space' : 'a line break of the editor'}.`,
    )
  const wrong = reading.judge(words)
  if (wrong !== null) return refuse(reading, place, wrong)
  const script = (bits & SUPERSCRIPT) > 0 ? 'super' : (bits & SUBSCRIPT) > 0 ? 'sub' : null
  return [
    {
      type: 'text',
      text: words,
      bold: (bits & BOLD) > 0,
      italic: (bits & ITALIC) > 0,
      ...(script === null ? {} : { script }),
    },
  ]
}

function link(node: LexicalNode, place: Place, reading: Reading): Inline[] {
  const children = inlines(node, place, reading)
  const fields = node.fields ?? {}
  const href = typeof fields.url === 'string' ? fields.url.trim() : ''
  if (fields.linkType === 'internal')
    return refuse(
      reading,
      place,
      `the link${quoted(node)} leads to a document of the admin, which cannot be printed: link to an address.`,
    )
  const wrong = reading.judgeLink(href)
  if (wrong !== null) return refuse(reading, place, wrong, 'link')
  return [{ type: 'link', href, children }]
}

/** The children of a node, if they are nodes and not nested too deep. */
function childrenOf(node: LexicalNode, place: Place, reading: Reading): LexicalNode[] {
  const children: unknown = node.children ?? []
  if (!Array.isArray(children)) return refuse(reading, place, 'what it holds is not a list of nodes.')
  if (children.length > 0 && place.path.length >= DEEPEST)
    return refuse(reading, place, `it is nested more than ${DEEPEST} levels deep: use fewer levels.`)
  return children.map((child: unknown, index) =>
    isNode(child) ? child : { type: `number ${index + 1}, which is no node` },
  )
}

const isNode = (value: unknown): value is LexicalNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

const inlines = (node: LexicalNode, place: Place, reading: Reading): Inline[] =>
  childrenOf(node, place, reading).flatMap((child, index) =>
    handlerOf(inlineHandlers, child)(child, { ...place, path: [...place.path, index] }, reading),
  )

/** The text of an unindented, left-aligned block; indented or centred blocks are reported. */
function wordsIn(node: LexicalNode, place: Place, reading: Reading): Inline[] {
  if (typeof node.indent === 'number' && node.indent > 0)
    refuse(reading, place, `it is indented${quoted(node)}: use a list or a quote.`)
  if (!['', 'left', 'start', 0, undefined, null].includes(node.format))
    refuse(reading, place, `it is aligned (${printed(node.format)})${quoted(node)}: text stands at the left.`)
  return inlines(node, place, reading)
}

function list(node: LexicalNode, place: Place, reading: Reading): ListBlock[] {
  const { listType, start } = node
  if (listType !== 'number' && listType !== 'bullet')
    return refuse(
      reading,
      place,
      `${listType === 'check' ? 'a checklist' : `a list of the kind “${printed(listType)}”`}${quoted(node)} cannot be printed: use bullets or numbers.`,
    )
  const first = start ?? 1
  if (typeof first !== 'number' || !Number.isInteger(first) || first < 0 || first > 99_999)
    return refuse(reading, place, `a list cannot begin with “${printed(first)}”.`)
  const items: ListItem[] = []
  childrenOf(node, place, reading).forEach((item, index) => {
    const inside = { path: [...place.path, index], where: `${place.where}, item ${index + 1}` }
    if (item.type !== 'listitem') return void unknownNode(item, inside, reading)
    const lists: ListBlock[] = []
    const children = childrenOf(item, inside, reading).flatMap((child, at) => {
      const deeper = { ...inside, path: [...inside.path, at] }
      if (child.type !== 'list') return handlerOf(inlineHandlers, child)(child, deeper, reading)
      lists.push(...list(child, deeper, reading))
      return []
    })
    const last = items.at(-1)
    // Lexical wraps a nested list in an item without text of its own: it belongs to the previous item.
    if (children.length === 0 && lists.length > 0 && last) last.lists.push(...lists)
    else if (children.length > 0 || lists.length > 0) items.push({ children, lists })
  })
  const ordered = listType === 'number'
  return [{ type: 'list', ordered, ...(ordered && first !== 1 ? { start: first } : {}), items }]
}

/** Bits of the state of a cell that heads its column, or its row. */
const HEADS_COLUMN = 1
const HEADS_ROW = 2

function table(node: LexicalNode, place: Place, reading: Reading): TableBlock[] {
  const before = reading.problems.length
  const rows = childrenOf(node, place, reading).map((row, index): TableRow => {
    const inside = { path: [...place.path, index], where: `${place.where}, row ${index + 1}` }
    if (row.type !== 'tablerow') return { cells: unknownNode(row, inside, reading) }
    return {
      cells: childrenOf(row, inside, reading).flatMap((cell, at) =>
        tableCell(cell, { path: [...inside.path, at], where: `${inside.where}, cell ${at + 1}` }, reading),
      ),
    }
  })
  if (reading.problems.length > before) return []
  const problem = tableProblem(rows)
  return problem === null ? [withCaption(rows)] : refuse(reading, place, problem)
}

const isSpan = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000

function tableCell(node: LexicalNode, place: Place, reading: Reading): TableCell[] {
  if (node.type !== 'tablecell') return unknownNode(node, place, reading)
  const { colSpan = 1, rowSpan = 1, headerState = 0 } = node
  if (!isSpan(colSpan) || !isSpan(rowSpan))
    return refuse(reading, place, 'the number of columns or rows that it spans is not known.')
  if (typeof headerState !== 'number' || ![0, 1, 2, 3].includes(headerState))
    return refuse(reading, place, 'what it heads is not known.')
  if (typeof node.backgroundColor === 'string' && node.backgroundColor !== '')
    return refuse(reading, place, `it has a colour of its own${quoted(node)}: remove it, or say it in words.`)
  const blocks = childrenOf(node, place, reading).flatMap((child, index): CellBlock[] => {
    const inside = { ...place, path: [...place.path, index] }
    if (child.type === 'list') return list(child, inside, reading)
    if (child.type !== 'paragraph')
      return refuse(
        reading,
        inside,
        `${Object.hasOwn(NAMES, child.type) ? `a ${NAMES[child.type]?.toLowerCase()}` : 'something'}${quoted(child)} cannot stand in a cell: use paragraphs and lists.`,
      )
    const children = wordsIn(child, inside, reading)
    return children.length > 0 ? [{ type: 'paragraph', children }] : []
  })
  const header = (headerState & HEADS_COLUMN) > 0 ? 'column' : (headerState & HEADS_ROW) > 0 ? 'row' : null
  return [
    {
      ...(header === null ? {} : { header }),
      ...(colSpan === 1 ? {} : { colSpan }),
      ...(rowSpan === 1 ? {} : { rowSpan }),
      blocks,
    },
  ]
}

/** The text inside a node, as quoted in a message; empty if there is none. */
function quoted(node: LexicalNode): string {
  const found: string[] = []
  const queue: unknown[] = [node]
  for (let looked = 0; queue.length > 0 && looked < 200; looked += 1) {
    const next = queue.shift()
    if (typeof next !== 'object' || next === null) continue
    const { text: words, children } = next as Partial<LexicalNode>
    if (typeof words === 'string') found.push(words.replace(/\s+/g, ' '))
    if (Array.isArray(children)) queue.unshift(...children)
  }
  const words = found.join('').trim()
  return words === '' ? '' : ` “${words.length > 60 ? `${words.slice(0, 59)}…` : words}”`
}

const printed = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : '?'

const NAMES: Readonly<Record<string, string>> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  list: 'List',
  quote: 'Quote',
  table: 'Table',
}

function read(state: unknown, reading: Reading): RichText {
  if (state === null || state === undefined) return []
  const place = { path: [], where: '' }
  if (typeof state !== 'object' || Array.isArray(state))
    return refuse(reading, place, 'This is not a text of the editor.')
  const { root } = state as { root?: unknown }
  if (root === undefined && Object.keys(state).length === 0) return []
  if (typeof root !== 'object' || root === null)
    return refuse(reading, place, 'This is not a text of the editor.')
  const counts = new Map<string, number>()
  return childrenOf(root as LexicalNode, { path: [], where: 'The text' }, reading).flatMap((child, index) => {
    const name = Object.hasOwn(NAMES, child.type) ? (NAMES[child.type] ?? '') : ''
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const where = name === '' ? `Block ${index + 1}` : `${name} ${counts.get(name)}`
    return handlerOf(blockHandlers, child)(child, { path: [index], where }, reading)
  })
}

/** What was saved before a rule on links was made can still be read. */
const schemeProblem = (href: string): string | null => (isSafeHref(href) ? null : linkProblem(href))

/**
 * Converts Lexical's serialised state into blocks.
 * @throws {RichTextProblem} naming the first node that cannot be printed, and its position.
 */
export function fromLexical(state: unknown): RichText {
  const reading: Reading = { problems: [], judge: () => null, judgeLink: schemeProblem }
  const blocks = read(state, reading)
  if (reading.problems[0]) throw new RichTextProblem(reading.problems[0].message)
  return blocks
}

const strictly = (): Reading => ({
  problems: [],
  judge: (words) => textProblem(words, LIMITS.richText),
  judgeLink: linkProblem,
})

/** Every reason to reject a text: unsupported nodes, and text that breaks the text rules. */
export function richTextProblems(state: unknown): NodeProblem[] {
  const reading = strictly()
  const blocks = read(state, reading)
  if (reading.problems.length > 0) return reading.problems.map(({ path, message }) => ({ path, message }))
  // Problems that no single node shows: the total length, and markup split over several nodes.
  const message = textProblem(plainText(blocks), LIMITS.richText)
  return message === null ? [] : [{ path: [], message }]
}

/** Those reasons that are links: the editor shows them before anything is saved. */
export function linkProblems(state: unknown): NodeProblem[] {
  const reading = strictly()
  read(state, reading)
  return reading.problems
    .filter(({ about }) => about === 'link')
    .map(({ path, message }) => ({ path, message }))
}

/**
 * True for a tree of nodes that can be walked safely: every child is a node, and none is nested too deep. An
 * invalid tree is rejected anyway, and code that walks it unchecked would crash.
 */
export function isTree(state: unknown): boolean {
  const { root } = (state ?? {}) as { root?: unknown }
  const open: [node: unknown, depth: number][] = root === undefined || root === null ? [] : [[root, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (!isNode(node) || depth > DEEPEST + 1) return false
    const children: unknown = node.children ?? []
    if (!Array.isArray(children)) return false
    for (const child of children) open.push([child, depth + 1])
  }
  return true
}

const RAISED = ['0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'] as const
const LOWERED = ['0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'] as const

/**
 * Renders superscript and subscript in plain text: with Unicode characters, `10²`, or as `x^(abc)` if there are
 * none.
 */
function inLine({ text: words, script }: TextInline): string {
  if (!script || words.trim() === '') return words
  const [from, to] = script === 'super' ? RAISED : LOWERED
  const characters = [...words].map((character) => to[from.indexOf(character)])
  return characters.every((character) => character !== undefined)
    ? characters.join('')
    : `${script === 'super' ? '^' : '_'}(${words})`
}

/** Words inside blocks, and the blocks below them. */
const inlineWords = (children: readonly Inline[]): string =>
  children
    .map((child) =>
      child.type === 'text' ? inLine(child) : child.type === 'break' ? '\n' : inlineWords(child.children),
    )
    .join('')

function blockWords(node: Block): string {
  if (node.type === 'list')
    return node.items
      .map((item) => [inlineWords(item.children), ...item.lists.map(blockWords)].join('\n'))
      .join('\n')
  if (node.type !== 'table') return inlineWords(node.children)
  const rows = node.rows.map(({ cells }) => cells.map(cellWords).join(' | '))
  return [...(node.caption ? [inlineWords(node.caption)] : []), ...rows].join('\n')
}

/** The words of a cell in one line. */
export const cellWords = ({ blocks }: TableCell): string =>
  blocks
    .map(blockWords)
    .join('\n')
    .trim()
    .replace(/\s*\n\s*/g, '; ')

/** The words of a rich text, one line per block, and per row of a table; for search, diffs and length. */
export const plainText = (blocks: RichText): string => blocks.map(blockWords).join('\n')

/** Everything that stands inside a block as words, links and breaks, in order. */
export function inlinesOf(block: Block): Inline[] {
  if (block.type === 'list')
    return block.items.flatMap((item) => [...item.children, ...item.lists.flatMap(inlinesOf)])
  if (block.type !== 'table') return block.children
  const cells = block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap(inlinesOf)))
  return [...(block.caption ?? []), ...cells]
}

const linksIn = (children: readonly Inline[]): string[] =>
  children.flatMap((child) => (child.type === 'link' ? [child.href, ...linksIn(child.children)] : []))

/** The link targets of a text, in order, without duplicates. */
export const hrefsOf = (blocks: RichText): string[] => [
  ...new Set(blocks.flatMap((block) => linksIn(inlinesOf(block)))),
]
