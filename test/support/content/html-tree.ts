import { parseDocument } from 'htmlparser2'
import type { PastedNode } from '#domain/content/paste.ts'

interface Parsed {
  type: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  children?: Parsed[]
}

const tree = (nodes: readonly Parsed[]): PastedNode[] =>
  nodes.flatMap((node): PastedNode[] =>
    node.type === 'text'
      ? [node.data ?? '']
      : node.name
        ? [{ name: node.name, attributes: node.attribs ?? {}, children: tree(node.children ?? []) }]
        : [],
  )

/** HTML as a tree of what is pasted. */
export const htmlTree = (html: string): PastedNode[] => tree(parseDocument(html).children)
