'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { whenLive } from '#domain/desk/when-live.ts'
import type { LegalDate } from '#domain/dates.ts'
import { printInstant } from '#admin/words.ts'
import { goesNow } from './under-way.ts'
import { useWorkflowStatus } from './workflow-status-store.ts'

interface Step {
  words: string
  state: 'done' | 'now' | 'later' | 'failed'
}

/** Milliseconds after which publishing takes longer than it should, and the bar says so. */
const LONG = 15_000

const FIRST = {
  approval: [
    { words: 'Approved', state: 'done' },
    { words: 'Live', state: 'now' },
  ],
  withdrawal: [
    { words: 'Withdrawal confirmed', state: 'done' },
    { words: 'Withdrawn', state: 'now' },
  ],
  release: [],
} as const satisfies Record<string, readonly Step[]>

function stepsOf({ open, fix, withdrawal, publishing }: WorkflowStatus, what: keyof typeof FIRST): Step[] {
  const decided = fix === null && open?.state !== 'approved' && withdrawal?.state !== 'confirmed'
  const first: readonly Step[] = FIRST[what]
  return [
    ...first.map((step): Step => (decided ? { ...step, state: 'done' } : step)),
    publishingStep(publishing, decided),
  ]
}

function publishingStep(publishing: WorkflowStatus['publishing'], released: boolean): Step {
  if (!released || !publishing) return { words: 'Publishing', state: released ? 'now' : 'later' }
  const { state, step, done, total } = publishing
  if (state === 'done') return { words: 'Published', state: 'done' }
  if (state === 'failed') return { words: 'Publishing failed', state: 'failed' }
  const at = total > 0 ? ` (step ${Math.min(done + 1, total)} of ${total}${step ? `: ${step}` : ''})` : ''
  return { words: `Publishing${at}`, state: 'now' }
}

const MARKS = { done: '✓', now: '…', later: '○', failed: '!' } as const
const SAID = { done: 'done', now: 'under way', later: 'to come', failed: 'failed' } as const

/** What an approved edition waits for: its day, or the others under its law change. */
function Waiting({ open, today }: { open: NonNullable<WorkflowStatus['open']>; today: LegalDate }) {
  const { config } = useConfig()
  if (open.lawChangeGone)
    return (
      <p className="desk-notice" id="desk-progress">
        Approved, but edition {open.n} waits for the others under a law change that is not there any more.
        Submit it again: then it goes live by itself.
      </p>
    )
  return (
    <p className="desk-notice" id="desk-progress">
      Approved. Edition {open.n} goes live {whenLive(open, today)}.{' '}
      {open.together === null ? null : (
        <a href={`${config.routes.admin}/collections/law-changes/${open.together}`}>See the law change</a>
      )}
    </p>
  )
}

/** The progress of publishing a decision, live. */
export function Progress() {
  const { workflow, watched } = useWorkflowStatus()
  const [now, setNow] = useState(0)
  const watching = watched !== null
  useEffect(() => {
    if (!watching) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [watching])
  if (!workflow) return null
  const { open, today, publishing, url } = workflow
  if (open?.state === 'approved' && !goesNow(workflow)) return <Waiting open={open} today={today} />
  if (watched === null) return null
  const steps = stepsOf(workflow, watched.what)
  const done = steps.every(({ state }) => state === 'done')
  const slow = !done && publishing?.state !== 'failed' && now - watched.since > LONG
  return (
    <div className="desk-notice desk-progress" id="desk-progress" role="status" data-done={done}>
      <ol>
        {steps.map(({ words, state }) => (
          <li key={words} data-state={state}>
            <span className="desk-progress__mark" aria-hidden="true">
              {MARKS[state]}
            </span>
            {words}
            <span className="desk-sr"> ({SAID[state]})</span>
          </li>
        ))}
        {done && url ? (
          <li data-state="done">
            <span className="desk-progress__mark" aria-hidden="true">
              ✓
            </span>
            Readable:{' '}
            <a id="desk-readable" href={url} target="_blank" rel="noopener">
              {url}
            </a>
          </li>
        ) : null}
      </ol>
      {publishing?.state === 'failed' ? (
        <p>
          {publishing.problem ?? 'The site could not be published.'} Readers still see the last release.
          {publishing.notBefore
            ? ` It is tried again at ${printInstant(publishing.notBefore)}.`
            : ' It is tried again.'}
        </p>
      ) : null}
      {slow ? <p>This takes longer than usual. You may leave: it goes on without you.</p> : null}
    </div>
  )
}
