import type { LexicalNode } from '../rich-text.ts'
import { cleaned, storedForm } from '../../text-rules.ts'
import { headingLevel, headingLevels } from './headings.ts'
import { addressOf } from './link.ts'
import { showsOthers } from './letters.ts'
import { markOf, type Mark } from './lists.ts'
import {
  block,
  flat,
  FORMAT,
  formatted,
  inlineNodes,
  lineBreak,
  paragraph,
  textIn,
  textNode,
  type Run,
} from './nodes.ts'
import type { Notice, PasteNotices } from './notices.ts'
import { hasLink, type Styles } from './styles.ts'
import { tableBlocks } from './tables.ts'
import { BLOCKS, isElement, wordsOf, type PastedElement, type PastedNode } from './tree.ts'

/** The formatting context of some text. */
export interface Setting {
  format: number
  href: string | null
  /** In what letters a style shows the words, as CSS names it. */
  letters: string
  /** White space is significant: code, and text that was never HTML. */
  pre: boolean
  /** Nesting of lists. */
  depth: number
  /** Inside a cell of a table. */
  cell: boolean
}

export const PLAIN: Setting = { format: 0, href: null, letters: 'none', pre: false, depth: 0, cell: false }

/** Elements without content for readers. */
const SILENT = new Set(
  ['style', 'head', 'title', 'meta', 'link', 'template', 'noscript', 'base', 'colgroup', 'wbr'].concat([
    'source',
    'track',
    'param',
    'datalist',
    // What browsers without ruby write around its reading.
    'rp',
    '#comment',
  ]),
)

const left = (one: string, many: string): Notice => ({
  one: `${one} was left out`,
  many: `${many} were left out`,
})
const IMAGE = left('image', 'images')
const DRAWING = left('drawing', 'drawings')
const OBJECT = left('embedded object', 'embedded objects')
const FIELD = left('form field', 'form fields')

const LEFT_OUT: Readonly<Record<string, Notice>> = {
  img: IMAGE,
  picture: IMAGE,
  svg: DRAWING,
  canvas: DRAWING,
  'v:shape': DRAWING,
  video: left('video', 'videos'),
  audio: left('sound', 'sounds'),
  iframe: left('embedded page', 'embedded pages'),
  frame: left('embedded page', 'embedded pages'),
  object: OBJECT,
  embed: OBJECT,
  applet: OBJECT,
  script: left('script', 'scripts'),
  math: left('formula', 'formulas'),
  input: FIELD,
  select: FIELD,
  textarea: FIELD,
  hr: left('horizontal line', 'horizontal lines'),
}

/** Elements around whose words a browser writes something, or sets them above others. */
const AROUND: Readonly<Record<string, readonly [string, string]>> = { q: ['“', '”'], rt: ['(', ')'] }

/** Maximum list nesting; deeper lists are raised to this level. */
const DEEPEST_LIST = 6

/** Reads pasted elements into blocks of the editor. */
export class Reader {
  readonly #styles: Styles
  readonly #told: PasteNotices
  readonly #levels: (level: number) => 3 | 4

  constructor(tree: readonly PastedNode[], styles: Styles, notices: PasteNotices) {
    this.#styles = styles
    this.#told = notices
    this.#levels = headingLevels(tree)
  }

  /** The content of these nodes as blocks. */
  blocks(nodes: readonly PastedNode[], setting: Setting): LexicalNode[] {
    const blocks: LexicalNode[] = []
    let runs: Run[] = []
    const flush = (): void => {
      const children = inlineNodes(runs)
      if (children.length > 0) blocks.push(paragraph(children))
      runs = []
    }
    const walk = (children: readonly PastedNode[], inside: Setting): void => {
      for (const child of children) {
        if (typeof child === 'string') runs.push(...this.#words(child, inside))
        else if (SILENT.has(child.name)) continue
        else if (this.#styles.isHidden(child)) this.#lose('Hidden words were left out', child)
        else if (Object.hasOwn(LEFT_OUT, child.name)) this.#leftOut(child)
        else if (child.name === 'br') runs.push({ text: '\n', format: 0, href: inside.href })
        else {
          const own = this.#block(child, inside)
          if (own !== null) {
            flush()
            blocks.push(...own)
          } else if (Object.hasOwn(AROUND, child.name)) {
            const [before, after] = AROUND[child.name] ?? []
            walk([before ?? '', ...child.children, after ?? ''], this.#set(child, inside))
          } else {
            const apart = this.#styles.apart(child)
            const breaks = BLOCKS.has(child.name) || child.name === 'pre' || apart === 'line'
            if (breaks) flush()
            walk(apart === 'gap' ? [' ', ...child.children, ' '] : child.children, this.#set(child, inside))
            if (breaks) flush()
          }
        }
      }
    }
    walk(nodes, setting)
    flush()
    return blocks
  }

  /** The blocks of an element that has a form of its own; null for one that only holds words. */
  #block(element: PastedElement, inside: Setting): LexicalNode[] | null {
    if (headingLevel(element) !== null) return this.#heading(element, inside)
    const { name } = element
    if (name === 'ul' || name === 'ol') return this.#list(element, this.#set(element, inside))
    if (name === 'blockquote') return this.#quote(element, inside)
    if (name === 'table') return this.#table(element, inside)
    return null
  }

  /** Text with white space collapsed, as a browser shows it. */
  #words(text: string, { format, href, pre }: Setting): Run[] {
    const words = cleaned(text)
    if (words !== storedForm(text)) this.#told.add('Invisible characters were left out')
    if (words.trim() !== '' && /(?! )\p{Zs}/u.test(text))
      this.#told.add('Non-breaking and other special spaces became plain spaces')
    // White space between struck words is struck with neither.
    const set = words.trim() === '' ? format & ~FORMAT.struck : format
    if (!pre) return [{ text: words.replace(/[ \n]+/g, ' '), format: set, href }]
    if (text.includes('\t')) this.#told.add('Tabs became spaces')
    return words
      .split(/(\n)/)
      .map((part) => ({ text: part === '\n' ? part : part.replace(/ +/g, ' '), format: set, href }))
  }

  /** The formatting inside an element. Unsupported formatting is reported. */
  #set(element: PastedElement, outside: Setting): Setting {
    const { name } = element
    const style = this.#styles.of(element)
    let { format, href, pre } = outside
    const turn = (bit: number, on: boolean): void => {
      format = on ? format | bit : format & ~bit
    }
    const raise = (bit: number): void => {
      format = (format & ~(FORMAT.sub | FORMAT.super)) | bit
    }
    if (name === 'b' || name === 'strong' || name === 'th') turn(FORMAT.bold, true)
    if (['i', 'em', 'cite', 'dfn', 'var'].includes(name)) turn(FORMAT.italic, true)
    const weight = style.get('font-weight')
    if (weight) turn(FORMAT.bold, weight === 'bold' || weight === 'bolder' || Number(weight) >= 600)
    const slant = style.get('font-style')
    if (slant) turn(FORMAT.italic, slant === 'italic' || slant === 'oblique')
    const position = this.#styles.position(element)
    if (position !== null) raise(FORMAT[position])
    if (this.#styles.isStruck(element)) turn(FORMAT.struck, true)
    if (name === 'pre' || style.get('white-space')?.startsWith('pre')) pre = true
    this.#tellLooks(element, href)
    const letters = this.#styles.letters(element) ?? outside.letters
    if (letters !== outside.letters) this.#tellLetters(element, letters)
    if (name === 'a') href = addressOf(element, this.#told) ?? href
    return { ...outside, format, href, letters, pre }
  }

  /** Formatting that a guide has no place for, though it may mean something. */
  #tellLooks(element: PastedElement, href: string | null): void {
    const { name } = element
    const words = wordsOf(element.children)
    if (words.trim() === '') return
    if (['code', 'kbd', 'samp', 'tt', 'pre'].includes(name)) this.#told.add('Code became plain words', words)
    if (name === 'ins') this.#told.add('Words marked as inserted became plain words', words)
    // A link's underline comes from the page, not from its author.
    if (href === null && name !== 'a' && this.#styles.isUnderlined(element) && !hasLink(element))
      this.#told.add('Underlining was left out', words)
    if (name === 'mark') this.#told.add('Highlighting was left out', words)
  }

  /** Words are taken as they are written, which the law is quoted by; what was seen in the original may differ. */
  #tellLetters({ children }: PastedElement, letters: string): void {
    const words = wordsOf(children)
    if (showsOthers(letters, words))
      this.#told.add('Words that a style shows in other letters stand as they were written', words)
  }

  #lose(notice: Notice, { children }: PastedElement): void {
    const words = wordsOf(children)
    if (words.trim() !== '') this.#told.lose(notice, words)
  }

  #leftOut({ name, attributes, children }: PastedElement): void {
    if (name === 'input' && attributes.type === 'hidden') return
    const inside = name === 'script' ? '' : wordsOf(children)
    this.#told.lose(
      LEFT_OUT[name] ?? '',
      [attributes.alt ?? attributes['aria-label'] ?? '', inside].join(' '),
    )
  }

  #heading(element: PastedElement, outside: Setting): LexicalNode[] {
    const level = headingLevel(element) ?? 3
    // How a heading looks is no emphasis in it; that it is struck out is more than a look.
    const inside = this.#set(element, outside)
    const format = outside.format | (inside.format & FORMAT.struck)
    const children = formatted(flat(this.blocks(element.children, { ...inside, format })), FORMAT.bold)
    if (children.length === 0) return []
    const set = this.#levels(level)
    if (set !== level)
      this.#told.add(`A heading of level ${level} became one of level ${set}`, textIn(children))
    return [{ ...block, type: 'heading', tag: `h${set}`, children }]
  }

  #quote(element: PastedElement, outside: Setting): LexicalNode[] {
    const blocks = this.blocks(element.children, { ...this.#set(element, outside), cell: true })
    const words = flat(blocks.filter(({ type }) => type !== 'list'))
    const lists = blocks.filter(({ type }) => type === 'list')
    if (lists.length > 0) this.#told.add('A list in a quote now stands after it')
    return [...(words.length > 0 ? [{ ...block, type: 'quote', children: words }] : []), ...lists]
  }

  #table(element: PastedElement, outside: Setting): LexicalNode[] {
    const set = this.#set(element, outside)
    return tableBlocks(element, (nodes, of) => this.blocks(nodes, { ...this.#set(of, set), cell: true }), {
      styles: this.#styles,
      notices: this.#told,
      inside: outside.cell || outside.depth > 0,
    })
  }

  #list(element: PastedElement, outside: Setting): LexicalNode[] {
    const lists = new ListBuilder(element, outside.depth, markOf(element, this.#styles, this.#told))
    const inside = { ...outside, depth: outside.depth + 1 }
    const take = (nodes: readonly PastedNode[], set: Setting): void => {
      const parts = partsOf(this.blocks(nodes, set))
      parts.forEach((part, index) => {
        if ('type' in part) lists.nest(part)
        else if (index === 0 || !parts.slice(0, index).some((each) => 'type' in each)) lists.add(part)
        else if (outside.depth === 0) lists.interrupt(part)
        else {
          lists.join(part)
          this.#told.add('Words after a list inside a list stand before it now', wordsOf(nodes))
        }
      })
    }
    for (const child of element.children) {
      if (!isElement(child)) {
        if (child.trim() !== '') take([child], inside)
        continue
      }
      const { value = '' } = child.attributes
      if (/^\d{1,5}$/.test(value)) lists.leap(Number(value))
      if (child.name === 'li' && !this.#styles.isHidden(child)) take(child.children, this.#set(child, inside))
      else take([child], inside)
    }
    const blocks = lists.done()
    if (lists.marked.length > 0)
      this.#told.add('The letters of a list stand in its words now', lists.marked.join(' '))
    if (blocks.length === 0 || inside.depth <= DEEPEST_LIST) return blocks
    this.#told.add(`Lists more than ${DEEPEST_LIST} levels deep became lines`)
    return blocks.flatMap(({ children = [] }) =>
      children.map((item) => paragraph(flat([{ type: 'paragraph', children: item.children ?? [] }]))),
    )
  }
}

/** The content of an item in order: its words, joined, and the lists in it. */
function partsOf(blocks: readonly LexicalNode[]): (LexicalNode | LexicalNode[])[] {
  const parts: (LexicalNode | LexicalNode[])[] = []
  let words: LexicalNode[] = []
  const flush = (): void => {
    const joined = flat(words)
    if (joined.length > 0) parts.push(joined)
    words = []
  }
  for (const each of blocks) {
    if (each.type !== 'list') {
      words.push(each)
      continue
    }
    flush()
    parts.push(each)
  }
  flush()
  return parts
}

/** Gathers the items of one list; a number that leaps begins another. */
class ListBuilder {
  /** The letters that were written into items. */
  readonly marked: string[] = []
  readonly #lists: { first: number; items: LexicalNode[]; after: LexicalNode[] }[] = []
  readonly #ordered: boolean
  readonly #depth: number
  readonly #marker: Mark | null
  #next: number

  constructor({ name, attributes: { start = '1' } }: PastedElement, depth: number, marker: Mark | null) {
    this.#ordered = name === 'ol' && marker === null
    this.#depth = depth
    this.#marker = marker
    this.#next = name === 'ol' && /^\d{1,5}$/.test(start) ? Number(start) : 1
  }

  leap(number: number): void {
    if (number === this.#next) return
    this.#next = number
    if (this.#ordered && this.#lists.length > 0) this.#begin(number)
  }

  add(words: LexicalNode[]): void {
    const mark = this.#marker?.(this.#next) ?? ''
    if (mark !== '') this.marked.push(mark)
    this.#item(mark === '' ? words : [textNode(`${mark} `, 0), ...words])
    this.#next += 1
  }

  /** A nested list stands in an item of its own. */
  nest(list: LexicalNode): void {
    this.#item([list])
  }

  /** Words after a nested list, which belong to the item around it: the list goes on after them. */
  interrupt(words: LexicalNode[]): void {
    this.#lists.at(-1)?.after.push(paragraph(words))
  }

  /** Words that can stand nowhere else are joined to those of the last item. */
  join(words: LexicalNode[]): void {
    const last = this.#lists.at(-1)?.items.findLast(({ children: [first] = [] }) => first?.type !== 'list')
    if (last) last.children = [...(last.children ?? []), lineBreak(), ...words]
    else this.add(words)
  }

  #begin(first: number): void {
    this.#lists.push({ first, items: [], after: [] })
  }

  #item(children: LexicalNode[]): void {
    if (this.#lists.length === 0 || (this.#lists.at(-1)?.after.length ?? 0) > 0) this.#begin(this.#next)
    const value = this.#ordered ? this.#next : (this.#lists.at(-1)?.items.length ?? 0) + 1
    this.#lists.at(-1)?.items.push({ ...block, type: 'listitem', value, indent: this.#depth, children })
  }

  done(): LexicalNode[] {
    return this.#lists.flatMap(({ first, items, after }) => [
      ...(items.length === 0
        ? []
        : [
            {
              ...block,
              type: 'list',
              listType: this.#ordered ? 'number' : 'bullet',
              tag: this.#ordered ? 'ol' : 'ul',
              start: this.#ordered ? first : 1,
              children: items,
            },
          ]),
      ...after,
    ])
  }
}
