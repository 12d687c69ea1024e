import type { LexicalNode } from '../rich-text.ts'

/** Bits of the editor's text format. */
export const FORMAT = { bold: 1, italic: 2, struck: 4, sub: 32, super: 64 } as const

/** The properties of every editor block. */
export const block = { direction: null, format: '', indent: 0, version: 1 } as const

export const paragraph = (children: LexicalNode[]): LexicalNode => ({
  ...block,
  type: 'paragraph',
  textFormat: 0,
  textStyle: '',
  children,
})

export const textNode = (text: string, format: number): LexicalNode => ({
  type: 'text',
  text,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
  version: 1,
})

export const lineBreak = (): LexicalNode => ({ type: 'linebreak', version: 1 })

/** Joins the text of several blocks into one, with line breaks between. */
export const flat = (blocks: readonly LexicalNode[]): LexicalNode[] =>
  blocks.flatMap((each, index) => {
    const children = each.children ?? []
    const words = children.some(({ type }) => NESTING.has(type)) ? flat(children) : children
    return index > 0 && words.length > 0 ? [lineBreak(), ...words] : words
  })

const NESTING = new Set(['list', 'listitem', 'tablerow', 'tablecell', 'paragraph'])

/** The words of nodes. */
export const textIn = (nodes: readonly LexicalNode[]): string =>
  nodes
    .map(({ type, text, children = [] }) => (type === 'linebreak' ? ' ' : (text ?? textIn(children))))
    .join('')

/** The same nodes with some format taken off, or put on. */
export const formatted = (nodes: readonly LexicalNode[], off: number, on = 0): LexicalNode[] =>
  nodes.map((node) => ({
    ...node,
    ...(node.type === 'text' && typeof node.format === 'number' ? { format: (node.format & ~off) | on } : {}),
    ...(node.children ? { children: formatted(node.children, off, on) } : {}),
  }))

/** Text with a single format and link; `\n` alone is a line break. */
export interface Run {
  text: string
  format: number
  href: string | null
}

/** Runs without white space at the ends and in rows, neighbours of one format joined. */
function tidied(runs: readonly Run[]): Run[] {
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
  return kept
}

/** Turns runs into nodes of the editor. */
export function inlineNodes(runs: readonly Run[]): LexicalNode[] {
  const nodes: LexicalNode[] = []
  let open = null as { href: string; children: LexicalNode[] } | null
  for (const { text, format, href } of tidied(runs)) {
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
