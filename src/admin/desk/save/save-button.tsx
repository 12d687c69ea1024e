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
import { useOpenRecord } from '#admin/use-open-record.ts'
import { afterSave } from '../bar/after-save.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import type { Checked } from './check.ts'
import { tellSaveProblem } from './save-store.ts'
import { staleDrawer } from './stale-drawer.tsx'
import { useCheck } from './use-check.ts'

/** Milliseconds after a save within which the form's last request may still be in flight. */
const SETTLED = 1000

/**
 * Typing just before a save locks the record again afterwards: this releases that lock.
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

interface Ends {
  onSaved: () => void
  onRefused: () => void
}

/** Sends the form, unless the check finds that the save cannot succeed. */
function useCheckedSave({ onSaved, onRefused }: Ends): () => Promise<void> {
  const { submit, setModified } = useForm()
  const { openModal } = useModal()
  const { refresh } = useWorkflowStatus()
  const check = useCheck()
  const record = useOpenRecord()
  const api = record?.api
  const working = useRef(false)
  useEffect(() => (api ? () => tellSaveProblem(api, null) : undefined), [api])
  const checked = async (): Promise<Checked> => {
    if (!record) return { problem: null }
    const found = await check()
    tellSaveProblem(record.api, found.problem)
    if (found.problem?.kind === 'stale') openModal(staleDrawer(record))
    if (found.problem?.kind === 'locked') await refresh()
    return found
  }
  return async () => {
    if (working.current) return
    working.current = true
    try {
      const { problem, overrides } = await checked()
      if (problem) return onRefused()
      // No answer means that the server refused: nothing was saved, and the whole save can be retried.
      if ((await submit({ overrides })) === undefined) {
        setModified(true)
        await checked()
        onRefused()
      } else onSaved()
    } finally {
      working.current = false
    }
  }
}

/**
 * The save button. It first checks whether the save can succeed: if someone saved in between, the session ended or
 * someone else is writing, nothing is sent and the form stays as it is.
 */
export function SaveButton() {
  const modified = useFormModified()
  const operation = useOperation()
  const editDepth = useEditDepth()
  const button = useRef<HTMLButtonElement>(null)
  const [saves, setSaves] = useState(0)
  const save = useCheckedSave({
    onSaved: () => setSaves((count) => count + 1),
    onRefused: () => afterSave(null),
  })
  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })
  useGivenBack(saves, modified)
  return (
    <FormSubmit
      buttonId="action-save"
      disabled={operation === 'update' && !modified}
      onClick={() => void save()}
      ref={button}
      size="medium"
      type="button"
    >
      Save
    </FormSubmit>
  )
}
