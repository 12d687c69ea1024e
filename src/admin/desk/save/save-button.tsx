'use client'
import {
  FormSubmit,
  useDocumentInfo,
  useEditDepth,
  useForm,
  useFormModified,
  useHotkey,
  useModal,
  useOperation,
} from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { useEntry } from '#admin/use-entry.ts'
import { checkSave } from './check.ts'
import { tellSaveProblem } from './save-store.ts'
import { STALE_DRAWER, StaleDrawer } from './stale-drawer.tsx'

/** Milliseconds after a save within which the form's last request may still be in flight. */
const SETTLED = 1000

/**
 * Typing just before a save locks the entry again afterwards: this releases that lock.
 * @param saves number of saves since the form was opened.
 */
function useGivenBack(saves: number, modified: boolean): void {
  const { id, collectionSlug, unlockDocument } = useDocumentInfo()
  const { workflow } = useWorkflowStatus()
  const writing = workflow?.writing ?? null
  useEffect(() => {
    if (saves === 0 || modified || writing || !id || !collectionSlug) return
    const timer = setTimeout(() => void unlockDocument(id, collectionSlug), SETTLED)
    return () => clearTimeout(timer)
  }, [saves, modified, writing, id, collectionSlug, unlockDocument])
}

/**
 * The save button. It first checks whether the save can succeed: if someone saved in between, the session ended or
 * someone else is writing, nothing is sent and the form stays as it is.
 */
export function SaveButton() {
  const { submit, getData, setModified } = useForm()
  const { collectionSlug } = useDocumentInfo()
  const { openModal } = useModal()
  const modified = useFormModified()
  const operation = useOperation()
  const editDepth = useEditDepth()
  const entry = useEntry()
  const button = useRef<HTMLButtonElement>(null)
  const working = useRef(false)
  const [saves, setSaves] = useState(0)
  const disabled = operation === 'update' && !modified

  useEffect(() => () => tellSaveProblem(null), [entry?.api])
  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })
  useGivenBack(saves, modified)

  const isStopped = async (): Promise<boolean> => {
    if (!entry) return false
    const problem = await checkSave(entry, getData().revision)
    tellSaveProblem(problem)
    if (problem?.kind === 'stale') openModal(STALE_DRAWER)
    return problem !== null
  }
  const save = async (): Promise<void> => {
    if (working.current) return
    working.current = true
    try {
      if (await isStopped()) return
      // No answer means that the server refused: nothing was saved, and the whole save can be retried.
      if ((await submit()) === undefined) {
        setModified(true)
        await isStopped()
      } else setSaves((count) => count + 1)
    } finally {
      working.current = false
    }
  }
  return (
    <>
      <FormSubmit
        buttonId="action-save"
        disabled={disabled}
        onClick={() => void save()}
        ref={button}
        size="medium"
        type="button"
      >
        Save
      </FormSubmit>
      {entry ? <StaleDrawer key={`${collectionSlug}/${entry.id}`} entry={entry} /> : null}
    </>
  )
}
