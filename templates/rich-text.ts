import type { Block, Inline, ListItem, RichText } from '#domain/content/rich-text.ts'
import { isSafeHref } from '#domain/urls.ts'
import { directionAttribute, textOf } from './direction.ts'
import { urlParts } from './views/parts.ts'

/** How rich text is rendered: its heading level, and its links. */
interface Setting {
  headingOffset: 0 | 2
  link(words: string, href: string, escape: Escape): string
}

export const onScreen: Setting = {
  headingOffset: 0,
  link: (words, href, escape) =>
    `<a href="${escape(href)}"${/^https?:/.test(href) ? ' rel="noreferrer"' : ''}>${words}</a>`,
}

/** Inside a document that holds a whole guide, headings stand two levels lower. */
export const nested: Setting = { ...onScreen, headingOffset: 2 }

/** On paper an address is text, and may break between its parts. */
export const onPaper: Setting = {
  headingOffset: 2,
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
