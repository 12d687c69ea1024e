'use client'
import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import type { ShownThread } from '#domain/desk/threads.ts'
import { cut } from '#domain/text-rules.ts'
import { capitalised, printInstant } from '#admin/words.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { useDesk } from '../bar/workflow-status-store.ts'
import { focusThread, threadId } from './focus-thread.ts'
import { SayForm } from './say-form.tsx'

type Turn = ShownThread['turns'][number]

const DID: Record<Turn['action'], string> = {
  'ask-question': 'asked or remarked',
  'answer-question': 'answered',
  'resolve-question': 'resolved this',
  'reopen-question': 'reopened this',
}

const TurnView = ({ turn: { by, at, action, text } }: { turn: Turn }) => (
  <li>
    <p className="thread__by">
      <strong>{by}</strong> {DID[action]}, {printInstant(at)}
    </p>
    {text ? <p className="desk-quote thread__text">{text}</p> : null}
  </li>
)

/** Where the thread belongs, in words. */
function aboutOf({ label, gone, edition }: ShownThread, named: boolean): string {
  const what = named ? (label ?? 'The whole') : ''
  const words = [
    what,
    gone ? 'not there any more' : '',
    edition === null ? '' : `asked of edition ${edition}`,
  ]
  return capitalised(words.filter(Boolean).join(', '))
}

/** What can be done with a thread: answer it, and say that it is settled or open again. */
function ThreadActions({ thread }: { thread: ShownThread }) {
  const { n, open, mayResolve, turns } = thread
  const desk = useDesk()
  const { send, busy, refusal } = useSending()
  const [answering, setAnswering] = useState(false)
  const settle = async (): Promise<void> => {
    const answer = await send(() =>
      open
        ? desk('resolve-question', { thread: n, seen: turns.at(-1)?.n ?? n })
        : desk('reopen-question', { thread: n }),
    )
    if (!answer?.ok) return
    toast.success(open ? 'Resolved.' : 'Reopened.')
    focusThread(n)
  }
  const close = (): void => {
    setAnswering(false)
    focusThread(n)
  }
  return (
    <>
      <Refused refusal={refusal} />
      {answering ? (
        <SayForm
          label={open ? 'Your answer' : 'Your answer, which reopens this'}
          verb="Answer"
          onSend={(text) => desk('answer-question', { thread: n, text })}
          onSent={() => {
            toast.success('Answered.')
            close()
          }}
          onCancel={close}
        />
      ) : (
        <div className="say__end">
          <Button margin={false} size="small" buttonStyle="secondary" onClick={() => setAnswering(true)}>
            Answer
          </Button>
          {mayResolve ? (
            <Button margin={false} size="small" buttonStyle="secondary" onClick={() => void settle()}>
              {busy ? 'One moment…' : open ? 'Resolve' : 'Reopen'}
            </Button>
          ) : null}
        </div>
      )}
    </>
  )
}

/** A question with what was said since. A resolved one is folded. */
export function ThreadView({ thread, named = false }: { thread: ShownThread; named?: boolean }) {
  const { n, open, turns } = thread
  const [first] = turns
  const last = turns.at(-1)
  const about = aboutOf(thread, named)
  const said = (
    <>
      <ol className="thread__turns">
        {turns.map((turn) => (
          <TurnView key={turn.n} turn={turn} />
        ))}
      </ol>
      <ThreadActions thread={thread} />
    </>
  )
  return (
    <article
      className={`thread${open ? '' : ' thread--resolved'}`}
      id={threadId(n)}
      data-open={open}
      tabIndex={-1}
      aria-label={`${open ? 'Open question' : 'Resolved question'} by ${first?.by ?? 'somebody'}`}
    >
      {about ? <p className="thread__about">{about}</p> : null}
      {open ? (
        said
      ) : (
        <details>
          <summary>
            Resolved by {last?.by}: “{cut(first?.text ?? '', 60)}
            {(first?.text.length ?? 0) > 60 ? '…' : ''}”
          </summary>
          {said}
        </details>
      )}
    </article>
  )
}
