import type { PastedNode } from '#domain/content/paste.ts'

/** Maximum nesting depth: deeper elements are read as text. */
const DEEPEST = 200

const nodesOf = (parent: Node, depth: number): PastedNode[] =>
  [...parent.childNodes].flatMap((node): PastedNode[] => {
    if (node instanceof Text) return [node.data]
    if (!(node instanceof Element)) return []
    return [
      {
        name: node.localName,
        attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
        children: depth < DEEPEST ? nodesOf(node, depth + 1) : [node.textContent],
      },
    ]
  })

/** Parses copied HTML as a tree, with the styles in its head. Nothing in it runs or is fetched. */
export const pastedTree = (html: string): PastedNode[] =>
  nodesOf(new DOMParser().parseFromString(html, 'text/html'), 0)
