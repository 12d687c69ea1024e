'use client'
import {
  useDocumentInfo,
  useForm,
  useFormModified,
  useFormProcessing,
  useFormSubmitted,
  useModal,
} from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useOpenRecord } from '#admin/use-open-record.ts'
import { tellSaveProblem, useSaveProblem } from './save-store.ts'
import { SharedDrawer, sharedDrawer } from './shared-drawer.tsx'
import { StaleNotice, UnsentNotice, useInsteadOfStaleDialog } from './save-notices.tsx'
import { Unsaved } from './unsaved.tsx'
import { useCheckShared } from './use-check-shared.ts'
import { useInsteadOfLockDialogs } from './use-lock-dialogs.ts'
import { useTakeOver } from './use-take-over.ts'

/** Above the form of a shared record: what happened to a save, and what this tab has kept of an earlier one. */
export function SharedNotices() {
  return (
    <div className="shared-notices">
      <Unsaved />
      <SaveNotices />
    </div>
  )
}

/** The same above the form of an account, of which the browser keeps nothing. */
export function AccountNotices() {
  useRefusedSave()
  return (
    <div className="shared-notices">
      <SaveNotices />
    </div>
  )
}

/**
 * One's own account is saved by Payload's button, which takes a refused save for done. This finds out why it was
 * refused, and lets the person save again.
 */
function useRefusedSave(): void {
  const record = useOpenRecord()
  const { setModified } = useForm()
  const submitted = useFormSubmitted()
  const processing = useFormProcessing()
  const check = useCheckShared(record)
  const latest = useRef(check)
  const refused = submitted && !processing
  const api = record?.api
  useEffect(() => {
    latest.current = check
  })
  useEffect(() => {
    if (!refused || !api) return
    setModified(true)
    void latest.current().then(({ problem }) => {
      if (problem) tellSaveProblem(api, problem)
    })
  }, [refused, api, setModified])
}

function SaveNotices() {
  const record = useOpenRecord()
  const { openModal } = useModal()
  const modified = useFormModified()
  const problem = useSaveProblem(record?.api)
  useInsteadOfStaleDialog(record?.api)
  if (!record) return null
  return (
    <>
      {problem?.kind === 'stale' && modified ? (
        <StaleNotice what="this" onCompare={() => openModal(sharedDrawer(record))} />
      ) : null}
      <UnsentNotice problem={problem} />
      <Writing />
      <SharedDrawer key={record.api} record={record} />
    </>
  )
}

/** Says that somebody else is writing in the record, and lets this person take over. */
function Writing() {
  const { isLocked } = useDocumentInfo()
  const takeOver = useTakeOver()
  const [met, setMet] = useState(false)
  useInsteadOfLockDialogs(useCallback(() => setMet(true), []))
  if (!met && !isLocked) return null
  return (
    <p className="desk-notice desk-notice--warning" id="desk-writing" role="status">
      <strong>Somebody else is writing in this.</strong> Take over to save; what they have typed is kept on
      their screen, and they can carry it over.{' '}
      <button
        type="button"
        className="desk-link"
        onClick={() => {
          setMet(false)
          void takeOver()
        }}
      >
        Take over
      </button>
    </p>
  )
}
