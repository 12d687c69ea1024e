'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useCallback } from 'react'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { useEntry } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { SaveNotices } from './save-notices.tsx'
import { useSaveProblem } from './save-store.ts'
import { useInsteadOfLockDialogs } from './use-lock-dialogs.ts'
import { useLookAgain } from './use-look-again.ts'
import { useReopened } from './use-reopened.ts'
import { WritingNotice } from './writing-notice.tsx'

/** What someone else did with the entry while it was open here, and what can be done about it. */
export function Somebody() {
  const { workflow, refresh } = useWorkflowStatus()
  const { isLocked } = useDocumentInfo()
  const problem = useSaveProblem(useEntry()?.api)
  const writing = workflow?.writing ?? null
  const look = useCallback(() => void refresh(), [refresh])
  useInsteadOfLockDialogs(look)
  useLookAgain(writing !== null, look)
  useReopened(workflow !== null && writing === null)
  return (
    <>
      <SaveNotices what="this entry" />
      {writing ? (
        <WritingNotice>
          {problem?.kind === 'locked' ? <strong>Not saved. </strong> : null}
          <strong>{writing.by} is writing in this entry,</strong> last at {printInstant(writing.at)}.{' '}
          {isLocked
            ? 'You can read it. Take over to write in it; what they have typed is kept on their screen.'
            : 'Take over to save; what they have typed is kept on their screen, and they can carry it over.'}
        </WritingNotice>
      ) : null}
    </>
  )
}
