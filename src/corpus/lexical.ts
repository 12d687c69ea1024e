import { columnsOf, type TableBlock, type TableCell } from '#domain/content/rich-table.ts'
import type {
  Block,
  Inline,
  ListBlock,
  LexicalNode,
  RichText,
  TextInline,
} from '#domain/content/rich-text.ts'

/** Bits of Lexical's text format. */
const BITS = { bold: 1, italic: 2, sub: 32, super: 64 } as const

const element = (type: string, children: LexicalNode[], more: Record<string, unknown> = {}): LexicalNode => ({
  type,
  children,
  direction: 'ltr',
  format: '',
  indent: 0,
  version: 1,
  ...more,
})

const words = ({ text, bold, italic, script }: TextInline): LexicalNode => ({
  type: 'text',
  text,
  format: (bold ? BITS.bold : 0) | (italic ? BITS.italic : 0) | (script ? BITS[script] : 0),
  detail: 0,
  mode: 'normal',
  style: '',
  version: 1,
})

const inlines = (children: readonly Inline[]): LexicalNode[] =>
  children.map((child) => {
    if (child.type === 'text') return words(child)
    if (child.type === 'break') return { type: 'linebreak', version: 1 }
    return element('link', inlines(child.children), {
      version: 3,
      fields: { linkType: 'custom', newTab: false, url: child.href },
    })
  })

function list({ ordered, start = 1, items }: ListBlock): LexicalNode {
  let value = start - 1
  return element(
    'list',
    items.flatMap(({ children, lists }) => [
      ...(children.length > 0 || lists.length === 0
        ? [element('listitem', inlines(children), { value: ++value })]
        : []),
      // A nested list stands in an item of its own, after the one that it belongs to.
      ...lists.map((nested) => element('listitem', [list(nested)], { value: value + 1 })),
    ]),
    { listType: ordered ? 'number' : 'bullet', start, tag: ordered ? 'ol' : 'ul' },
  )
}

const HEADER_STATES = { column: 1, row: 2 } as const

const cell = ({ header, colSpan = 1, rowSpan = 1, blocks }: TableCell): LexicalNode =>
  element('tablecell', blocks.length > 0 ? blocks.map(block) : [paragraph([])], {
    backgroundColor: null,
    colSpan,
    rowSpan,
    headerState: header ? HEADER_STATES[header] : 0,
  })

/** The caption stands in a first row of one cell, where the editor shows it. */
function table(node: TableBlock): LexicalNode {
  const caption: TableCell[][] = node.caption
    ? [
        [
          {
            header: 'column',
            colSpan: columnsOf(node),
            blocks: [{ type: 'paragraph', children: node.caption }],
          },
        ],
      ]
    : []
  return element(
    'table',
    [...caption, ...node.rows.map(({ cells }) => cells)].map((cells) => element('tablerow', cells.map(cell))),
  )
}

const paragraph = (children: readonly Inline[]): LexicalNode =>
  element('paragraph', inlines(children), { textFormat: 0, textStyle: '' })

function block(node: Block): LexicalNode {
  if (node.type === 'list') return list(node)
  if (node.type === 'table') return table(node)
  if (node.type === 'paragraph') return paragraph(node.children)
  return node.type === 'heading'
    ? element('heading', inlines(node.children), { tag: `h${node.level}` })
    : element('quote', inlines(node.children))
}

/** Blocks as the editor stores them: what `fromLexical` reads back. */
export const toLexical = (blocks: RichText): { root: LexicalNode } => ({
  root: element('root', blocks.map(block)),
})
