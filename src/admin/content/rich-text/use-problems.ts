'use client'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import {
  $getRoot,
  $isElementNode,
  $isTextNode,
  type LexicalEditor,
  type LexicalNode,
} from '@payloadcms/richtext-lexical/lexical'
import { useFormProcessing, useFormSubmitted } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { linkProblems, richTextProblems, type NodeProblem } from '#domain/content/rich-text.ts'

const MARK = 'data-refused'

/** The node at a path, or its nearest existing ancestor. */
function $nodeAt(path: readonly number[]): LexicalNode {
  let node: LexicalNode = $getRoot()
  for (const index of path) {
    const child: LexicalNode | null = $isElementNode(node) ? node.getChildAtIndex(index) : null
    if (!child) return node
    node = child
  }
  return node
}

const elementAt = (editor: LexicalEditor, { path }: NodeProblem): HTMLElement | null =>
  editor.getElementByKey(editor.getEditorState().read(() => $nodeAt(path).getKey()))

/** Milliseconds a form row takes to unfold. */
const UNFOLDS = 400

/** Opens the collapsed rows around an editor; true where there was one. */
function openRow(editor: LexicalEditor): boolean {
  const row = editor.getRootElement()?.closest('.collapsible--collapsed')
  row?.querySelector<HTMLElement>('.collapsible__toggle')?.click()
  return Boolean(row)
}

/** Scrolls to the node and puts the cursor there. */
export function goToProblem(editor: LexicalEditor, problem: NodeProblem): void {
  setTimeout(
    () =>
      editor.focus(() => {
        editor.update(() => {
          const node = $nodeAt(problem.path)
          if ($isTextNode(node)) node.select(0, node.getTextContentSize())
          else if ($isElementNode(node)) node.selectStart()
          else node.selectPrevious()
        })
        elementAt(editor, problem)?.scrollIntoView({ block: 'center' })
      }),
    openRow(editor) ? UNFOLDS : 0,
  )
}

function mark(editor: LexicalEditor, problems: readonly NodeProblem[], describedBy: string): void {
  const root = editor.getRootElement()
  if (!root) return
  for (const element of root.querySelectorAll(`[${MARK}]`)) element.removeAttribute(MARK)
  for (const problem of problems) {
    const element = elementAt(editor, problem)
    if (element && element !== root) element.setAttribute(MARK, '')
  }
  if (problems.length > 0) {
    root.setAttribute('aria-invalid', 'true')
    root.setAttribute('aria-describedby', describedBy)
  } else {
    root.removeAttribute('aria-invalid')
    root.removeAttribute('aria-describedby')
  }
}

/** Milliseconds within which a refused save's problems have reached every field. */
const ANSWER = 2000

/** When an editor on this page last moved the cursor to a problem: the first one keeps it. */
let taken = 0

export interface Problems {
  /** True once a save was refused: until then only links are shown, as soon as they are there. */
  refused: boolean
  problems: readonly NodeProblem[]
}

/**
 * Marks links that cannot be saved, and the problems of a refused save, and moves the cursor to the first of those.
 * @param describedBy id of the element that lists the problems.
 */
export function useProblems(describedBy: string): Problems {
  const [editor] = useLexicalComposerContext()
  const [problems, setProblems] = useState<NodeProblem[]>([])
  // The form's own error state is not used: it is cleared when something was typed just before.
  const shown = useFormSubmitted()
  const processing = useFormProcessing()
  const wasProcessing = useRef(false)
  const answered = useRef(0)

  useEffect(() => {
    const look = (): void => {
      const state = editor.getEditorState().toJSON()
      const found = shown ? richTextProblems(state) : linkProblems(state)
      mark(editor, found, describedBy)
      setProblems(found)
    }
    look()
    return editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (shown || dirtyElements.size + dirtyLeaves.size > 0) look()
    })
  }, [editor, shown, describedBy])

  useEffect(() => {
    if (wasProcessing.current && !processing) answered.current = Date.now()
    wasProcessing.current = processing
    const [first] = problems
    if (!shown || !first || Date.now() - answered.current > ANSWER || Date.now() - taken < ANSWER) return
    answered.current = 0
    taken = Date.now()
    goToProblem(editor, first)
  }, [editor, processing, problems, shown])

  return { refused: shown, problems }
}
