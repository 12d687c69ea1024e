'use client'
import { useState } from 'react'
import type { Comparison } from '#domain/content/compare.ts'
import { liveSince } from '#domain/desk/when-live.ts'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { Values } from '../actions/actions.ts'
import type { useActionDrawer } from '../actions/use-action-drawer.tsx'
import { ClaimReports } from '../bar/claim-reports.tsx'
import { isUnderWay } from '../bar/under-way.ts'
import { Experts } from '../experts/experts.tsx'
import { OpenLawFlags } from '../law/open-law-flags.tsx'
import { ClaimThreads } from '../threads/claim-threads.tsx'
import { Questions } from '../threads/questions.tsx'
import { AsReadersSee } from './as-readers-see.tsx'
import { evidenceBeside, useClaimSources } from './claim-evidence.tsx'
import { ComparisonView, useComparison } from './comparison.tsx'
import { EditorNotes } from './editor-notes.tsx'
import { WholeGuide } from './guide/whole-guide.tsx'
import { SharedChanges } from './shared-changes.tsx'
import { SubmissionDetails } from './submission-details.tsx'
import { useReceipt } from './use-receipt.ts'
import { Verdict } from './verdict.tsx'

/** What changed against the live edition, with its sources. */
function useShown(workflow: WorkflowStatus, shown: ShownEdition | null) {
  const { live, revision } = workflow
  const after = shown ? String(shown.n) : 'working'
  const seen = `${shown ? shown.hash : revision} ${live?.hash}`
  const requested = useComparison('live', after, seen)
  const sources = useClaimSources('live', after, seen)
  const ready = requested.comparison !== null && sources.value !== null
  useReceipt(shown, workflow, ready)
  return { requested: { ...requested, failed: requested.failed ?? sources.failed }, sources, ready, seen }
}

/** Claims that a comparison shows: their questions stand beside them. */
const shownClaims = (comparison: Comparison | null): ReadonlySet<string> =>
  new Set(comparison ? [...comparison.fields, ...comparison.citations].map(({ field }) => field) : [])

interface AgainstLiveProps {
  workflow: WorkflowStatus
  /** Compares the saved working copy instead of the open edition. */
  working: boolean
  openAction: ReturnType<typeof useActionDrawer>['open']
}

type ShownParts = ReturnType<typeof useShown>

interface ChangesProps extends AgainstLiveProps, Pick<ShownParts, 'requested' | 'sources'> {
  /** The open edition, if it is the one shown. */
  shown: ShownEdition | null
}

/** What differs from the live edition, with sources and questions beside each claim. */
function Changes({ workflow, shown, requested, sources, openAction }: ChangesProps) {
  const { live } = workflow
  const evidence = evidenceBeside(sources.value)
  const mayRequest = Boolean(shown) && workflow.can['request-changes'].allowed && !isUnderWay(workflow)
  return (
    <>
      <h2 className="desk-view__title">
        {live ? `Against edition ${live.n}, ${liveSince(live)}` : 'Nothing of it is live yet'}
      </h2>
      <ComparisonView
        {...requested}
        whole={!live}
        beside={(field) => (
          <>
            {evidence(field)}
            <ClaimReports claim={field.field} />
            <ClaimThreads claim={field.field} edition={shown?.hash ?? null} />
          </>
        )}
        same={
          shown
            ? 'This edition says exactly what is live. Only its note or its days are new.'
            : 'What is saved now is exactly what is live.'
        }
        actions={
          mayRequest
            ? ({ field, label }) =>
                workflow.claims.some(({ id }) => id === field) ? (
                  <NoteButton field={field} label={label} openAction={openAction} />
                ) : null
            : undefined
        }
      />
    </>
  )
}

/** The open edition, or the saved working copy, compared with the live edition, and the decision on it. */
export function AgainstLive({ workflow, working, openAction }: AgainstLiveProps) {
  const shown = working ? null : workflow.open
  const { requested, sources, ready, seen } = useShown(workflow, shown)
  const [law, setLaw] = useState<Record<string, string>>({})
  const beside = shownClaims(requested.comparison)
  return (
    <>
      {shown ? (
        <OpenLawFlags
          workflow={workflow}
          values={law}
          onChange={setLaw}
          mayAnswer={shown.state === 'in-review' && workflow.can.approve.allowed}
        />
      ) : null}
      {shown ? <SubmissionDetails open={shown} workflow={workflow} /> : null}
      {shown ? <WholeGuide shown={shown} workflow={workflow} /> : null}
      <EditorNotes />
      <Questions
        all={workflow.threads}
        isBeside={({ claim }) => claim !== null && beside.has(claim)}
        edition={shown?.hash ?? null}
      />
      <WhatIsShown workflow={workflow} shown={shown} />
      <Changes {...{ workflow, working, openAction, shown, requested, sources }} />
      {shown ? <SharedChanges changes={shown.shared} /> : null}
      <AsReadersSee key={working ? 'working' : 'open'} workflow={workflow} working={!shown} seen={seen} />
      <Experts workflow={workflow} edition={shown?.hash ?? null} />
      {shown ? (
        <Verdict
          key={shown.hash}
          open={shown}
          workflow={workflow}
          ready={ready}
          law={law}
          onRequest={() => openAction('request-changes')}
        />
      ) : null}
    </>
  )
}

interface WhatIsShownProps {
  workflow: WorkflowStatus
  /** The open edition, if it is the one shown. */
  shown: ShownEdition | null
}

/** States whether what is shown is what will be decided. */
const WhatIsShown = ({ workflow: { open, live }, shown }: WhatIsShownProps) => (
  <>
    {open?.editedSince ? (
      <p className="desk-notice" id="review-edited">
        <strong>Edited since submission.</strong>{' '}
        {shown
          ? 'Somebody saved again after this edition was frozen. What is decided here is the edition, not what is saved now.'
          : 'This is what is saved now. Nobody can approve it before it is submitted.'}
      </p>
    ) : null}
    {open ? null : (
      <p className="desk-quiet">
        Nothing is in review.{' '}
        {live ? 'This is what is saved now, against what is live.' : 'This is what is saved now.'}
      </p>
    )}
  </>
)

interface NoteButtonProps {
  field: string
  label: string
  openAction: AgainstLiveProps['openAction']
}

const NoteButton = ({ field, label, openAction }: NoteButtonProps) => (
  <button
    type="button"
    className="desk-link"
    aria-label={`Note on “${label}”`}
    onClick={() => {
      openAction('request-changes', noteAt(field))
      setTimeout(() => document.getElementById(`desk-note-${field}`)?.focus(), 150)
    }}
  >
    Note
  </button>
)

/** Opens a claim's note next to those already written. */
const noteAt =
  (claim: string) =>
  (values: Values): Values => {
    const notes = (values.notes ?? {}) as Record<string, string>
    return { ...values, notes: { ...notes, [claim]: notes[claim] ?? '' } }
  }
