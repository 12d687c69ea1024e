'use client'
import { Button } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import type { Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../actions/refused.tsx'
import { MentionField } from './mention-field.tsx'

interface Props {
  label: string
  /** What the button says. */
  verb: string
  onSend: (text: string) => Promise<Answer<WorkflowStatus>>
  /** Called once it was taken. */
  onSent: (workflow: WorkflowStatus) => void
  onCancel: () => void
}

/** The words of a question or an answer. What was typed stays where it was refused. */
export function SayForm({ label, verb, onSend, onSent, onCancel }: Props) {
  const id = useId()
  const { send, busy, refusal } = useSending()
  const [text, setText] = useState('')
  const say = async (): Promise<void> => {
    const answer = await send(() => onSend(text))
    if (answer?.ok) return onSent(answer.value)
    if (answer) document.getElementById(`${id}-text`)?.focus()
  }
  return (
    // No form: it stands within the form of the entry.
    <div className="say" role="group" aria-label={label}>
      <Refused refusal={refusal} />
      <MentionField
        id={`${id}-text`}
        label={label}
        describedBy={`${id}-help`}
        text={text}
        onText={setText}
        focused
      />
      <p className="desk-field__help" id={`${id}-help`}>
        Colleagues see it and readers never do. It stays in the record: nobody can change it. Type @ to
        mention somebody.
      </p>
      <div className="say__end">
        <Button margin={false} size="small" onClick={() => void say()}>
          {busy ? 'One moment…' : verb}
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
