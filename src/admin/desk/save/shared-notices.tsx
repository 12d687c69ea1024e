'use client'
import { useDocumentInfo, useForm, useFormProcessing, useFormSubmitted } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import { useOpenRecord, type OpenRecord } from '#admin/use-open-record.ts'
import { SaveNotices } from './save-notices.tsx'
import { tellSaveProblem } from './save-store.ts'
import { Unsaved } from './unsaved.tsx'
import { useCheck } from './use-check.ts'
import { useInsteadOfLockDialogs } from './use-lock-dialogs.ts'
import { useReopened } from './use-reopened.ts'
import { useWriter } from './use-writer.ts'
import { WritingNotice } from './writing-notice.tsx'

/** Above the form of a shared record: what happened to a save, and what this tab has kept of an earlier one. */
export function SharedNotices() {
  return (
    <div className="shared-notices">
      <Unsaved />
      <SaveNotices what="this" />
      <Writing />
    </div>
  )
}

/** The same above the form of an account, of which the browser keeps nothing. */
export function AccountNotices() {
  useRefusedSave()
  return (
    <div className="shared-notices">
      <SaveNotices what="this" />
      <Writing />
    </div>
  )
}

/**
 * One's own account is saved by Payload's button, which takes a refused save for done. This finds out why it was
 * refused, and lets the person save again.
 */
function useRefusedSave(): void {
  const { setModified, dispatchFields } = useForm()
  const submitted = useFormSubmitted()
  const processing = useFormProcessing()
  const check = useCheck()
  const latest = useRef(check)
  const refused = submitted && !processing
  const api = useOpenRecord()?.api
  useEffect(() => {
    latest.current = check
  })
  useEffect(() => {
    if (!refused || !api) return
    setModified(true)
    void latest.current().then(({ problem, overrides }) => {
      tellSaveProblem(api, problem)
      // Nobody else changed a field: the next save starts from what the system wrote.
      for (const [path, value] of Object.entries(overrides ?? {}))
        dispatchFields({ type: 'UPDATE', path, value })
    })
  }, [refused, api, setModified, dispatchFields])
}

function Writing() {
  const record = useOpenRecord()
  return record ? <Writer key={record.api} record={record} /> : null
}

function Writer({ record }: { record: OpenRecord }) {
  const { isLocked } = useDocumentInfo()
  const [writing, look] = useWriter(record, Boolean(isLocked))
  useInsteadOfLockDialogs(look)
  useReopened(!writing)
  if (!writing) return null
  return (
    <WritingNotice onTaken={look}>
      <strong>Somebody else is writing in this.</strong> Take over to save; what they have typed is kept on
      their screen, and they can carry it over.
    </WritingNotice>
  )
}
