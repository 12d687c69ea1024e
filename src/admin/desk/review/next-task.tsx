'use client'
import { Button, Link, useConfig } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import { whenLive } from '#domain/desk/when-live.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { useKeptFocus } from '#admin/use-kept-focus.ts'
import { goesNow } from '../bar/under-way.ts'
import { useWorkflowStatus, type ReviewDecision } from '../bar/workflow-status-store.ts'
import { addressOf, useNextTask } from './use-next-task.ts'

const DONE: Record<ReviewDecision, string> = {
  approve: 'Approved',
  'request-changes': 'Sent back',
  'safety-fix': 'Approved alone, for safety',
  'confirm-withdrawal': 'Withdrawal confirmed',
  'decline-withdrawal': 'Withdrawal declined',
  'safety-withdrawal': 'Withdrawn alone, for safety',
  'second-review': 'Reviewed a second time',
}

function inWords(decided: ReviewDecision, workflow: WorkflowStatus): string {
  const { open, today } = workflow
  return decided === 'approve' && open?.state === 'approved' && !goesNow(workflow)
    ? `${DONE[decided]}: it goes live ${whenLive(open, today)}`
    : DONE[decided]
}

interface PanelProps {
  decided: ReviewDecision
  workflow: WorkflowStatus
  /** Goes on with another matter of the same entry. */
  onHere: () => void
}

function Panel({ decided, workflow, onHere }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const found = useNextTask(workflow.open?.together ?? null)
  useKeptFocus(heading, { taking: true })
  return (
    <section className="desk-notice next-task" id="review-next" aria-labelledby="review-next-title">
      <h2 id="review-next-title" ref={heading} tabIndex={-1}>
        {inWords(decided, workflow)}
      </h2>
      <div role="status">
        <Lead found={found} entry={workflow.key} onHere={onHere} />
      </div>
    </section>
  )
}

function Lead({
  found,
  entry,
  onHere,
}: {
  found: ReturnType<typeof useNextTask>
  entry: string
  onHere: () => void
}) {
  const { config } = useConfig()
  const { admin } = config.routes
  const toDesk = (
    <Link href={admin} prefetch={false}>
      Back to the desk
    </Link>
  )
  if (found === null) return <p>Looking for what waits for you next…</p>
  if ('failed' in found)
    return (
      <p>
        What waits for you next could not be read. {found.failed} {toDesk}
      </p>
    )
  if (found.next === null) return <p>Nothing else waits for you. {toDesk}</p>
  const { next } = found
  return (
    <>
      <p>
        Next: <strong>{next.label}</strong>, {next.words}
      </p>
      <div className="desk-form__end">
        {next.entry === entry ? (
          <Button id="review-go-on" margin={false} onClick={onHere}>
            Go on with this entry
          </Button>
        ) : (
          <Button id="review-go-on" el="link" to={addressOf(next, admin)} margin={false}>
            Go on with it
          </Button>
        )}
        {toDesk}
      </div>
    </>
  )
}

/** After a decision: that it was made, and the way to the next thing that waits for this person. */
export function AfterDecision({ onHere }: { onHere: () => void }) {
  const { decided, workflow, goOn } = useWorkflowStatus()
  // Whoever comes back to the entry later finds it as it is then.
  useEffect(() => goOn, [goOn])
  if (decided === null || workflow === null) return null
  return (
    <Panel
      key={decided.at}
      decided={decided.what}
      workflow={workflow}
      onHere={() => {
        goOn()
        onHere()
      }}
    />
  )
}
