'use client'
import { useAuth, useConfig, useDocumentInfo, useFormModified, useModal, useRouteCache } from '@payloadcms/ui'
import { useCallback, useLayoutEffect } from 'react'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { printInstant } from '#admin/words.ts'
import { tellSaveProblem, useSaveProblem } from './save-store.ts'
import { STALE_DRAWER } from './stale-drawer.tsx'

/**
 * Payload's own dialogs about other users' edits. They interrupt typing, identify people by id, and end in a reload
 * that discards typed text: notices above the form replace them.
 */
const DIALOGS = { stale: 'document-stale-data', locked: 'document-locked', taken: 'document-take-over' }

/** Keeps Payload's dialogs closed, and checks at once what they were about. */
function useInsteadOfDialogs(): void {
  const { modalState, closeModal } = useModal()
  const { refresh } = useWorkflowStatus()
  const stale = Boolean(modalState[DIALOGS.stale]?.isOpen)
  const locked = Boolean(modalState[DIALOGS.locked]?.isOpen)
  const taken = Boolean(modalState[DIALOGS.taken]?.isOpen)
  useLayoutEffect(() => {
    if (stale) {
      closeModal(DIALOGS.stale)
      tellSaveProblem({ kind: 'stale' })
    }
    if (locked) closeModal(DIALOGS.locked)
    if (taken) closeModal(DIALOGS.taken)
    if (locked || taken) void refresh()
  }, [stale, locked, taken, closeModal, refresh])
}

/** Makes this person the one who holds the edit lock. */
function useTakeOver(): () => Promise<void> {
  const { user } = useAuth()
  const { clearRouteCache } = useRouteCache()
  const { refresh } = useWorkflowStatus()
  const { id, collectionSlug, updateDocumentEditor, setCurrentEditor, isLocked } = useDocumentInfo()
  return useCallback(async () => {
    if (!user || id === undefined || !collectionSlug) return
    await updateDocumentEditor(id, collectionSlug, user)
    setCurrentEditor?.(user)
    tellSaveProblem(null)
    await refresh()
    // A form opened while someone else held the lock is read-only, so it is fetched again.
    if (isLocked) clearRouteCache()
  }, [user, id, collectionSlug, updateDocumentEditor, setCurrentEditor, refresh, isLocked, clearRouteCache])
}

/** What someone else did with the entry while it was open here, and what can be done about it. */
export function Somebody() {
  useInsteadOfDialogs()
  const { config } = useConfig()
  const { openModal } = useModal()
  const { workflow } = useWorkflowStatus()
  const { isLocked } = useDocumentInfo()
  const modified = useFormModified()
  const problem = useSaveProblem()
  const takeOver = useTakeOver()
  const writing = problem?.kind === 'locked' ? problem : (workflow?.writing ?? null)
  return (
    <>
      {problem?.kind === 'stale' && modified ? (
        <p className="desk-notice desk-notice--warning" id="desk-stale" role="alert">
          <strong>Somebody saved this entry while you had it open.</strong> Nothing of yours is lost: compare,
          and carry your changes over.{' '}
          <button type="button" className="desk-link" onClick={() => openModal(STALE_DRAWER)}>
            Compare
          </button>
        </p>
      ) : null}
      {problem?.kind === 'ended' || problem?.kind === 'unreachable' ? (
        <p className="desk-notice desk-notice--error" id="desk-unsent" role="alert">
          <strong>Not saved.</strong> {problem.words}{' '}
          {problem.kind === 'ended' ? (
            <a href={`${config.routes.admin}/login`} target="_blank" rel="noopener">
              Sign in (new tab)
            </a>
          ) : null}
        </p>
      ) : null}
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
