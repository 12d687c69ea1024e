'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { EXPERT_DAYS } from '#domain/desk/experts.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { useDesk } from '../bar/workflow-status-store.ts'

/** The link, which is shown once. */
function Made({ link, name, onDone }: { link: string; name: string; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => field.current?.select(), [])
  const copy = async (): Promise<void> => {
    field.current?.select()
    // Where the clipboard is not given, the link is selected: it can be copied by hand.
    await navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  const mail = `mailto:?subject=${encodeURIComponent('A question for you')}&body=${encodeURIComponent(link)}`
  return (
    <div className="say" role="group" aria-label={`Link for ${name}`}>
      <div className="desk-field">
        <label htmlFor="expert-link">Link for {name}</label>
        <input
          id="expert-link"
          ref={field}
          type="text"
          readOnly
          value={link}
          aria-describedby="expert-link-help"
          autoFocus
        />
      </div>
      <p className="desk-field__help" id="expert-link-help">
        Give it to {name} alone: whoever has it can read this edition and answer. It is shown only now.
      </p>
      <div className="say__end">
        <Button margin={false} size="small" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy the link'}
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" el="anchor" url={mail}>
          Write a mail
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" onClick={onDone}>
          Done
        </Button>
      </div>
      <p className="desk-sr" role="status">
        {copied ? 'The link is copied.' : ''}
      </p>
    </div>
  )
}

interface Said {
  name: string
  question: string
  days: string
}

/** Whom one asks, what, and for how long. */
const Fields = ({ said, onChange }: { said: Said; onChange: (part: Partial<Said>) => void }) => (
  <>
    <div className="desk-field">
      <label htmlFor="expert-name">Name of the expert</label>
      <input
        id="expert-name"
        type="text"
        maxLength={LIMITS.line}
        autoFocus
        value={said.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
    </div>
    <div className="desk-field">
      <label htmlFor="expert-question">What you ask</label>
      <textarea
        id="expert-question"
        rows={3}
        maxLength={LIMITS.note}
        value={said.question}
        onChange={({ target }) => onChange({ question: target.value })}
      />
    </div>
    <div className="desk-field">
      <label htmlFor="expert-days">Days for which the link works</label>
      <input
        id="expert-days"
        type="number"
        min={1}
        max={EXPERT_DAYS.most}
        value={said.days}
        onChange={({ target }) => onChange({ days: target.value })}
      />
    </div>
  </>
)

interface FormProps {
  edition: string
  onMade: (made: { link: string; name: string }) => void
  onCancel: () => void
}

function Form({ edition, onMade, onCancel }: FormProps) {
  const desk = useDesk()
  const { send, busy, refusal } = useSending()
  const [said, setSaid] = useState<Said>({ name: '', question: '', days: String(EXPERT_DAYS.usual) })
  const change = (part: Partial<Said>): void => setSaid((last) => ({ ...last, ...part }))
  const make = async (): Promise<void> => {
    const { name, question, days } = said
    const answer = await send(() => desk('ask-expert', { hash: edition, name, question, days: Number(days) }))
    if (answer?.ok) onMade({ link: answer.value.made ?? '', name })
  }
  return (
    <div className="say" role="group" aria-label="Ask an expert outside">
      <Refused refusal={refusal} onGo={(field) => document.getElementById(`expert-${field}`)?.focus()} />
      <Fields said={said} onChange={change} />
      <p className="desk-field__help">
        They see this edition with its sources, without an account. Their answer is advice and stays in the
        record.
      </p>
      <div className="say__end">
        <Button id="expert-make" margin={false} size="small" onClick={() => void make()}>
          {busy ? 'One moment…' : 'Make a link'}
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

/** Makes a link by which somebody outside says what they think of the edition on screen. */
export function AskExpert({ edition }: { edition: string }) {
  const [step, setStep] = useState<'closed' | 'form' | { link: string; name: string }>('closed')
  const close = (): void => {
    setStep('closed')
    setTimeout(() => document.getElementById('ask-expert')?.focus(), 0)
  }
  if (step === 'closed')
    return (
      <button type="button" id="ask-expert" className="desk-link ask" onClick={() => setStep('form')}>
        Ask an expert outside
      </button>
    )
  return step === 'form' ? (
    <Form edition={edition} onMade={setStep} onCancel={close} />
  ) : (
    <Made {...step} onDone={close} />
  )
}
