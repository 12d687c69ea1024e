/** Pasted content as a tree: text, or an element with its children. */
export type PastedNode = string | PastedElement

export interface PastedElement {
  /** Name of the element in lower case. */
  name: string
  attributes: Readonly<Record<string, string>>
  children: PastedNode[]
}

/** Elements that begin on a line of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  ['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'address', 'figure'].concat(
    ['figcaption', 'dl', 'dt', 'dd', 'form', 'fieldset', 'legend', 'details', 'summary', 'hgroup', 'li'],
    ['body', 'html', 'center', 'caption', 'search', 'dialog', 'menu', 'tr'],
  ),
)

/** The text of nodes, with spaces where a block or a cell ends. */
export const wordsOf = (nodes: readonly PastedNode[]): string =>
  nodes
    .map((node) => {
      if (typeof node === 'string') return node
      const words = wordsOf(node.children)
      return BLOCKS.has(node.name) || ['td', 'th', 'br'].includes(node.name) ? ` ${words} ` : words
    })
    .join('')

/** The text of nodes as it stands. */
export const rawOf = (nodes: readonly PastedNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : rawOf(node.children))).join('')

export const isElement = (node: PastedNode): node is PastedElement => typeof node !== 'string'

export const hasClass = ({ attributes }: PastedElement, pattern: RegExp): boolean =>
  (attributes.class ?? '').split(/\s+/).some((name) => pattern.test(name))

/** The first element below that a test finds, in document order; null if there is none. */
export function find(
  nodes: readonly PastedNode[],
  test: (element: PastedElement) => boolean,
): PastedElement | null {
  for (const node of nodes) {
    if (!isElement(node)) continue
    const found = test(node) ? node : find(node.children, test)
    if (found) return found
  }
  return null
}

/** The nodes without one element. */
export const without = (nodes: readonly PastedNode[], left: PastedElement): PastedNode[] =>
  nodes.flatMap((node): PastedNode[] =>
    node === left ? [] : isElement(node) ? [{ ...node, children: without(node.children, left) }] : [node],
  )

/** The nodes without their first characters. */
export function withoutStart(nodes: readonly PastedNode[], characters: number): PastedNode[] {
  let rest = characters
  const strip = (inside: readonly PastedNode[]): PastedNode[] =>
    inside.map((node) => {
      if (rest === 0) return node
      if (isElement(node)) return { ...node, children: strip(node.children) }
      const taken = Math.min(rest, node.length)
      rest -= taken
      return node.slice(taken)
    })
  return strip(nodes)
}
