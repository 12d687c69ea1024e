'use client'
import { Button, Gutter, SetDocumentStepNav, toast, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Comparison } from '#domain/content/compare.ts'
import { CHANGE_KINDS } from '#domain/content/editions.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { printDate } from '#domain/dates.ts'
import { ask } from '#admin/ask.ts'
import { useEntry } from '#admin/use-entry.ts'
import { useKeptFocus } from '#admin/use-kept-focus.ts'
import { useSending } from '#admin/use-sending.ts'
import type { Values } from '../actions/actions.ts'
import { Refused } from '../actions/refused.tsx'
import { useActionDrawer } from '../actions/use-action-drawer.tsx'
import { DeskBar, useGoToField } from '../bar/desk-bar.tsx'
import { EntryFlags } from '../bar/entry-flags.tsx'
import { Progress } from '../bar/progress.tsx'
import { useDesk, useWorkflowStatus } from '../bar/workflow-status-store.ts'
import { isUnderWay } from '../bar/under-way.ts'
import { answersOf, questionsInReview, inputOf, type LawValues } from '../law/law-questions.ts'
import { OpenLawFlags } from '../law/open-law-flags.tsx'
import { usePreviews } from '../preview/use-previews.ts'
import { listed, printInstant } from '#admin/words.ts'
import { AsReadersSee } from './as-readers-see.tsx'
import { evidenceBeside, useClaimSources } from './claim-evidence.tsx'
import { ComparisonView, useComparison } from './comparison.tsx'
import { NoteReview, SecondReview, WithdrawalReview } from './decided.tsx'
import { EditorNotes } from './editor-notes.tsx'
import { AfterDecision } from './next-task.tsx'
import { keepReceipt } from './receipts.ts'
import { Experts } from '../experts/experts.tsx'
import { ClaimThreads } from '../threads/claim-threads.tsx'
import { OpenQuestions } from '../threads/open-questions.tsx'
import { Questions } from '../threads/questions.tsx'
import { SharedChanges } from './shared-changes.tsx'
import { firstSide, reviewSides } from './sides.ts'

type Open = NonNullable<WorkflowStatus['open']>

/** Breadcrumbs of an entry's screen. */
export function EntryStepNav({ view }: { view: string }) {
  const { id, collectionSlug, globalSlug } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const config = collectionSlug ? getEntityConfig({ collectionSlug }) : null
  if (globalSlug)
    return (
      <SetDocumentStepNav
        globalLabel={getEntityConfig({ globalSlug })?.label}
        globalSlug={globalSlug}
        view={view}
      />
    )
  return (
    <SetDocumentStepNav
      collectionSlug={collectionSlug}
      id={id}
      pluralLabel={config?.labels.plural}
      useAsTitle={config?.admin.useAsTitle}
      view={view}
    />
  )
}

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
        <Questions all={workflow.threads} isBeside={() => false} edition={null} />
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

/** What changed against the live edition, with its sources. */
function useShown({ live, revision }: WorkflowStatus, shown: Open | null) {
  const after = shown ? String(shown.n) : 'working'
  const seen = `${shown ? shown.hash : revision} ${live?.hash}`
  const requested = useComparison('live', after, seen)
  const sources = useClaimSources('live', after, seen)
  const ready = requested.comparison !== null && sources.value !== null
  useReceipt(shown, ready)
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
  shown: Open | null
}

/** What differs from the live edition, with sources and questions beside each claim. */
function Changes({ workflow, shown, requested, sources, openAction }: ChangesProps) {
  const { live } = workflow
  const evidence = evidenceBeside(sources.value)
  const mayRequest = Boolean(shown) && workflow.can['request-changes'].allowed && !isUnderWay(workflow)
  return (
    <>
      <h2 className="desk-view__title">
        {live
          ? `Against edition ${live.n}, live since ${printDate(live.since)}`
          : 'Nothing of it is live yet'}
      </h2>
      <ComparisonView
        {...requested}
        whole={!live}
        beside={(field) => (
          <>
            {evidence(field)}
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
function AgainstLive({ workflow, working, openAction }: AgainstLiveProps) {
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

/** Keeps the proof that the edition and its sources were on screen: it may then be approved from a list, too. */
function useReceipt(shown: Open | null, ready: boolean): void {
  const api = useEntry()?.api ?? ''
  const hash = shown?.state === 'in-review' && ready ? shown.hash : null
  useEffect(() => {
    if (hash === null || api === '') return
    void ask<{ hash: string; receipt: string } | null>(`${api}/desk/opened`).then((answer) => {
      // Another may have been submitted since: that one is not on screen.
      if (answer.ok && answer.value?.hash === hash) keepReceipt(hash, answer.value.receipt)
    })
  }, [api, hash])
}

interface WhatIsShownProps {
  workflow: WorkflowStatus
  /** The open edition, if it is the one shown. */
  shown: Open | null
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

/** When an edition goes live. */
function goesLiveInWords({ submission, together }: Open): string {
  const others = together === null ? '' : 'together with the others under its law change, '
  return submission.goesLiveOn
    ? `${others}${others ? 'on ' : ''}${printDate(submission.goesLiveOn)}`
    : others
      ? `${others}once each is approved`
      : 'as soon as it is approved'
}

function SubmissionDetails({ open, workflow }: { open: Open; workflow: WorkflowStatus }) {
  const { submission, submitted, approved, checkedOn } = open
  const rows: [string, string | null][] = [
    ['Submitted', `${submitted.by}, ${printInstant(submitted.at)}`],
    ['Saved by', listed(open.savedBy)],
    ['Approved', approved && `${approved.by}, ${printInstant(approved.at)}`],
    ['Kind', workflow.everLive ? CHANGE_KINDS[submission.changeKind] : 'First edition'],
    ['Corrects', submission.corrects === null ? null : `Change ${submission.corrects}`],
    ['Sources checked on', !workflow.structure && checkedOn ? printDate(checkedOn) : null],
    ['Takes force on', submission.effectiveOn && printDate(submission.effectiveOn)],
    ['Goes live', goesLiveInWords(open)],
  ]
  return (
    <section className="desk-card" aria-label="Submission">
      {submission.changeNote ? <p className="desk-card__note">{submission.changeNote}</p> : null}
      <dl>
        {rows.map(([name, words]) =>
          words ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {open.state === 'changes-requested' && open.notes.length > 0 ? (
        <>
          <h2>Changes requested</h2>
          <ul>
            {open.notes.map(({ label, text, by }) => (
              <li key={`${label ?? ''} ${text}`}>
                {label ?? 'The whole entry'}: <span className="desk-quote">{text}</span> ({by})
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

interface VerdictProps {
  /** The edition on screen: this one is approved, whatever has been submitted since. */
  open: Open
  workflow: WorkflowStatus
  /** True once its changes are on screen. */
  ready: boolean
  /** Typed answers on law changes that the submitter left open. */
  law: LawValues
  onRequest: () => void
}

/** Approves the edition on screen, once; keeps the reason for a refusal. */
function useApproval({ open, workflow, law }: Pick<VerdictProps, 'open' | 'workflow' | 'law'>) {
  const desk = useDesk()
  const { send, busy, refusal } = useSending()
  const questions = questionsInReview(workflow)
  const seen = workflow.threads.map(({ n }) => n)
  const goTo = (field: string): void => document.getElementById(inputOf(field, questions, law) ?? '')?.focus()

  const decide = async (): Promise<void> => {
    const answer = await send(() =>
      desk('approve', { hash: open.hash, answers: answersOf(questions, law), seen }),
    )
    if (!answer) return
    if (!answer.ok) return goTo(answer.refusal.problems[0]?.field ?? '')
    toast.success(
      open.together !== null
        ? 'Approved. It goes live together with the others under its law change.'
        : open.goesLiveOn
          ? `Approved. It goes live on ${printDate(open.goesLiveOn)}.`
          : 'Approved. It goes live now.',
    )
  }
  return { decide, goTo, busy, refusal }
}

function Verdict({ open, workflow, ready, law, onRequest }: VerdictProps) {
  const { decide, goTo, busy, refusal } = useApproval({ open, workflow, law })
  const { approve, 'request-changes': request } = workflow.can
  const undecided = open.state === 'in-review'
  return (
    <div className="desk-verdict">
      <Refused refusal={refusal} onGo={goTo} />
      {undecided && !approve.allowed ? (
        <p className="desk-verdict__why" id="review-why">
          {approve.message}
        </p>
      ) : null}
      {undecided ? <OpenQuestions threads={workflow.threads} /> : null}
      <div className="desk-form__end">
        {undecided && approve.allowed ? (
          <Button id="review-approve" margin={false} disabled={!ready} onClick={() => void decide()}>
            {busy ? 'One moment…' : 'Approve'}
          </Button>
        ) : null}
        {request.allowed && !isUnderWay(workflow) ? (
          <Button id="review-request" buttonStyle="secondary" margin={false} onClick={onRequest}>
            Request changes
          </Button>
        ) : null}
        <PreviewButtons />
      </div>
    </div>
  )
}

function PreviewButtons() {
  const previews = usePreviews()
  return (
    <>
      <Button
        id="review-preview"
        buttonStyle="secondary"
        margin={false}
        onClick={() => previews.page('open')}
      >
        Preview page
      </Button>
      <Button
        id="review-preview-pdf"
        buttonStyle="secondary"
        margin={false}
        onClick={() => void previews.pdf('open')}
      >
        Preview PDF
      </Button>
    </>
  )
}
