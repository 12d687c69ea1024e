'use client'
import { useConfig, useModal } from '@payloadcms/ui'
import { useLayoutEffect } from 'react'
import { tellSaveProblem, type SaveProblem } from './save-store.ts'

/** Payload's dialog about a record that was saved elsewhere: its only way out discards what was typed. */
const STALE_DIALOG = 'document-stale-data'

/** Keeps that dialog closed, and says in the form what it was about. */
export function useInsteadOfStaleDialog(api: string | undefined): void {
  const { modalState, closeModal } = useModal()
  const stale = Boolean(modalState[STALE_DIALOG]?.isOpen)
  useLayoutEffect(() => {
    if (!stale) return
    closeModal(STALE_DIALOG)
    if (api) tellSaveProblem(api, { kind: 'stale' })
  }, [stale, api, closeModal])
}

export function StaleNotice({ what, onCompare }: { what: string; onCompare: () => void }) {
  return (
    <p className="desk-notice desk-notice--warning" id="desk-stale" role="alert">
      <strong>Somebody saved {what} while you had it open.</strong> Nothing of yours is lost: compare, and
      carry your changes over.{' '}
      <button type="button" className="desk-link" onClick={onCompare}>
        Compare
      </button>
    </p>
  )
}

export function UnsentNotice({ problem }: { problem: SaveProblem | null }) {
  const { config } = useConfig()
  if (problem?.kind !== 'ended' && problem?.kind !== 'unreachable') return null
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
