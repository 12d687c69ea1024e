'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { EXPERT_DAYS } from '#domain/desk/experts.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { useDesk } from '../bar/workflow-status-store.ts'
import { ASK_EXPERT, focusAsk } from './focus-ask.ts'
import { useMadeLink, type MadeLink } from './made-link-store.ts'

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
  onMade: (made: MadeLink) => void
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
  const [open, setOpen] = useState(false)
  const [made, keep] = useMadeLink()
  if (made) return null
  if (!open)
    return (
      <button type="button" id={ASK_EXPERT} className="desk-link ask" onClick={() => setOpen(true)}>
        Ask an expert outside
      </button>
    )
  const close = (): void => {
    setOpen(false)
    focusAsk()
  }
  return (
    <Form
      edition={edition}
      onMade={(link) => {
        setOpen(false)
        keep(link)
      }}
      onCancel={close}
    />
  )
}
