import type { LexicalNode } from './rich-text.ts'
import { cleaned, storedForm } from '../text-rules.ts'
import { isSafeHref } from '../urls.ts'

/** Pasted content as a tree: text, or an element with its children. */
export type PastedNode = string | PastedElement

export interface PastedElement {
  /** Name of the element in lower case. */
  name: string
  attributes: Readonly<Record<string, string>>
  children: PastedNode[]
}

export interface Pasted {
  /** Blocks in the editor's format, containing only what a guide supports. */
  nodes: LexicalNode[]
  /** What was left out or converted, one sentence each. */
  told: string[]
}

const BOLD = 1
const ITALIC = 2
const SUBSCRIPT = 32
const SUPERSCRIPT = 64

/** The formatting context of some text. */
interface Setting {
  format: number
  href: string | null
  /** White space is significant: code, and text that was never HTML. */
  pre: boolean
  /** Nesting of lists. */
  depth: number
}

/** Text with a single format and link; `\n` alone is a line break. */
interface Run {
  text: string
  format: number
  href: string | null
}

/** Elements without content for readers. */
const SILENT = new Set(
  [
    'script',
    'style',
    'head',
    'title',
    'meta',
    'link',
    'template',
    'noscript',
    'base',
    'colgroup',
    'wbr',
  ].concat(['source', 'track', 'param', 'datalist', '#comment']),
)

const BLOCKS = new Set(
  ['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'address', 'figure'].concat(
    ['figcaption', 'dl', 'dt', 'dd', 'form', 'fieldset', 'legend', 'details', 'summary', 'hgroup', 'li'],
    ['body', 'html', 'center', 'caption', 'search', 'dialog', 'menu', 'tr'],
  ),
)

const LEFT_OUT: Readonly<Record<string, string>> = {
  img: 'An image was left out',
  picture: 'An image was left out',
  svg: 'A drawing was left out',
  canvas: 'A drawing was left out',
  video: 'A video was left out',
  audio: 'A sound was left out',
  iframe: 'An embedded page was left out',
  object: 'An embedded object was left out',
  embed: 'An embedded object was left out',
  math: 'A formula was left out',
  input: 'A form field was left out',
  select: 'A form field was left out',
  textarea: 'A form field was left out',
  hr: 'A horizontal line was left out',
}

const HEADINGS: Readonly<Record<string, 'h3' | 'h4'>> = {
  h1: 'h3',
  h2: 'h3',
  h3: 'h3',
  h4: 'h4',
  h5: 'h4',
  h6: 'h4',
}

/** Maximum list nesting; deeper lists are raised to this level. */
const DEEPEST_LIST = 6

/** Sentences about what was left out, each once, with the text concerned. */
class PasteNotices {
  readonly #about = new Map<string, string[]>()

  add(sentence: string, words = ''): void {
    const about = this.#about.get(sentence) ?? []
    const said = words.replace(/\s+/g, ' ').trim()
    if (said !== '' && !about.includes(said)) about.push(said)
    this.#about.set(sentence, about)
  }

  sentences(): string[] {
    return [...this.#about].map(([sentence, about]) => {
      if (about.length === 0) return `${sentence}.`
      const shown = about
        .slice(0, 3)
        .map((words) => `“${words.length > 80 ? `${words.slice(0, 79)}…` : words}”`)
      return `${sentence}: ${shown.join(', ')}${about.length > 3 ? `, and ${about.length - 3} more` : ''}.`
    })
  }
}

const wordsOf = (nodes: readonly PastedNode[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node
      const words = wordsOf(node.children)
      return BLOCKS.has(node.name) || ['td', 'th', 'br'].includes(node.name) ? ` ${words} ` : words
    })
    .join('')

/** Declarations of a style attribute, by property, in lower case. */
function styleOf({ attributes }: PastedElement): ReadonlyMap<string, string> {
  const { style } = attributes
  if (!style) return new Map()
  return new Map(
    style.split(';').map((each) => {
      const [property = '', ...value] = each.toLowerCase().split(':')
      return [property.trim(), value.join(':').trim()] as const
    }),
  )
}

/** Converts pasted HTML into editor blocks, and names what was left out. */
export function fromPaste(tree: readonly PastedNode[]): Pasted {
  const notices = new PasteNotices()
  const nodes = new Reader(notices).blocks(tree, { format: 0, href: null, pre: false, depth: 0 })
  return { nodes, told: notices.sentences() }
}

/** Converts pasted plain text into paragraphs, one per line. */
export function fromPlainPaste(text: string): Pasted {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n')
  return fromPaste(
    lines.map((line) => ({ name: 'p', attributes: { style: 'white-space: pre' }, children: [line] })),
  )
}

class Reader {
  readonly #told: PasteNotices

  constructor(notices: PasteNotices) {
    this.#told = notices
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
        if (typeof child === 'string') {
          runs.push(...this.#words(child, inside))
          continue
        }
        const { name } = child
        if (SILENT.has(name)) continue
        if (isHidden(child)) {
          this.#hidden(child)
        } else if (Object.hasOwn(LEFT_OUT, name)) {
          this.#leftOut(child)
        } else if (name === 'br') {
          runs.push({ text: '\n', format: 0, href: null })
        } else if (isStruck(child)) {
          const words = wordsOf(child.children)
          if (words.trim() !== '') this.#told.add('Struck-out words were left out', words)
        } else if (Object.hasOwn(HEADINGS, name)) {
          flush()
          blocks.push(...this.#heading(child, inside))
        } else if (name === 'ul' || name === 'ol') {
          flush()
          blocks.push(...this.#list(child, inside))
        } else if (name === 'blockquote') {
          flush()
          blocks.push(...this.#quote(child, inside))
        } else if (name === 'table') {
          flush()
          blocks.push(...this.#table(child, inside))
        } else if (name === 'pre') {
          flush()
          this.#code(child)
          walk(child.children, { ...inside, pre: true })
          flush()
        } else if (BLOCKS.has(name)) {
          flush()
          walk(child.children, this.#set(child, inside))
          flush()
        } else if (name === 'q') {
          walk(['“', ...child.children, '”'], this.#set(child, inside))
        } else {
          walk(child.children, this.#set(child, inside))
        }
      }
    }
    walk(nodes, setting)
    flush()
    return blocks
  }

  /** Text with white space collapsed, as a browser shows it. */
  #words(text: string, { format, href, pre }: Setting): Run[] {
    const words = cleaned(text)
    if (words !== storedForm(text)) this.#told.add('Invisible characters were left out')
    if (words.trim() !== '' && /(?! )\p{Zs}/u.test(text))
      this.#told.add('Non-breaking and other special spaces became plain spaces')
    if (!pre) return [{ text: words.replace(/[ \n]+/g, ' '), format, href }]
    if (text.includes('\t')) this.#told.add('Tabs became spaces')
    return words
      .split(/(\n)/)
      .map((part) => ({ text: part === '\n' ? part : part.replace(/ +/g, ' '), format, href }))
  }

  /** The formatting inside an element. Unsupported formatting is reported. */
  #set(element: PastedElement, outside: Setting): Setting {
    const { name } = element
    const style = styleOf(element)
    let { format, href, pre } = outside
    const turn = (bit: number, on: boolean): void => {
      format = on ? format | bit : format & ~bit
    }
    const raise = (bit: number): void => {
      format = (format & ~(SUBSCRIPT | SUPERSCRIPT)) | bit
    }
    if (name === 'b' || name === 'strong' || name === 'th') turn(BOLD, true)
    if (['i', 'em', 'cite', 'dfn', 'var'].includes(name)) turn(ITALIC, true)
    if (name === 'sup') raise(SUPERSCRIPT)
    if (name === 'sub') raise(SUBSCRIPT)
    const weight = style.get('font-weight')
    if (weight) turn(BOLD, weight === 'bold' || weight === 'bolder' || Number(weight) >= 600)
    const slant = style.get('font-style')
    if (slant) turn(ITALIC, slant === 'italic' || slant === 'oblique')
    const align = style.get('vertical-align')
    if (align === 'super') raise(SUPERSCRIPT)
    if (align === 'sub') raise(SUBSCRIPT)
    if (style.get('white-space')?.startsWith('pre')) pre = true
    const words = wordsOf(element.children)
    if (words.trim() !== '') {
      if (['code', 'kbd', 'samp', 'tt'].includes(name)) this.#code(element)
      if (name === 'ins') this.#told.add('Words marked as inserted became plain words', words)
      const lined = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
      // A link's underline comes from the page, not from its author.
      if (href === null && name !== 'a' && (name === 'u' || lined.includes('underline')) && !linkIn(element))
        this.#told.add('Underlining was left out', words)
      if (name === 'mark') this.#told.add('Highlighting was left out', words)
    }
    if (name === 'a') href = this.#href(element) ?? href
    return { ...outside, format, href, pre }
  }

  #href(element: PastedElement): string | null {
    const { href = '' } = element.attributes
    const words = wordsOf(element.children).trim()
    const address = href.trim()
    if (address === '' || words === '') return null
    if (isSafeHref(address) && !address.startsWith('#')) return address
    this.#told.add(
      address.startsWith('#')
        ? 'A link inside the page that was copied was left out, its words were kept'
        : `A link to “${address.replace(/\s+/g, ' ').slice(0, 60)}” was left out, its words were kept`,
      words,
    )
    return null
  }

  #code(element: PastedElement): void {
    const words = wordsOf(element.children)
    if (words.trim() !== '') this.#told.add('Code became plain words', words)
  }

  #hidden(element: PastedElement): void {
    const words = wordsOf(element.children)
    if (words.trim() !== '') this.#told.add('Hidden words were left out', words)
  }

  #leftOut(element: PastedElement): void {
    const { name, attributes, children } = element
    if (name === 'input' && attributes.type === 'hidden') return
    const words = attributes.alt ?? attributes['aria-label'] ?? wordsOf(children)
    this.#told.add(LEFT_OUT[name] ?? '', words)
  }

  #heading(element: PastedElement, outside: Setting): LexicalNode[] {
    const tag = HEADINGS[element.name] ?? 'h3'
    const set = this.#set(element, outside)
    const children = thin(flat(this.blocks(element.children, set)))
    if (children.length === 0) return []
    if (tag !== element.name)
      this.#told.add(
        `A heading of level ${element.name.slice(1)} became one of level ${tag.slice(1)}`,
        wordsOf(element.children),
      )
    return [{ ...block, type: 'heading', tag, children }]
  }

  #quote(element: PastedElement, outside: Setting): LexicalNode[] {
    const blocks = this.blocks(element.children, this.#set(element, outside))
    const words = flat(blocks.filter(({ type }) => type !== 'list'))
    const lists = blocks.filter(({ type }) => type === 'list')
    if (lists.length > 0) this.#told.add('A list in a quote now stands after it')
    return [...(words.length > 0 ? [{ ...block, type: 'quote', children: words }] : []), ...lists]
  }

  #table(element: PastedElement, outside: Setting): LexicalNode[] {
    const rows: LexicalNode[] = []
    const lists: LexicalNode[] = []
    const cellsOf = (row: PastedElement): LexicalNode[][] =>
      row.children.flatMap((cell) => {
        if (typeof cell === 'string' || !['td', 'th'].includes(cell.name)) return []
        const blocks = this.blocks(cell.children, this.#set(cell, outside))
        lists.push(...blocks.filter(({ type }) => type === 'list'))
        const words = flat(blocks.filter(({ type }) => type !== 'list'))
        return words.length > 0 ? [words] : []
      })
    const walk = (nodes: readonly PastedNode[]): void => {
      for (const node of nodes) {
        if (typeof node === 'string') continue
        if (node.name === 'tr') {
          const cells = cellsOf(node)
          if (cells.length > 0)
            rows.push(
              paragraph(cells.flatMap((cell, index) => (index > 0 ? [textNode('; ', 0), ...cell] : cell))),
            )
        } else if (['thead', 'tbody', 'tfoot'].includes(node.name)) walk(node.children)
        else rows.push(...this.blocks([node], outside))
      }
    }
    walk(element.children)
    if (rows.length + lists.length > 0)
      this.#told.add('A table became lines of text, one a row', wordsOf(element.children))
    return [...rows, ...lists]
  }

  #list(element: PastedElement, outside: Setting): LexicalNode[] {
    const ordered = element.name === 'ol'
    const { type = '1', start = '1' } = element.attributes
    const marker = styleOf(element).get('list-style-type') ?? ''
    if (ordered && (/^[ai]$/i.test(type) || /alpha|roman|latin/.test(marker)))
      this.#told.add('A list with letters has numbers now', wordsOf(element.children))
    const first = ordered && /^\d{1,5}$/.test(start) ? Number(start) : 1
    const depth = outside.depth + 1
    const items: LexicalNode[] = []
    const add = (children: LexicalNode[]): void => {
      items.push({ ...block, type: 'listitem', value: first + items.length, indent: depth - 1, children })
    }
    const take = (nodes: readonly PastedNode[], inside: Setting): void => {
      const blocks = this.blocks(nodes, { ...inside, depth })
      const words = flat(blocks.filter(({ type: kind }) => kind !== 'list'))
      if (words.length > 0) add(words)
      for (const list of blocks.filter(({ type: kind }) => kind === 'list')) add([list])
    }
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (child.trim() !== '') take([child], outside)
        continue
      }
      const { value } = child.attributes
      if (ordered && value !== undefined && Number(value) !== first + items.length)
        this.#told.add('A list whose numbers leap is counted without leaps now', wordsOf(child.children))
      if (child.name === 'li' && !isHidden(child) && !isStruck(child))
        take(child.children, this.#set(child, outside))
      else take([child], outside)
    }
    if (items.length === 0) return []
    if (depth > DEEPEST_LIST) {
      this.#told.add(`Lists more than ${DEEPEST_LIST} levels deep became lines`)
      return items.map(({ children }) => paragraph(flat([{ type: 'paragraph', children }])))
    }
    return [
      {
        ...block,
        type: 'list',
        listType: ordered ? 'number' : 'bullet',
        tag: ordered ? 'ol' : 'ul',
        start: first,
        children: items,
      },
    ]
  }
}

const isHidden = (element: PastedElement): boolean => {
  const style = styleOf(element)
  return (
    'hidden' in element.attributes ||
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all'
  )
}

const isStruck = (element: PastedElement): boolean => {
  if (['s', 'strike', 'del'].includes(element.name)) return true
  const style = styleOf(element)
  return `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`.includes(
    'line-through',
  )
}

const linkIn = ({ children }: PastedElement): boolean =>
  children.some((child) => typeof child !== 'string' && (child.name === 'a' || linkIn(child)))

/** The properties of every editor block. */
const block = { direction: null, format: '', indent: 0, version: 1 } as const

const paragraph = (children: LexicalNode[]): LexicalNode => ({
  ...block,
  type: 'paragraph',
  textFormat: 0,
  textStyle: '',
  children,
})

const textNode = (text: string, format: number): LexicalNode => ({
  type: 'text',
  text,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
  version: 1,
})

const lineBreak = (): LexicalNode => ({ type: 'linebreak', version: 1 })

/** Joins the text of several blocks into one, with line breaks between. */
const flat = (blocks: readonly LexicalNode[]): LexicalNode[] =>
  blocks.flatMap((each, index) => {
    const children = each.children ?? []
    const words = children.some(({ type }) => type === 'list' || type === 'listitem')
      ? flat(children)
      : children
    return index > 0 && words.length > 0 ? [lineBreak(), ...words] : words
  })

/** The same nodes without bold, since headings are always bold. */
const thin = (nodes: readonly LexicalNode[]): LexicalNode[] =>
  nodes.map((node) => ({
    ...node,
    ...(typeof node.format === 'number' ? { format: node.format & ~BOLD } : {}),
    ...(node.children ? { children: thin(node.children) } : {}),
  }))

/**
 * Turns runs into nodes: trims the ends, collapses white space between runs, and merges neighbours with the
 * same format.
 */
function inlineNodes(runs: readonly Run[]): LexicalNode[] {
  const kept: Run[] = []
  for (const run of runs) {
    const last = kept.at(-1)
    const afterSpace = last === undefined || /[ \n]$/.test(last.text)
    if (run.text === '\n') {
      if (last) last.text = last.text.replace(/ $/, '')
      kept.push({ ...run })
      continue
    }
    const text = afterSpace ? run.text.replace(/^ +/, '') : run.text
    if (text === '') continue
    if (last && last.text !== '\n' && last.format === run.format && last.href === run.href) last.text += text
    else kept.push({ ...run, text })
  }
  while (kept.length > 0 && kept.at(-1)?.text.trim() === '') kept.pop()
  while (kept.length > 0 && kept[0]?.text.trim() === '') kept.shift()
  const last = kept.at(-1)
  if (last) last.text = last.text.replace(/ +$/, '')
  const nodes: LexicalNode[] = []
  let open = null as { href: string; children: LexicalNode[] } | null
  for (const { text, format, href } of kept) {
    if (text === '') continue
    const node = text === '\n' ? lineBreak() : textNode(text, format)
    if (href === null) {
      open = null
      nodes.push(node)
    } else if (open?.href === href) open.children.push(node)
    else {
      open = { href, children: [node] }
      nodes.push({
        ...block,
        type: 'link',
        version: 3,
        fields: { linkType: 'custom', newTab: false, url: href } as LexicalNode['fields'],
        children: open.children,
      })
    }
  }
  return nodes
}
