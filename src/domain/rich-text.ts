import { isSafeHref } from './urls.ts'

/**
 * The rich text of essentials, in our own form: what an edition freezes, so that no editor's internal format is part
 * of what was approved. Made from Lexical's serialised state; a node that has no handler is refused, not dropped.
 */
export type RichText = Block[]

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; level: 3 | 4; children: Inline[] }
  | { type: 'list'; ordered: boolean; items: ListItem[] }
  | { type: 'quote'; children: Inline[] }

export interface ListItem {
  children: Inline[]
  /** Lists inside the item. */
  lists: Extract<Block, { type: 'list' }>[]
}

export type Inline =
  | { type: 'text'; text: string; bold: boolean; italic: boolean }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'break' }

/** One node of Lexical's serialised state, as far as we read it. */
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

export class RichTextProblem extends Error {
  override name = 'RichTextProblem'
}

const BOLD = 1
const ITALIC = 2

type InlineHandler = (node: LexicalNode) => Inline[]
type BlockHandler = (node: LexicalNode) => Block[]

const inlineHandlers: Record<string, InlineHandler> = {
  text: (node) => {
    const format = typeof node.format === 'number' ? node.format : 0
    if (format & ~(BOLD | ITALIC))
      throw new RichTextProblem('Only bold and italic are kept: remove other formatting.')
    return [{ type: 'text', text: node.text ?? '', bold: (format & BOLD) > 0, italic: (format & ITALIC) > 0 }]
  },
  linebreak: () => [{ type: 'break' }],
  link: linkHandler,
  autolink: linkHandler,
}

const blockHandlers: Record<string, BlockHandler> = {
  paragraph: (node) => {
    const children = inlines(node)
    return children.length ? [{ type: 'paragraph', children }] : []
  },
  heading: (node) => {
    if (node.tag !== 'h3' && node.tag !== 'h4')
      throw new RichTextProblem(
        `A heading of level ${node.tag ?? '?'} cannot stand inside a section: use heading 3 or 4.`,
      )
    return [{ type: 'heading', level: node.tag === 'h3' ? 3 : 4, children: inlines(node) }]
  },
  list: (node) => [list(node)],
  quote: (node) => [{ type: 'quote', children: inlines(node) }],
}

/** The handler of a node's kind. Names that every object inherits are no kinds. */
const handlerOf = <H>(handlers: Record<string, H>, node: LexicalNode): H | typeof unknownNode =>
  (Object.hasOwn(handlers, node.type) ? handlers[node.type] : undefined) ?? unknownNode

function linkHandler(node: LexicalNode): Inline[] {
  const href = typeof node.fields?.url === 'string' ? node.fields.url.trim() : ''
  if (node.fields?.linkType === 'internal')
    throw new RichTextProblem('Links to documents of the admin cannot be printed: link to an address.')
  if (!isSafeHref(href))
    throw new RichTextProblem(
      `“${href.slice(0, 60)}” cannot be a link: use https, http, tel, sms, mailto or an address of this site.`,
    )
  return [{ type: 'link', href, children: inlines(node) }]
}

function unknownNode(node: LexicalNode): never {
  throw new RichTextProblem(
    `Text of the kind “${node.type}” cannot be printed: use paragraphs, headings, lists, quotes and links.`,
  )
}

function inlines(node: LexicalNode): Inline[] {
  return (node.children ?? []).flatMap((child) => handlerOf(inlineHandlers, child)(child))
}

function list(node: LexicalNode): Extract<Block, { type: 'list' }> {
  const items: ListItem[] = []
  for (const item of node.children ?? []) {
    if (item.type !== 'listitem') unknownNode(item)
    const lists = (item.children ?? []).filter((child) => child.type === 'list').map(list)
    const children = inlines({
      ...item,
      children: (item.children ?? []).filter((child) => child.type !== 'list'),
    })
    const last = items.at(-1)
    // Lexical keeps a nested list in an item of its own that has no words: it belongs to the item before.
    if (children.length === 0 && lists.length > 0 && last) last.lists.push(...lists)
    else if (children.length > 0 || lists.length > 0) items.push({ children, lists })
  }
  return { type: 'list', ordered: node.listType === 'number', items }
}

/**
 * Lexical's serialised state as blocks.
 * @throws {RichTextProblem} naming the node that cannot be printed.
 */
export function fromLexical(state: unknown): RichText {
  const root = (state as { root?: LexicalNode } | null | undefined)?.root
  if (!root) return []
  return (root.children ?? []).flatMap((child) => handlerOf(blockHandlers, child)(child))
}

/** The words of a rich text, one line per block; for search, diffs and length. */
export function plainText(blocks: RichText): string {
  const inline = (children: Inline[]): string =>
    children
      .map((child) =>
        child.type === 'text' ? child.text : child.type === 'break' ? '\n' : inline(child.children),
      )
      .join('')
  const block = (node: Block): string =>
    node.type === 'list'
      ? node.items.map((item) => [inline(item.children), ...item.lists.map(block)].join('\n')).join('\n')
      : inline(node.children)
  return blocks.map(block).join('\n')
}

/** Where the links of a text lead, in their order, each once. */
export function hrefsOf(blocks: RichText): string[] {
  const inline = (children: Inline[]): string[] =>
    children.flatMap((child) => (child.type === 'link' ? [child.href, ...inline(child.children)] : []))
  const block = (node: Block): string[] =>
    node.type === 'list'
      ? node.items.flatMap((item) => [...inline(item.children), ...item.lists.flatMap(block)])
      : inline(node.children)
  return [...new Set(blocks.flatMap(block))]
}
