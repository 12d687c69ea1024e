'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { CURE, READERS } from '#domain/desk/publish-problems.ts'
import { printDate } from '#domain/dates.ts'
import { focusField } from '../actions/focus-field.ts'
import { useEntry } from '#admin/use-entry.ts'
import { printInstant } from '#admin/words.ts'
import { aloneInWords } from '../review/sides.ts'
import { CheckedCopy } from '../copy/checked-copy.tsx'
import { LoadEdition } from '../save/load-edition.tsx'
import { Somebody } from '../save/somebody.tsx'
import { Unsaved } from '../save/unsaved.tsx'
import { isMarked } from '../threads/marked.ts'
import { Questions } from '../threads/questions.tsx'
import { AssignedTo } from './assigned-to.tsx'
import { EntryFlags } from './entry-flags.tsx'
import { waitingFor } from './next-action.ts'
import { Progress } from './progress.tsx'
import { useWorkflowStatus } from './workflow-status-store.ts'

/** What an editor must know before the form: open work, requests to them, what is being published. */
export function DeskNotices() {
  const entry = useEntry()
  const { workflow } = useWorkflowStatus()
  const { getFields } = useForm()
  if (!entry) return null
  return (
    <div className="desk-notices">
      <Unsaved />
      <LoadEdition />
      <Somebody />
      <Progress />
      <CheckedCopy />
      {workflow ? (
        <>
          <Urgent workflow={workflow} onGo={(field) => focusField(field, getFields())} />
          <EntryFlags workflow={workflow} flags={workflow.flags} />
          <ForReaders workflow={workflow} onGo={(field) => focusField(field, getFields())} />
          <ReviewerNotes workflow={workflow} onGo={(field) => focusField(field, getFields())} />
          <QuestionsAbove workflow={workflow} onGo={(field) => focusField(field, getFields())} />
        </>
      ) : null}
    </div>
  )
}

interface GoingProps {
  workflow: WorkflowStatus
  /** Moves the focus to a field of the form. */
  onGo: (field: string) => void
}

/** The questions that stand beside no field of the form: those of the whole entry, and of claims without a mark. */
function QuestionsAbove({ workflow: { threads }, onGo }: GoingProps) {
  const marked = useFormFields(([fields]) =>
    JSON.stringify(
      threads.flatMap(({ claim }) => (claim !== null && isMarked(claim, fields) ? [claim] : [])),
    ),
  )
  const beside = new Set(JSON.parse(marked) as string[])
  return (
    <Questions
      all={threads}
      isBeside={({ claim, gone }) => claim !== null && !gone && beside.has(claim)}
      edition={null}
      onGo={onGo}
    />
  )
}

function Urgent({ workflow, onGo }: GoingProps) {
  const { withdrawal, secondReviewDue, alone, live, state, notPublished, assigned } = workflow
  const waits = state === 'in-review' ? waitingFor(workflow) : null
  return (
    <>
      {assigned ? <AssignedTo assigned={assigned} workflow={workflow} onGo={onGo} /> : null}
      {withdrawal?.state === 'asked' ? (
        <p className="desk-notice desk-notice--warning">
          <strong>Withdrawal asked for.</strong> {withdrawal.byName}: “{withdrawal.reason}”{' '}
          {whyNot(workflow, 'confirm-withdrawal')} <ToReview words="See what would go" />
        </p>
      ) : null}
      {secondReviewDue ? (
        <p className="desk-notice desk-notice--warning">
          <strong>A second review is due by {printInstant(secondReviewDue)}.</strong>{' '}
          {alone.map((decision) => `${aloneInWords(decision)} `).join('')}
          {whyNot(workflow, 'second-review')} <ToReview words="See what was decided" />
        </p>
      ) : null}
      {notPublished ? (
        <p className="desk-notice desk-notice--warning">
          <strong>This could not be published as it is live</strong>, since {printInstant(notPublished.since)}
          . {notPublished.problem} {READERS[notPublished.readers]} {CURE}
        </p>
      ) : null}
      {live?.overdue && live.dueOn ? (
        <p className="desk-notice desk-notice--warning">
          <strong>Verification overdue</strong> since {printDate(live.dueOn)}. Readers are told.
        </p>
      ) : null}
      {waits ? <p className="desk-notice">{waits}</p> : null}
    </>
  )
}

/** Link to the review screen. */
function ToReview({ words }: { words: string }) {
  const entry = useEntry()
  return entry ? <a href={`${entry.screen}/review`}>{words}</a> : null
}

function whyNot({ can }: WorkflowStatus, action: 'confirm-withdrawal' | 'second-review'): string {
  const decision = can[action]
  return decision.allowed ? '' : decision.message
}

function ReviewerNotes({ workflow, onGo }: GoingProps) {
  const { open } = workflow
  if (open?.state !== 'changes-requested') return null
  const by = open.notes[0]?.by
  return (
    <section className="desk-notice desk-notice--warning" id="desk-notes" aria-label="Changes requested">
      <p>
        <strong>
          {by
            ? `${by} asked for changes in edition ${open.n}.`
            : `Edition ${open.n} must be looked at again: something else went live in the meantime.`}
        </strong>{' '}
        {open.editedSince
          ? 'You have saved since: submit again when it is ready.'
          : 'Change, save, and submit again.'}
      </p>
      {open.notes.length > 0 ? (
        <ul>
          {open.notes.map(({ claim, label, text }) => (
            <li key={`${claim ?? ''} ${text}`}>
              {claim && workflow.claims.some(({ id }) => id === claim) ? (
                <button type="button" className="desk-link" onClick={() => onGo(claim)}>
                  {label}
                </button>
              ) : (
                (label ?? 'The whole entry')
              )}
              : <span className="desk-quote">{text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** What readers would miss, with a way to the field. */
function ForReaders({ workflow, onGo }: GoingProps) {
  return workflow.notices.map(({ field, message }) => (
    <p key={message} className="desk-notice" data-notice={field}>
      {message}{' '}
      {field ? (
        <button type="button" className="desk-link" onClick={() => onGo(field)}>
          Go to the field
        </button>
      ) : null}
    </p>
  ))
}
