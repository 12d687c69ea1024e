'use client'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '#admin/ask.ts'
import { InlineForm, InlineText } from './inline-form.tsx'

interface Props {
  /** Whether the reader left an address. */
  canTell: boolean
  busy: boolean
  refusal: Refusal | null
  onSend: (said: { found: string; answer: string }) => void
  onClose: () => void
}

/** Settles a reader's report, inline. Typed text stays until the action succeeds. */
export function AnswerForm({ canTell, refusal, onSend, ...form }: Props) {
  const [found, setFound] = useState('')
  const [answer, setAnswer] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => input.current?.focus(), [])
  const verb = canTell && answer.trim() !== '' ? 'Settle and send' : 'Settle'
  return (
    <InlineForm {...form} verb={verb} refusal={refusal} onSend={() => onSend({ found, answer })}>
      <InlineText
        ref={input}
        label="What did you find?"
        help="It stays with the report, with your name and the day. Correct the entry first if it is wrong."
        rows={2}
        value={found}
        wrong={refusal !== null}
        onChange={setFound}
      />
      {canTell && (
        <InlineText
          label="Answer to the reader"
          help="One mail, as you write it here. Others may read it: name no offence. Leave it empty to send none."
          rows={4}
          value={answer}
          onChange={setAnswer}
        />
      )}
    </InlineForm>
  )
}
