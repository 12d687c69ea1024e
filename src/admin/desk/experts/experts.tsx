'use client'
import { Button, toast } from '@payloadcms/ui'
import { VERDICTS, type ShownAsk } from '#domain/desk/experts.ts'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { printInstant } from '#admin/words.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { useDesk } from '../bar/workflow-status-store.ts'
import { AskExpert } from './ask-expert.tsx'
import { MadeLinkView } from './made-link.tsx'
import { useMadeLink } from './made-link-store.ts'

const STATES: Record<ShownAsk['state'], (ask: ShownAsk) => string> = {
  waiting: ({ until }) => `Waits for an answer until ${printInstant(until)}.`,
  answered: () => '',
  ended: () => 'The link was ended.',
  expired: ({ until }) => `The link ended on ${printInstant(until)}, without an answer.`,
  replaced: () => 'The edition was replaced: the link shows it no more.',
}

const Answered = ({ answer, current }: Pick<ShownAsk, 'answer' | 'current'>) =>
  answer ? (
    <>
      <p className="expert__verdict" data-verdict={answer.verdict}>
        <strong>{VERDICTS[answer.verdict]}</strong>: {answer.name}, {printInstant(answer.at)}
        {current ? '' : '. Said of an edition that was replaced since.'}
      </p>
      {answer.because ? <p className="desk-quote">{answer.because}</p> : null}
    </>
  ) : null

/** Ends a link before its time. */
function EndButton({ ask }: { ask: ShownAsk }) {
  const desk = useDesk()
  const { send, busy, refusal } = useSending()
  const end = async (): Promise<void> => {
    const answer = await send(() => desk('end-expert', { ask: ask.n }))
    if (!answer?.ok) return
    toast.success('The link works no more.')
    document.getElementById(`expert-${ask.n}`)?.focus()
  }
  return (
    <>
      <Refused refusal={refusal} />
      <Button margin={false} size="small" buttonStyle="secondary" onClick={() => void end()}>
        {busy ? 'One moment…' : 'End the link'}
      </Button>
    </>
  )
}

const AskView = ({ ask }: { ask: ShownAsk }) => (
  <article className="thread" id={`expert-${ask.n}`} tabIndex={-1} aria-label={`Asked ${ask.name}`}>
    <p className="thread__about">
      {ask.name}, on edition {ask.editionN}
    </p>
    <p className="thread__by">
      {ask.by} asked, {printInstant(ask.at)}
    </p>
    <p className="desk-quote thread__text">{ask.question}</p>
    <Answered answer={ask.answer} current={ask.current} />
    {ask.state === 'answered' ? null : <p className="desk-quiet">{STATES[ask.state](ask)}</p>}
    {ask.state === 'waiting' || ask.state === 'replaced' ? <EndButton ask={ask} /> : null}
  </article>
)

interface Props {
  workflow: WorkflowStatus
  /** Hash of the edition on screen; null where it is the working copy, about which nobody is asked. */
  edition: string | null
}

/** What experts outside said, beside the decision. It is advice: it counts for nobody’s review. */
export function Experts({ workflow, edition }: Props) {
  const [made] = useMadeLink()
  if (workflow.structure || (workflow.experts.length === 0 && edition === null && !made)) return null
  return (
    <section className="questions" id="experts" aria-labelledby="experts-title">
      <h2 id="experts-title">Experts outside</h2>
      {workflow.experts.map((ask) => (
        <AskView key={ask.n} ask={ask} />
      ))}
      <MadeLinkView />
      {edition === null || !workflow.mayAskExperts ? null : <AskExpert key={edition} edition={edition} />}
    </section>
  )
}
