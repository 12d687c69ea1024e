'use client'
import { Button, toast } from '@payloadcms/ui'
import { whenLive } from '#domain/desk/when-live.ts'
import type { ShownEdition, WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { goesNow, isUnderWay } from '../bar/under-way.ts'
import { useDesk } from '../bar/workflow-status-store.ts'
import { answersOf, inputOf, questionsInReview, type LawValues } from '../law/law-questions.ts'
import { usePreviews } from '../preview/use-previews.ts'
import { OpenQuestions } from '../threads/open-questions.tsx'
import { useGoOn } from './use-next-task.ts'
import { questionsOf } from './use-receipt.ts'

interface VerdictProps {
  /** The edition on screen: this one is approved, whatever has been submitted since. */
  open: ShownEdition
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
  const goOn = useGoOn(open.together)
  const { send, busy, refusal } = useSending()
  const questions = questionsInReview(workflow)
  const seen = questionsOf(workflow)
  const goTo = (field: string): void => document.getElementById(inputOf(field, questions, law) ?? '')?.focus()

  const decide = async (thenOn: boolean): Promise<void> => {
    const answer = await send(() =>
      desk('approve', { hash: open.hash, answers: answersOf(questions, law), seen }),
    )
    if (!answer) return
    if (!answer.ok) return goTo(answer.refusal.problems[0]?.field ?? '')
    const when = goesNow(answer.value) ? 'now' : whenLive(open, workflow.today)
    toast.success(`Approved. It goes live ${when}.`)
    if (thenOn) await goOn()
  }
  return { decide, goTo, busy, refusal }
}

export function Verdict({ open, workflow, ready, law, onRequest }: VerdictProps) {
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
          <>
            <Button id="review-approve" margin={false} disabled={!ready} onClick={() => void decide(false)}>
              {busy ? 'One moment…' : 'Approve'}
            </Button>
            <Button
              id="review-approve-next"
              buttonStyle="secondary"
              margin={false}
              disabled={!ready || busy}
              onClick={() => void decide(true)}
            >
              Approve and go on
            </Button>
          </>
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
