'use client'
import { useDocumentInfo, useFormModified, useModal } from '@payloadcms/ui'
import { useCallback } from 'react'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { useEntry } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { StaleNotice, UnsentNotice, useInsteadOfStaleDialog } from './save-notices.tsx'
import { useSaveProblem } from './save-store.ts'
import { STALE_DRAWER } from './stale-drawer.tsx'
import { useInsteadOfLockDialogs } from './use-lock-dialogs.ts'
import { useTakeOver } from './use-take-over.ts'

/** What someone else did with the entry while it was open here, and what can be done about it. */
export function Somebody() {
  const api = useEntry()?.api
  const { openModal } = useModal()
  const { workflow, refresh } = useWorkflowStatus()
  const { isLocked } = useDocumentInfo()
  const modified = useFormModified()
  const problem = useSaveProblem(api)
  useInsteadOfStaleDialog(api)
  useInsteadOfLockDialogs(useCallback(() => void refresh(), [refresh]))
  const takeOver = useTakeOver()
  const writing = problem?.kind === 'locked' ? problem : (workflow?.writing ?? null)
  return (
    <>
      {problem?.kind === 'stale' && modified ? (
        <StaleNotice what="this entry" onCompare={() => openModal(STALE_DRAWER)} />
      ) : null}
      <UnsentNotice problem={problem} />
      {writing ? (
        <p className="desk-notice desk-notice--warning" id="desk-writing" role="status">
          {problem?.kind === 'locked' ? <strong>Not saved. </strong> : null}
          <strong>{writing.by} is writing in this entry,</strong> last at {printInstant(writing.at)}.{' '}
          {isLocked
            ? 'You can read it. Take over to write in it; what they have typed is kept on their screen.'
            : 'Take over to save; what they have typed is kept on their screen, and they can carry it over.'}{' '}
          <button type="button" className="desk-link" onClick={() => void takeOver()}>
            Take over
          </button>
        </p>
      ) : null}
    </>
  )
}
