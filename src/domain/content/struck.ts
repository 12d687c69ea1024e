import type { LexicalNode } from './rich-text.ts'

/** Lexical's bit for struck-out words. */
export const STRUCK = 4

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'quote',
  'list',
  'listitem',
  'table',
  'tablerow',
  'tablecell',
])

/**
 * The struck-out passages of a text, in order: neighbouring words of one block are one passage. A save is refused while
 * there are any; only a person knows whether they are law.
 */
export function struckPassages(state: unknown): string[] {
  const passages: string[] = []
  let open = false
  const walk = (nodes: readonly LexicalNode[]): void => {
    for (const { type, text, format, children } of nodes) {
      if (BLOCKS.has(type)) open = false
      if (type === 'text') {
        const struck = typeof format === 'number' && (format & STRUCK) > 0
        if (struck && open) passages[passages.length - 1] += text ?? ''
        else if (struck) passages.push(text ?? '')
        // White space between struck words does not part them.
        if (struck || (text ?? '').trim() !== '') open = struck
        else if (open) passages[passages.length - 1] += text ?? ''
      }
      if (Array.isArray(children)) walk(children)
      if (BLOCKS.has(type)) open = false
    }
  }
  const { root } = (state ?? {}) as { root?: LexicalNode | null }
  if (Array.isArray(root?.children)) walk(root.children)
  return passages.map((words) => words.trim())
}

/** What the editor asks about struck-out passages. */
export function struckQuestion(passages: readonly string[]): string {
  const shown = passages
    .slice(0, 3)
    .map((words) => `“${words.length > 80 ? `${words.slice(0, 79)}…` : words}”`)
    .join(', ')
  const more = passages.length > 3 ? `, and ${passages.length - 3} more` : ''
  return passages.length === 1
    ? `1 struck-out passage: ${shown}. Leave it out, or keep it as ordinary text?`
    : `${passages.length} struck-out passages: ${shown}${more}. Leave them out, or keep them as ordinary text?`
}
