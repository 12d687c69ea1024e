'use client'
import { useAuth, useConfig, useDocumentInfo, useFormModified, useModal } from '@payloadcms/ui'
import { useLayoutEffect } from 'react'
import { printInstant } from '#admin/words.ts'
import { tellSaveProblem, useSaveProblem } from './save-store.ts'
import { STALE_DRAWER } from './stale-drawer.tsx'

/** Payload's own dialog for this offers only to reload, which throws away what was typed. */
const PAYLOADS_STALE_DIALOG = 'document-stale-data'

/** What somebody else did with the entry while it was open here, and what can be done about it. */
export function Somebody() {
  const { config } = useConfig()
  const { user } = useAuth()
  const { id, collectionSlug, updateDocumentEditor } = useDocumentInfo()
  const { modalState, openModal, closeModal } = useModal()
  const modified = useFormModified()
  const problem = useSaveProblem()
  const stale = Boolean(modalState[PAYLOADS_STALE_DIALOG]?.isOpen)
  useLayoutEffect(() => {
    if (!stale) return
    closeModal(PAYLOADS_STALE_DIALOG)
    tellSaveProblem({ kind: 'stale', early: true })
  }, [stale, closeModal])

  if (!problem) return null
  switch (problem.kind) {
    case 'stale':
      return modified ? (
        <p className="desk-notice desk-notice--warning" id="desk-stale" role="alert">
          <strong>Somebody saved this entry while you had it open.</strong> Nothing of yours is lost: compare,
          and carry your changes over.{' '}
          <button type="button" className="desk-link" onClick={() => openModal(STALE_DRAWER)}>
            Compare
          </button>
        </p>
      ) : null
    case 'locked':
      return (
        <p className="desk-notice desk-notice--warning" id="desk-locked" role="alert">
          <strong>Not saved: {problem.by} is writing in this entry,</strong> last at{' '}
          {printInstant(problem.at)}. Wait, or take over and save again; what {problem.by} has not saved can
          then be carried over by them.{' '}
          <button
            type="button"
            className="desk-link"
            onClick={() => {
              void updateDocumentEditor(id ?? '', collectionSlug ?? '', user as never).then(() =>
                tellSaveProblem(null),
              )
            }}
          >
            Take over
          </button>
        </p>
      )
    case 'ended':
    case 'unreachable':
      return (
        <p className="desk-notice desk-notice--error" id="desk-unsent" role="alert">
          <strong>Not saved.</strong> {problem.words}{' '}
          {problem.kind === 'ended' ? (
            <a href={`${config.routes.admin}/login`} target="_blank" rel="noopener">
              Sign in (new tab)
            </a>
          ) : null}
        </p>
      )
  }
}
