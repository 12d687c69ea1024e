'use client'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import {
  $getRoot,
  $isLineBreakNode,
  $isRootNode,
  $isTextNode,
  HISTORY_PUSH_TAG,
  type LexicalNode,
  type TextNode,
} from '@payloadcms/richtext-lexical/lexical'
import { useEffect, useState } from 'react'
import { struckPassages } from '#domain/content/struck.ts'

export type StruckAnswer = 'leave out' | 'keep'

/** Words without the space that two pieces have between them once what stood there is gone. */
function $closeGap(before: LexicalNode | null, after: LexicalNode | null): void {
  const text = $isTextNode(before) ? before.getTextContent() : ''
  const starts = before === null || $isLineBreakNode(before) || text.endsWith(' ')
  if (starts && $isTextNode(after)) {
    const rest = after.getTextContent().replace(/^ +/, '')
    if (rest === '') after.remove()
    else after.setTextContent(rest)
  }
  const ends = after === null || $isLineBreakNode(after)
  if (ends && $isTextNode(before) && text !== text.trimEnd()) before.setTextContent(text.trimEnd())
}

/** Removes words, and every paragraph, item and list that held nothing else. A cell of a table stays. */
function $leaveOut(node: TextNode): void {
  const parent = node.getParent()
  const before = node.getPreviousSibling()
  const after = node.getNextSibling()
  node.remove(true)
  $closeGap(before, after)
  for (let empty = parent; empty?.isEmpty() && !$isRootNode(empty);) {
    const above = empty.getParent()
    if (above?.getChildrenSize() === 1 && ($isRootNode(above) || above.getType() === 'tablecell')) break
    empty.remove(true)
    empty = above
  }
}

/** The struck-out passages of the text, and what carries out the answer on them: one step, which can be undone. */
export function useStruck(): { passages: readonly string[]; answer: (given: StruckAnswer) => void } {
  const [editor] = useLexicalComposerContext()
  const [passages, setPassages] = useState<readonly string[]>([])

  useEffect(() => {
    const look = (): void => {
      const found = struckPassages(editor.getEditorState().toJSON())
      setPassages((before) => (before.join('\n') === found.join('\n') ? before : found))
    }
    look()
    return editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size + dirtyLeaves.size > 0) look()
    })
  }, [editor])

  const answer = (given: StruckAnswer): void => {
    editor.update(
      () => {
        for (const node of $getRoot().getAllTextNodes()) {
          if (!node.hasFormat('strikethrough')) continue
          if (given === 'keep') node.toggleFormat('strikethrough')
          else $leaveOut(node)
        }
      },
      { tag: HISTORY_PUSH_TAG, onUpdate: () => editor.focus() },
    )
  }
  return { passages, answer }
}
