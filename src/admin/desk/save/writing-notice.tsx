'use client'
import type { ReactNode } from 'react'
import { useTakeOver } from './use-take-over.ts'

interface Props {
  children: ReactNode
  onTaken?: () => void
}

/** Says that somebody else is writing in the open record, and lets this person take over. */
export function WritingNotice({ children, onTaken }: Props) {
  const takeOver = useTakeOver()
  return (
    <p className="desk-notice desk-notice--warning" id="desk-writing" role="status">
      {children}{' '}
      <button type="button" className="desk-link" onClick={() => void takeOver().then(onTaken)}>
        Take over
      </button>
    </p>
  )
}
