'use client'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { printDate } from '#domain/dates.ts'
import { useActionDrawer } from '../actions/use-action-drawer.tsx'

interface Props {
  assigned: NonNullable<WorkflowStatus['assigned']>
  workflow: WorkflowStatus
  /** Moves the focus to a field of the form. */
  onGo: (field: string) => void
}

/** Whose task the entry is, and by when; and where that person cannot do it any more, a way to give it to another. */
export function AssignedTo({ assigned, workflow, onGo }: Props) {
  const { name, due, late, awayUntil, why } = assigned
  const { open, drawer } = useActionDrawer({ onGo })
  return (
    <>
      <p className={`desk-notice${why === null ? '' : ' desk-notice--warning'}`} id="desk-assigned">
        <strong>Assigned to {name}</strong>
        {due ? `, ${late ? 'overdue since' : 'due on'} ${printDate(due)}` : ''}
        {awayUntil ? `. Away until ${printDate(awayUntil)}` : ''}.
        {why === null ? null : ` It is nobody’s task now. ${why} `}
        {why !== null && workflow.can.assign.allowed ? (
          <button type="button" className="desk-link" onClick={() => open('assign')}>
            Assign
          </button>
        ) : null}
      </p>
      {why === null ? null : drawer}
    </>
  )
}
