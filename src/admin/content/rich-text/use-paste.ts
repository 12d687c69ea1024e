'use client'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import {
  $getSelection,
  $insertNodes,
  $parseSerializedNode,
  COMMAND_PRIORITY_HIGH,
  DROP_COMMAND,
  FORMAT_TEXT_COMMAND,
  PASTE_COMMAND,
  PASTE_TAG,
  type LexicalEditor,
  type TextFormatType,
} from '@payloadcms/richtext-lexical/lexical'
import { useEffect } from 'react'
import { fromPaste, fromPlainPaste, type Pasted } from '#domain/content/paste.ts'
import { richTextProblems, type LexicalNode } from '#domain/content/rich-text.ts'
import { $openLine } from './open-line.ts'
import { pastedTree } from './pasted-tree.ts'

const LEXICAL = 'application/x-lexical-editor'

/** One message to the editor. */
export interface PasteNotice {
  /** True for a paste that went through. */
  pasted: boolean
  sentence: string
}

const FORMATS: ReadonlySet<TextFormatType> = new Set(['bold', 'italic', 'superscript', 'subscript'])

const isInline = ({ type }: LexicalNode): boolean => ['text', 'link', 'autolink', 'linebreak'].includes(type)

/** True for content copied from such an editor, when all of it is supported. */
function isOurs(data: string): boolean {
  if (data === '') return false
  try {
    const { nodes } = JSON.parse(data) as { nodes?: unknown }
    if (!Array.isArray(nodes)) return false
    const children = (nodes as LexicalNode[]).map((node): LexicalNode =>
      isInline(node)
        ? { type: 'paragraph', children: [node] }
        : node.type === 'listitem'
          ? { type: 'list', listType: 'bullet', children: [node] }
          : node,
    )
    return richTextProblems({ root: { type: 'root', children } }).length === 0
  } catch {
    return false
  }
}

/** The clipboard as blocks; null where the editor can take it unchanged. */
function pastedFrom(data: DataTransfer): Pasted | null {
  if (isOurs(data.getData(LEXICAL))) return null
  const html = data.getData('text/html')
  if (html !== '') return fromPaste(pastedTree(html))
  const plain = fromPlainPaste(data.getData('text/plain'))
  return plain.told.length > 0 ? plain : null
}

function insert(editor: LexicalEditor, { nodes }: Pasted): void {
  const [first] = nodes
  // A single paragraph is inserted inline at the cursor.
  const inserted = nodes.length === 1 && first?.type === 'paragraph' ? (first.children ?? []) : nodes
  editor.update(
    () => {
      if ($getSelection() === null) return
      if (first && first.type !== 'paragraph') $openLine()
      $insertNodes(inserted.map((node) => $parseSerializedNode({ version: 1, ...node })))
    },
    { tag: PASTE_TAG },
  )
}

/**
 * Converts pasted content to the formats a guide supports.
 * @param tell receives a sentence for each thing that was dropped.
 */
export function usePaste(tell: (notices: readonly PasteNotice[]) => void): void {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    const paste = editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        if (!(event instanceof ClipboardEvent) || !event.clipboardData) return false
        const pasted = pastedFrom(event.clipboardData)
        tell((pasted?.told ?? []).map((sentence) => ({ pasted: true, sentence })))
        if (!pasted) return false
        event.preventDefault()
        insert(editor, pasted)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    )
    const drop = editor.registerCommand(
      DROP_COMMAND,
      (event) => {
        const { dataTransfer } = event
        if (!dataTransfer || isOurs(dataTransfer.getData(LEXICAL))) return false
        event.preventDefault()
        tell([{ pasted: false, sentence: 'What was dragged here was not taken: copy it, and paste it.' }])
        return true
      },
      COMMAND_PRIORITY_HIGH,
    )
    const format = editor.registerCommand(
      FORMAT_TEXT_COMMAND,
      (asked) => {
        if (FORMATS.has(asked)) return false
        // Formats that are already there may be removed.
        const selection = $getSelection()
        if (selection && 'hasFormat' in selection && (selection.hasFormat as (of: string) => boolean)(asked))
          return false
        tell([{ pasted: false, sentence: `A guide has no place for ${asked}: use bold or italic.` }])
        return true
      },
      COMMAND_PRIORITY_HIGH,
    )
    return () => {
      paste()
      drop()
      format()
    }
  }, [editor, tell])
}
