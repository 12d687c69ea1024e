import { headRows, type TableBlock, type TableCell, type TableRow } from '#domain/content/rich-table.ts'
import {
  plainText,
  type Block,
  type Inline,
  type ListItem,
  type RichText,
} from '#domain/content/rich-text.ts'
import { isSafeHref } from '#domain/urls.ts'
import { directionAttribute, textOf } from './direction.ts'
import { urlParts } from './views/parts.ts'
import { catalogue } from './words/index.ts'

/** How rich text is rendered: its heading level, its tables and its links. */
interface Setting {
  headingOffset: 0 | 2
  /** A table that is wider than the screen can be moved sideways, by keyboard too. */
  scrolls: boolean
  link(words: string, href: string, escape: Escape): string
}

export const onScreen: Setting = {
  headingOffset: 0,
  scrolls: true,
  link: (words, href, escape) =>
    `<a href="${escape(href)}"${/^https?:/.test(href) ? ' rel="noreferrer"' : ''}>${words}</a>`,
}

/** Inside a document that holds a whole guide, headings stand two levels lower. */
export const nested: Setting = { ...onScreen, headingOffset: 2 }

/** On paper an address is text, and may break between its parts. */
export const onPaper: Setting = {
  headingOffset: 2,
  scrolls: false,
  link: (words, href, escape) =>
    `${words} (<span class="url">${urlParts(href)
      .map((part) => escape(part))
      .join('<wbr>')}</span>)`,
}

type Escape = (text: string) => string

/** Renders rich text as HTML. A link with a scheme that is not allowed loses its address, not its text. */
export function richTextHtml(blocks: RichText, escape: Escape, setting: Setting): string {
  return blocks.map((block) => blockHtml(block, escape, setting)).join('')
}

const directed = (nodes: Inline[]): string => directionAttribute(textOf(nodes))

const blockHandlers: {
  [T in Block['type']]: (block: Extract<Block, { type: T }>, escape: Escape, setting: Setting) => string
} = {
  paragraph: ({ children }, escape, setting) =>
    `<p${directed(children)}>${inlineHtml(children, escape, setting)}</p>`,
  heading: ({ level, children }, escape, setting) =>
    `<h${level + setting.headingOffset}${directed(children)}>${inlineHtml(children, escape, setting)}</h${level + setting.headingOffset}>`,
  quote: ({ children }, escape, setting) =>
    `<blockquote${directed(children)}><p>${inlineHtml(children, escape, setting)}</p></blockquote>`,
  list: ({ ordered, start, items }, escape, setting) => {
    const tag = ordered ? 'ol' : 'ul'
    return `<${tag}${start === undefined ? '' : ` start="${start}"`}>${items.map((item) => itemHtml(item, escape, setting)).join('')}</${tag}>`
  },
  table: (block, escape, setting) => tableHtml(block, escape, setting),
}

function tableHtml(block: TableBlock, escape: Escape, setting: Setting): string {
  const { caption, rows } = block
  const heads = headRows(block)
  const part = (tag: string, from: readonly TableRow[]): string =>
    from.length === 0
      ? ''
      : `<${tag}>${from.map(({ cells }) => `<tr>${cells.map((cell) => cellHtml(cell, escape, setting)).join('')}</tr>`).join('')}</${tag}>`
  const title = caption
    ? `<caption${directed(caption)}>${inlineHtml(caption, escape, setting)}</caption>`
    : ''
  const table = `<table class="rich">${title}${part('thead', rows.slice(0, heads))}${part('tbody', rows.slice(heads))}</table>`
  if (!setting.scrolls) return table
  const { table: word, tableOf } = catalogue.page
  const name = caption ? tableOf({ caption: plainText([{ type: 'paragraph', children: caption }]) }) : word
  return `<div class="table" role="group" tabindex="0" aria-label="${escape(name)}">${table}</div>`
}

const SCOPES = { column: 'col', row: 'row' } as const

function cellHtml({ header, colSpan, rowSpan, blocks }: TableCell, escape: Escape, setting: Setting): string {
  const tag = header ? 'th' : 'td'
  const spans = `${colSpan ? ` colspan="${colSpan}"` : ''}${rowSpan ? ` rowspan="${rowSpan}"` : ''}`
  const [only, ...more] = blocks
  const isLine = only?.type === 'paragraph' && more.length === 0
  const inside = isLine
    ? inlineHtml(only.children, escape, setting)
    : blocks.map((each) => blockHtml(each, escape, setting)).join('')
  return `<${tag}${spans}${header ? ` scope="${SCOPES[header]}"` : ''}${isLine ? directed(only.children) : ''}>${inside}</${tag}>`
}

const blockHtml = (block: Block, escape: Escape, setting: Setting): string =>
  (blockHandlers[block.type] as (block: Block, escape: Escape, setting: Setting) => string)(
    block,
    escape,
    setting,
  )

const itemHtml = ({ children, lists }: ListItem, escape: Escape, setting: Setting): string =>
  `<li${directed(children)}>${inlineHtml(children, escape, setting)}${lists.map((list) => blockHtml(list, escape, setting)).join('')}</li>`

const SCRIPTS = { super: 'sup', sub: 'sub' } as const

const inlineHandlers: {
  [T in Inline['type']]: (node: Extract<Inline, { type: T }>, escape: Escape, setting: Setting) => string
} = {
  text: ({ text, bold, italic, script }, escape) => {
    const words = script ? `<${SCRIPTS[script]}>${escape(text)}</${SCRIPTS[script]}>` : escape(text)
    const slanted = italic ? `<em>${words}</em>` : words
    return bold ? `<strong>${slanted}</strong>` : slanted
  },
  break: () => '<br>',
  link: ({ href, children }, escape, setting) => {
    const words = inlineHtml(children, escape, setting)
    return isSafeHref(href) ? setting.link(words, href, escape) : words
  },
}

const inlineHtml = (nodes: Inline[], escape: Escape, setting: Setting): string =>
  nodes
    .map((node) =>
      (inlineHandlers[node.type] as (node: Inline, escape: Escape, setting: Setting) => string)(
        node,
        escape,
        setting,
      ),
    )
    .join('')
