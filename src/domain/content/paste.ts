import { AsMeant } from './paste/as-meant.ts'
import { PasteNotices } from './paste/notices.ts'
import { PLAIN, Reader } from './paste/reader.ts'
import { Styles } from './paste/styles.ts'
import type { PastedNode } from './paste/tree.ts'
import type { LexicalNode } from './rich-text.ts'

export type { PastedElement, PastedNode } from './paste/tree.ts'

export interface Pasted {
  /**
   * Blocks in the editor's format, containing only what a guide supports, and two things that a person must decide on:
   * struck-out words, and links that lead nowhere good. A save is refused while they stand there.
   */
  nodes: LexicalNode[]
  /** What was left out or converted, one sentence each. */
  told: string[]
  /** The words that were left out, in full. */
  lost: string[]
}

/** Converts HTML into editor blocks, and names what was left out. */
export function fromPaste(tree: readonly PastedNode[]): Pasted {
  const notices = new PasteNotices()
  const styles = new Styles(tree)
  const meant = new AsMeant(styles, notices).read(tree)
  const nodes = new Reader(meant, styles, notices).blocks(meant, PLAIN)
  return { nodes, told: notices.sentences(), lost: notices.lost() }
}

/** Converts pasted plain text into paragraphs, one per line. */
export function fromPlainPaste(text: string): Pasted {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n')
  return fromPaste(
    lines.map((line) => ({ name: 'p', attributes: { style: 'white-space: pre' }, children: [line] })),
  )
}
