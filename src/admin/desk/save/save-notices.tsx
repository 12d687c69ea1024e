'use client'
import { useConfig, useModal } from '@payloadcms/ui'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useOpenRecord, type OpenRecord } from '#admin/use-open-record.ts'
import { tellSaveProblem, useIsStale, useSaveProblem, type SaveProblem } from './save-store.ts'
import { StaleDrawer, staleDrawer } from './stale-drawer.tsx'
import { useCheck } from './use-check.ts'

/** Payload's dialog about a record that was saved elsewhere: its only way out discards what was typed. */
const STALE_DIALOG = 'document-stale-data'

/**
 * Keeps that dialog closed, and says in the form what it was about. It has one name for all forms, those in drawers
 * too, and it opens for what the system writes as well: each form finds out for itself whether it is meant.
 */
function useInsteadOfStaleDialog(record: OpenRecord): void {
  const { modalState, closeModal } = useModal()
  const check = useCheck()
  const latest = useRef(check)
  useEffect(() => {
    latest.current = check
  })
  const stale = Boolean(modalState[STALE_DIALOG]?.isOpen)
  const { api } = record
  useLayoutEffect(() => {
    if (!stale) return
    closeModal(STALE_DIALOG)
    void latest.current().then(({ problem }) => {
      if (problem?.kind === 'stale') tellSaveProblem(api, problem)
    })
  }, [stale, api, closeModal])
}

/** What happened to a save of the open record, and what can be done about it. */
export function SaveNotices({ what }: { what: string }) {
  const record = useOpenRecord()
  return record ? <Notices key={record.api} record={record} what={what} /> : null
}

function Notices({ record, what }: { record: OpenRecord; what: string }) {
  const { openModal } = useModal()
  const problem = useSaveProblem(record.api)
  const isStale = useIsStale(problem)
  useInsteadOfStaleDialog(record)
  return (
    <>
      {isStale ? <StaleNotice what={what} onCompare={() => openModal(staleDrawer(record))} /> : null}
      <UnsentNotice problem={problem} />
      <StaleDrawer record={record} />
    </>
  )
}

const StaleNotice = ({ what, onCompare }: { what: string; onCompare: () => void }) => (
  <p className="desk-notice desk-notice--warning" id="desk-stale" role="alert">
    <strong>Somebody saved {what} while you had it open.</strong> Nothing of yours is lost: compare, and carry
    your changes over.{' '}
    <button type="button" className="desk-link" onClick={onCompare}>
      Compare
    </button>
  </p>
)

function UnsentNotice({ problem }: { problem: SaveProblem | null }) {
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
