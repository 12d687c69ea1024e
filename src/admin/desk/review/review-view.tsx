'use client'
import { Gutter } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { useEntry } from '#admin/use-entry.ts'
import { useKeptFocus } from '#admin/use-kept-focus.ts'
import { useActionDrawer } from '../actions/use-action-drawer.tsx'
import { DeskBar, useGoToField } from '../bar/desk-bar.tsx'
import { EntryFlags } from '../bar/entry-flags.tsx'
import { Progress } from '../bar/progress.tsx'
import { useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { MadeLinkView } from '../experts/made-link.tsx'
import { Questions } from '../threads/questions.tsx'
import { AgainstLive } from './against-live.tsx'
import { NoteReview, SecondReview, WithdrawalReview } from './decided.tsx'
import { AfterDecision } from './next-task.tsx'
import { firstSide, reviewSides } from './sides.ts'
import { EntryStepNav } from './step-nav.tsx'

/** What would change for readers, and the decision on it. */
export function ReviewView() {
  const { workflow, failed } = useWorkflowStatus()
  const screen = useRef<HTMLElement>(null)
  // Whoever comes from another screen begins here, not at the top of the page.
  useKeptFocus(screen, { of: useEntry()?.api })
  return (
    <main className="desk-view" id="review-view" ref={screen} tabIndex={-1} aria-label="Review">
      <EntryStepNav view="Review" />
      <Gutter className="desk-view__bar">
        <DeskBar reviewing />
      </Gutter>
      <Gutter className="desk-view__body">
        {workflow ? (
          <Review key={workflow.key} workflow={workflow} />
        ) : failed ? null : (
          <p className="desk-quiet">One moment…</p>
        )}
      </Gutter>
    </main>
  )
}

function Review({ workflow }: { workflow: WorkflowStatus }) {
  const sides = reviewSides(workflow)
  const [chosen, setChosen] = useState(() => firstSide(workflow))
  const side = sides.find(({ id }) => id === chosen) ?? sides[0]
  const go = useGoToField()
  const { open: openAction, drawer } = useActionDrawer({ onGo: go })
  // The answers on law changes have their own place beside the decision.
  const flags = workflow.flags.filter(({ kind }) => kind !== 'law-change' || side?.what !== 'open')
  return (
    <>
      <AfterDecision onHere={() => setChosen(firstSide(workflow))} />
      <Progress />
      <EntryFlags workflow={workflow} flags={flags} />
      {sides.length > 1 ? (
        <div className="desk-switch" role="group" aria-label="What to look at">
          {sides.map(({ id, words }) => (
            <button
              key={id}
              type="button"
              id={`review-${id}`}
              aria-pressed={id === side?.id}
              onClick={() => setChosen(id)}
            >
              {words}
            </button>
          ))}
        </div>
      ) : null}
      {side?.what === 'alone' || side?.what === 'withdrawal' ? (
        <>
          <Questions all={workflow.threads} isBeside={() => false} edition={null} />
          <MadeLinkView />
        </>
      ) : null}
      {side?.what === 'alone' && side.decision.note ? (
        <NoteReview key={side.id} workflow={workflow} decision={side.decision} onDecide={openAction} />
      ) : side?.what === 'alone' ? (
        <SecondReview key={side.id} workflow={workflow} decision={side.decision} onDecide={openAction} />
      ) : side?.what === 'withdrawal' ? (
        <WithdrawalReview workflow={workflow} onDecide={openAction} />
      ) : (
        <AgainstLive workflow={workflow} working={side?.what === 'working'} openAction={openAction} />
      )}
      {drawer}
    </>
  )
}
