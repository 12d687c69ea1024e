import { Parser } from 'htmlparser2'

/** A page as a tree: text, and elements with their attributes. */
export type Markup = string | MarkupElement

export interface MarkupElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Markup[]
}

/** Parses the markup that a template renders. */
export function parseMarkup(html: string): MarkupElement {
  const root = { name: '', attributes: {}, children: [] as Markup[] }
  const open = [root]
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext(text) {
        open.at(-1)?.children.push(text)
      },
      onclosetag() {
        open.pop()
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  const [html_] = root.children.filter((each) => typeof each !== 'string')
  if (!html_) throw new TypeError('There is no element in this markup.')
  return html_
}

/** The tree with each element replaced by what the rule makes of it; its children are replaced first. */
export function rewritten(element: MarkupElement, rule: (element: MarkupElement) => Markup[]): Markup[] {
  const children = element.children.flatMap((each) =>
    typeof each === 'string' ? [each] : rewritten(each, rule),
  )
  return rule({ ...element, children })
}

/** This element and every one below it, in document order. */
export const elementsOf = (element: MarkupElement): MarkupElement[] => [
  element,
  ...element.children.flatMap((each) => (typeof each === 'string' ? [] : elementsOf(each))),
]

export const hasClass = ({ attributes }: MarkupElement, name: string): boolean =>
  (attributes['class'] ?? '').split(' ').includes(name)

/** The text of a tree, with white space as it stands. */
export const textOf = (markup: Markup): string =>
  typeof markup === 'string' ? markup : markup.children.map(textOf).join('')

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

/** Characters that neither XML 1.0 (§ 2.2) nor HTML has a form for. */
const FORBIDDEN = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes text for an element or a double-quoted attribute, of HTML and of XML. */
export const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (character) => NAMED[character] ?? '')

/** Markup as HTML; as XML, every element is closed. */
export function markupText(markup: Markup, syntax: 'html' | 'xml'): string {
  if (typeof markup === 'string') return escaped(markup)
  const { name, attributes, children } = markup
  const start = Object.entries(attributes)
    .map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`)
    .join('')
  if (VOID.has(name)) return `<${name}${start}${syntax === 'xml' ? '/' : ''}>`
  // The text of a style is no markup: it is part of the templates, and its hash is in the page’s policy.
  const inside =
    name === 'style' && syntax === 'html'
      ? children.map(textOf).join('')
      : children.map((each) => markupText(each, syntax)).join('')
  return `<${name}${start}>${inside}</${name}>`
}
