import type { Block, Inline, ListItem, RichText } from '#domain/rich-text.ts'
import { isSafeHref } from '#domain/urls.ts'
import type { HandlebarsEngine } from './engine.ts'

/** What templates may call. Each is a pure function of its arguments. */
export function registerHelpers(engine: HandlebarsEngine): void {
  const { escapeExpression } = engine.Utils
  engine.registerHelper('is', (a: unknown, b: unknown) => a === b)
  engine.registerHelper('and', (...args: unknown[]) => args.slice(0, -1).every(Boolean))
  engine.registerHelper('has', (value: unknown) => value !== null && value !== undefined)
  // The only place in which markup is made outside a template: every piece of text in it is escaped here.
  engine.registerHelper('richText', (blocks: RichText) => new engine.SafeString(richTextHtml(blocks, escapeExpression)))
}

type Escape = (text: string) => string

/** HTML of a rich text. Links that lead anywhere but the allowed schemes lose their address, not their words. */
export function richTextHtml(blocks: RichText, escape: Escape): string {
  return blocks.map((block) => blockHtml(block, escape)).join('')
}

const blockHandlers: { [T in Block['type']]: (block: Extract<Block, { type: T }>, escape: Escape) => string } = {
  paragraph: ({ children }, escape) => `<p>${inlineHtml(children, escape)}</p>`,
  heading: ({ level, children }, escape) => `<h${level}>${inlineHtml(children, escape)}</h${level}>`,
  quote: ({ children }, escape) => `<blockquote><p>${inlineHtml(children, escape)}</p></blockquote>`,
  list: ({ ordered, items }, escape) => {
    const tag = ordered ? 'ol' : 'ul'
    return `<${tag}>${items.map((item) => itemHtml(item, escape)).join('')}</${tag}>`
  },
}

const blockHtml = (block: Block, escape: Escape): string => (blockHandlers[block.type] as (block: Block, escape: Escape) => string)(block, escape)

const itemHtml = ({ children, lists }: ListItem, escape: Escape): string =>
  `<li>${inlineHtml(children, escape)}${lists.map((list) => blockHtml(list, escape)).join('')}</li>`

const inlineHandlers: { [T in Inline['type']]: (node: Extract<Inline, { type: T }>, escape: Escape) => string } = {
  text: ({ text, bold, italic }, escape) => {
    const words = escape(text)
    const slanted = italic ? `<em>${words}</em>` : words
    return bold ? `<strong>${slanted}</strong>` : slanted
  },
  break: () => '<br>',
  link: ({ href, children }, escape) => {
    const words = inlineHtml(children, escape)
    return isSafeHref(href) ? `<a href="${escape(href)}"${/^https?:/.test(href) ? ' rel="noreferrer"' : ''}>${words}</a>` : words
  },
}

const inlineHtml = (nodes: Inline[], escape: Escape): string =>
  nodes.map((node) => (inlineHandlers[node.type] as (node: Inline, escape: Escape) => string)(node, escape)).join('')
