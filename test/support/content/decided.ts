import { richTextProblems, type LexicalNode } from '#domain/content/rich-text.ts'

const STRUCK = 4

const isRefused = (link: LexicalNode): boolean => {
  const words = { ...link, children: [{ type: 'text', text: 'x' }] }
  return (
    richTextProblems({ root: { type: 'root', children: [{ type: 'paragraph', children: [words] }] } })
      .length > 0
  )
}

/** Pasted nodes once somebody kept all struck-out words, and took every link away that cannot be saved. */
export const decided = (nodes: readonly LexicalNode[]): LexicalNode[] =>
  nodes.flatMap((node): LexicalNode[] => {
    const children = decided(node.children ?? [])
    if (node.type === 'link' && isRefused(node)) return children
    return [
      {
        ...node,
        ...(node.children ? { children } : {}),
        ...(node.type === 'text' ? { format: Number(node.format) & ~STRUCK } : {}),
      },
    ]
  })
