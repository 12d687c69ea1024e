import type { CellBlock } from '#domain/content/rich-table.ts'
import type { Block, Inline, ListBlock, RichText } from '#domain/content/rich-text.ts'

const escaped = (text: string): string => text.replace(/[\\`*_[\]~]/g, '\\$&')

/** Marks stand next to the words: Markdown does not take `** word**`. */
function marked(text: string, mark: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return mark === '' || inner === '' ? text : `${before}${mark}${inner}${mark}${after}`
}

const inline = (children: readonly Inline[]): string =>
  children
    .map((child) => {
      if (child.type === 'break') return '\n'
      if (child.type === 'link') return `[${inline(child.children)}](${child.href})`
      return marked(escaped(child.text), `${child.bold ? '**' : ''}${child.italic ? '*' : ''}`)
    })
    .join('')

/** Spaces per level of a nested list, as the editor's Markdown has it. */
const INDENT = 4

const list = ({ ordered, start = 1, items }: ListBlock, depth: number): string =>
  items
    .map(({ children, lists }, index) =>
      [
        `${' '.repeat(INDENT * depth)}${ordered ? `${start + index}.` : '-'} ${inline(children)}`,
        ...lists.map((nested) => list(nested, depth + 1)),
      ].join('\n'),
    )
    .join('\n')

/**
 * A rich text as Markdown. Not every text has such a form (superscript and tables have none): whoever writes it reads
 * it back and compares.
 */
export const toMarkdown = (blocks: RichText): string =>
  blocks
    .map((block) => {
      if (block.type === 'list') return list(block, 0)
      if (block.type === 'table') return ''
      if (block.type === 'heading') return `${'#'.repeat(block.level)} ${inline(block.children)}`
      const text = inline(block.children)
      return block.type === 'quote' ? text.replace(/^/gm, '> ') : text
    })
    .join('\n\n')

const sameStyle = (a: Inline | undefined, b: Inline): boolean =>
  a?.type === 'text' &&
  b.type === 'text' &&
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.script === b.script

const evenInlines = (children: readonly Inline[]): Inline[] => {
  const even: Inline[] = []
  for (const child of children) {
    const last = even.at(-1)
    if (child.type === 'text' && child.text === '') continue
    if (last?.type === 'text' && child.type === 'text' && sameStyle(last, child))
      even[even.length - 1] = { ...last, text: last.text + child.text }
    else if (child.type === 'link') even.push({ ...child, children: evenInlines(child.children) })
    else even.push(child)
  }
  return even
}

const evenList = (block: ListBlock): ListBlock => ({
  ...block,
  items: block.items.map(({ children, lists }) => ({
    children: evenInlines(children),
    lists: lists.map(evenList),
  })),
})

const evenBlock = (block: Block): Block => {
  if (block.type === 'list') return evenList(block)
  if (block.type !== 'table') return { ...block, children: evenInlines(block.children) }
  const rows = block.rows.map(({ cells }) => ({
    cells: cells.map((cell) => ({
      ...cell,
      blocks: cell.blocks.map((each) => evenBlock(each) as CellBlock),
    })),
  }))
  return { ...block, ...(block.caption ? { caption: evenInlines(block.caption) } : {}), rows }
}

/** A text with neighbours of one style joined: where the editor happens to split words says nothing. */
export const evenRichText = (blocks: RichText): RichText => blocks.map(evenBlock)
