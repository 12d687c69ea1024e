'use client'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { AskButton } from './ask-button.tsx'
import { ThreadView } from './thread-view.tsx'

interface Props {
  claim: string
  /** Hash of the edition that is looked at; null for the working copy. */
  edition: string | null
}

/** What was asked about a claim, beside it, and a way to ask. A field that is no claim shows nothing. */
export function ClaimThreads({ claim, edition }: Props) {
  const { workflow } = useWorkflowStatus()
  const threads = workflow?.threads.filter((thread) => thread.claim === claim) ?? []
  const known = workflow?.claims.find(({ id }) => id === claim)
  if (!known && threads.length === 0) return null
  return (
    <div className="claim-threads" data-claim={claim}>
      {threads.map((thread) => (
        <ThreadView key={thread.n} thread={thread} />
      ))}
      {known ? <AskButton claim={claim} label={known.label} edition={edition} /> : null}
    </div>
  )
}
