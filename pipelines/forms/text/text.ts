import { isolated } from '#domain/content/direction.ts'
import type { Form } from '../form.ts'
import { elementsOf, hasClass, type Markup, type MarkupElement } from '../markup.ts'
import { wrapped } from './lines.ts'
import { tableGroups } from './table.ts'
import { tidied, wordsOf } from './words.ts'

/** Elements that begin on a line of their own. */
const BLOCKS = new Set(
  'article aside blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header li main nav ol p section table tbody td th thead tr ul'.split(
    ' ',
  ),
)

const isBlock = (markup: Markup): markup is MarkupElement =>
  typeof markup !== 'string' && BLOCKS.has(markup.name)

/** Lines that belong together; a blank line stands between two groups. */
type Group = string[]

const indented = (groups: readonly Group[], by: string): Group[] =>
  groups.map((group) => group.map((line) => (line === '' ? line : by + line)))

/** Numbers of the chapters and of the entries in them, as they are met. */
class Numbers {
  #chapter = 0
  #entry = 0

  chapter(): string {
    this.#entry = 0
    return `${++this.#chapter}. `
  }

  entry(): string {
    return this.#chapter === 0 ? '' : `${this.#chapter}.${++this.#entry}. `
  }
}

class TextWriter {
  readonly #numbers = new Numbers()

  /** The groups of some nodes: their inline text in paragraphs, and their blocks. */
  groups(nodes: readonly Markup[]): Group[] {
    const groups: Group[] = []
    let inline: Markup[] = []
    const flush = (): void => {
      const lines = wrapped(tidied(wordsOf(inline)))
      if (lines.length > 0) groups.push(lines)
      inline = []
    }
    for (const node of nodes)
      if (isBlock(node)) {
        flush()
        groups.push(...this.#block(node))
      } else inline.push(node)
    flush()
    return groups
  }

  #block(element: MarkupElement): Group[] {
    const { name, children } = element
    if (name === 'h2' || name === 'h3') return this.#heading(element)
    if (/^h[4-6]$/.test(name)) return [wrapped(tidied(wordsOf(children)).replace(/[\p{L}\p{N}]$/u, '$&:'))]
    if (name === 'ul' || name === 'ol') return this.#list(element)
    if (name === 'dl') return this.#pairs(children)
    if (name === 'table' && hasClass(element, 'rich')) return tableGroups(element)
    if (name === 'blockquote') return indented(this.groups(children), '  ')
    if (name === 'section' && (hasClass(element, 'chapter') || hasClass(element, 'sources')))
      return this.groups(numbered(children))
    return this.groups(children)
  }

  #heading({ name, attributes, children }: MarkupElement): Group[] {
    const words = tidied(wordsOf(children))
    if (name === 'h3') return [wrapped(this.#numbers.entry() + isolated(words))]
    const isChapter = attributes['data-numbered'] !== undefined
    return [isChapter ? ['', ...wrapped(this.#numbers.chapter() + isolated(words))] : wrapped(words)]
  }

  #list({ name, attributes, children }: MarkupElement): Group[] {
    const items = children.filter((each) => isBlock(each))
    let number = Number(attributes['start'] ?? 1) - 1
    const groups = items.map((item) => {
      number = Number(item.attributes['value'] ?? number + 1)
      return this.#item(item, name === 'ol' ? `${number}. ` : '- ')
    })
    // A list of single paragraphs is one group; with more in its items, each is a group of its own.
    return groups.every((each) => each.length <= 1)
      ? [groups.flat(2)].filter((each) => each.length > 0)
      : groups.flat()
  }

  #item({ children }: MarkupElement, mark: string): Group[] {
    const by = ' '.repeat(mark.length)
    const heading = children.find((each) => isBlock(each) && each.name === 'h3')
    // A step is known by its own number.
    const inside = this.groups(
      heading && isBlock(heading)
        ? children.map((each) => (each === heading ? { ...heading, name: 'p' } : each))
        : children,
    )
    const [first, ...others] = indented(inside, by)
    return first ? [[mark + (first[0] ?? '').slice(mark.length), ...first.slice(1)], ...others] : []
  }

  /** Names with what is said under each: on one line where it is one paragraph. */
  #pairs(nodes: readonly Markup[]): Group[] {
    const groups: Group[] = []
    let label = ''
    for (const node of nodes) {
      if (typeof node === 'string') continue
      if (node.name === 'dt') label = tidied(wordsOf(node.children))
      else if (node.name === 'dd') {
        const [first = [], ...others] = this.groups(node.children)
        const isList = first[0]?.startsWith('- ') ?? false
        groups.push(
          ...(isList
            ? [[`${label}:`, ...indented([first], '  ').flat()]]
            : [wrapped(`${isolated(label)}: ${isolated(first.join(' '))}`, '', '  ')]),
          ...indented(others, '  '),
        )
      } else groups.push(...this.#pairs(node.children))
    }
    return groups
  }
}

/** The children of a chapter with its heading marked: it is numbered, as in the contents. */
const numbered = (children: readonly Markup[]): Markup[] =>
  children.map((each) =>
    typeof each !== 'string' && each.name === 'h2'
      ? { ...each, attributes: { ...each.attributes, 'data-numbered': '' } }
      : each,
  )

/** Without this mark, a file opened from a disk may be read in another encoding: “ would be three letters. */
const BYTE_ORDER_MARK = '\ufeff'

const encoder = new TextEncoder()

/** Plain text, in lines that any screen and any voice can read. */
export const textForm: Form = {
  form: 'text',
  make(_subject, whole) {
    const body = elementsOf(whole().open).find(({ name }) => name === 'body')
    const shown = (body?.children ?? []).filter(
      (each) => typeof each === 'string' || !(each.name === 'header' || hasClass(each, 'skip')),
    )
    const groups = new TextWriter().groups(shown)
    const text = groups.map((group) => group.join('\n')).join('\n\n')
    return encoder.encode(`${BYTE_ORDER_MARK}${text}\n`)
  },
}
