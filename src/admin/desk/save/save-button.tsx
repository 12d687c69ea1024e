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
import { useOpenRecord, useSavedAddress } from '#admin/use-open-record.ts'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { setDue, takeAsked, type AfterSave } from './after-save.ts'
import type { Checked } from './check.ts'
import { useCloseDrawer } from './close-drawer.ts'
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

/**
 * Sends the form, unless the check finds that the save cannot succeed.
 * @param onSaved is told what was asked for together with the save.
 */
function useCheckedSave(
  onSaved: (wanted: AfterSave | null) => void,
): (wanted: AfterSave | null) => Promise<void> {
  const { submit, setModified } = useForm()
  const { openModal } = useModal()
  const { refresh } = useWorkflowStatus()
  const check = useCheck()
  const record = useOpenRecord()
  const api = record?.api
  const working = useRef(false)
  const asked = useRef<AfterSave | null>(null)
  useEffect(() => (api ? () => tellSaveProblem(api, null) : undefined), [api])
  const checked = async (): Promise<Checked> => {
    if (!record) return { problem: null }
    const found = await check()
    tellSaveProblem(record.api, found.problem)
    if (found.problem?.kind === 'stale') openModal(staleDrawer(record))
    if (found.problem?.kind === 'locked') await refresh()
    return found
  }
  return async (wanted) => {
    // Asked for while a save is under way, it follows that one.
    asked.current = wanted ?? asked.current
    if (working.current) return
    working.current = true
    try {
      const { problem, overrides } = await checked()
      if (problem) return
      // No answer, or a bad one, means that nothing was saved: the whole save can be retried.
      const answer = await submit({ overrides })
      if (answer?.res?.ok) return onSaved(asked.current)
      setModified(true)
      await checked()
    } finally {
      working.current = false
      asked.current = null
    }
  }
}

/** Lets follow what was asked for together with a save: on another screen, if that of a first save is gone by then. */
function useWhatFollows(): (wanted: AfterSave | null) => void {
  const address = useSavedAddress()
  const saved = useRef(address)
  useEffect(() => {
    saved.current = address
  }, [address])
  return (wanted) => {
    if (saved.current) setDue(saved.current, wanted)
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
  const follow = useWhatFollows()
  const closeDrawer = useCloseDrawer()
  const save = useCheckedSave((wanted) => {
    setSaves((count) => count + 1)
    follow(wanted)
    if (wanted === null) closeDrawer()
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
      onClick={() => void save(takeAsked(button.current))}
      ref={button}
      size="medium"
      type="button"
    >
      Save
    </FormSubmit>
  )
}
