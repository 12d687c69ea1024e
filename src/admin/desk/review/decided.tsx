'use client'
import { Button } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { Decision } from '#domain/desk/decision.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { LoneDecision } from '#domain/desk/lone-decisions.ts'
import type { FormAction } from '../actions/actions.ts'
import { isUnderWay } from '../bar/under-way.ts'
import { answerInWords } from '../law/law-questions.ts'
import { printInstant } from '#admin/words.ts'
import { evidenceBeside, useClaimSources } from './claim-evidence.tsx'
import { ComparisonView, useComparison } from './comparison.tsx'
import { EvidenceList } from './evidence.tsx'
import { SharedChanges } from './shared-changes.tsx'

interface Props {
  workflow: WorkflowStatus
  onDecide: (action: FormAction) => void
}

const sideOf = (n: number | null): string => (n === null ? 'none' : String(n))

/** One reviewer's lone decision: what readers saw before and see since, its sources, the second review. */
export function SecondReview({ workflow, decision, onDecide }: Props & { decision: LoneDecision }) {
  const { before, after, by, at, reason, changeNote, answers, action } = decision
  const requested = useComparison(sideOf(before), sideOf(after), String(decision.n))
  const sources = useClaimSources(sideOf(before), sideOf(after), String(decision.n))
  const removed = action === 'safety-withdrawal'
  const names = new Map(workflow.claims.map(({ id, label }) => [id, label]))
  return (
    <>
      <Card
        label="Decided alone"
        reason={reason}
        changeNote={changeNote}
        law={answers.map((answer) => answerInWords(answer, names))}
      >
        {by} {removed ? 'withdrew it alone' : `made edition ${after ?? ''} live alone`}, {printInstant(at)}
        {workflow.secondReviewDue
          ? `. A second review is due by ${printInstant(workflow.secondReviewDue)}.`
          : '.'}
      </Card>
      <h2 className="desk-view__title">
        {removed
          ? `Edition ${before ?? ''}, which was taken from readers`
          : before === null
            ? `Edition ${after ?? ''}: nothing was live before it`
            : `Edition ${after ?? ''}, against edition ${before}, which readers saw before`}
      </h2>
      <ComparisonView
        {...requested}
        whole={before === null}
        same="Both editions say exactly the same."
        beside={evidenceBeside(sources.value)}
      />
      <SharedChanges changes={decision.shared} />
      <EvidenceList side={sideOf(after ?? before)} seen={String(decision.n)} />
      <Decide decision={workflow.can['second-review']}>
        <Button
          id="review-second"
          margin={false}
          disabled={!requested.comparison}
          onClick={() => onDecide('second-review')}
        >
          I have looked, it stands…
        </Button>
      </Decide>
    </>
  )
}

/** A note corrected by one reviewer: before, after, and the second review. */
export function NoteReview({
  workflow,
  decision: { by, at, note },
  onDecide,
}: Props & { decision: LoneDecision }) {
  if (!note) return null
  return (
    <>
      <h2 className="desk-view__title">The note of change {note.seq}, as it was and as it is</h2>
      <section className="desk-card" aria-label="Corrected alone">
        <p className="desk-card__note">
          {by} corrected the note of change {note.seq} alone, {printInstant(at)}
          {workflow.secondReviewDue
            ? `. A second review is due by ${printInstant(workflow.secondReviewDue)}.`
            : '.'}
        </p>
        <dl>
          <div>
            <dt>It said</dt>
            <dd>{note.was ? <span className="desk-quote">{note.was}</span> : 'nothing'}</dd>
          </div>
          <div>
            <dt>It says</dt>
            <dd>
              <span className="desk-quote">{note.is}</span>
            </dd>
          </div>
        </dl>
      </section>
      <Decide decision={workflow.can['second-review']}>
        <Button id="review-second" margin={false} onClick={() => onDecide('second-review')}>
          I have looked, it stands…
        </Button>
      </Decide>
    </>
  )
}

/** A requested withdrawal: what readers would no longer see, its sources, the decision. */
export function WithdrawalReview({ workflow, onDecide }: Props) {
  const { withdrawal, live, can } = workflow
  const requested = useComparison('none', 'live', live?.hash ?? '')
  if (!withdrawal || !live) return null
  const busy = isUnderWay(workflow)
  return (
    <>
      <Card label="Withdrawal asked for" reason={withdrawal.reason} changeNote={withdrawal.changeNote}>
        {withdrawal.byName} asked for edition {live.n} to be withdrawn, {printInstant(withdrawal.at)}.
      </Card>
      <h2 className="desk-view__title">What readers see now, and would no longer</h2>
      <ComparisonView {...requested} whole same="This edition says nothing." />
      <EvidenceList side="live" seen={live.hash} />
      {busy ? null : (
        <Decide
          decision={can['confirm-withdrawal']}
          also={
            can['decline-withdrawal'].allowed ? (
              <Button
                id="review-decline"
                buttonStyle="secondary"
                margin={false}
                onClick={() => onDecide('decline-withdrawal')}
              >
                Let it stay…
              </Button>
            ) : null
          }
        >
          <Button
            id="review-withdraw"
            margin={false}
            className="desk-grave"
            disabled={!requested.comparison}
            onClick={() => onDecide('confirm-withdrawal')}
          >
            Withdraw it…
          </Button>
        </Decide>
      )}
    </>
  )
}

function Card({
  label,
  reason,
  changeNote,
  law = [],
  children,
}: {
  label: string
  reason: string
  changeNote: string | null
  /** The answers on law changes. */
  law?: readonly string[]
  children: ReactNode
}) {
  return (
    <section className="desk-card" aria-label={label}>
      <p className="desk-card__note">{children}</p>
      <dl>
        <div>
          <dt>Reason</dt>
          <dd>
            <span className="desk-quote">{reason}</span>
          </dd>
        </div>
        <div>
          <dt>Readers are told</dt>
          <dd>
            {changeNote ? <span className="desk-quote">{changeNote}</span> : 'nothing but that it happened'}
          </dd>
        </div>
        {law.length > 0 ? (
          <div>
            <dt>Law changes</dt>
            {law.map((words) => (
              <dd key={words}>{words}</dd>
            ))}
          </div>
        ) : null}
      </dl>
    </section>
  )
}

interface DecideProps {
  decision: Decision
  /** What this person can do instead. */
  also?: ReactNode
  children: ReactNode
}

/** The button of a decision, or why this person cannot make it. */
function Decide({ decision, also = null, children }: DecideProps) {
  return (
    <div className="desk-verdict">
      {decision.allowed ? null : (
        <p className="desk-verdict__why" id="review-why">
          {decision.message}
        </p>
      )}
      <div className="desk-form__end">
        {decision.allowed ? children : null}
        {also}
      </div>
    </div>
  )
}
