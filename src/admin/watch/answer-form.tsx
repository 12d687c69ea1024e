'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState, type FormEvent, type RefObject } from 'react'
import type { Refusal } from '#admin/ask.ts'

interface Props {
  /** Whether the reader left an address. */
  canTell: boolean
  busy: boolean
  refusal: Refusal | null
  onSend: (said: { found: string; answer: string }) => void
  onClose: () => void
}

/** Settles a reader's report, inline. Typed text stays until the action succeeds. */
export function AnswerForm({ canTell, busy, refusal, onSend, onClose }: Props) {
  const [found, setFound] = useState('')
  const [answer, setAnswer] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => input.current?.focus(), [])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    onSend({ found, answer })
  }
  return (
    <form
      className="watch__form"
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      noValidate
    >
      <Text
        ref={input}
        label="What did you find?"
        help="It stays with the report, with your name and the day. Correct the entry first if it is wrong."
        rows={2}
        value={found}
        wrong={refusal !== null}
        onChange={setFound}
      />
      {canTell && (
        <Text
          label="Answer to the reader"
          help="One mail, as you write it here. Others may read it: name no offence. Leave it empty to send none."
          rows={4}
          value={answer}
          onChange={setAnswer}
        />
      )}
      {refusal && <p role="alert">{refusal.message}</p>}
      <div className="watch__buttons">
        <Button type="submit" size="medium" margin={false} disabled={busy}>
          {canTell && answer.trim() !== '' ? 'Settle and send' : 'Settle'}
        </Button>
        <Button type="button" size="medium" buttonStyle="secondary" margin={false} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

interface TextProps {
  ref?: RefObject<HTMLTextAreaElement | null>
  label: string
  help: string
  rows: number
  value: string
  wrong?: boolean
  onChange: (text: string) => void
}

function Text({ ref, label, help, rows, value, wrong = false, onChange }: TextProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <p className="watch__aside" id={`${id}-help`}>
        {help}
      </p>
      <textarea
        {...(ref ? { ref } : {})}
        id={id}
        rows={rows}
        maxLength={2000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-help`}
        aria-invalid={wrong}
      />
    </>
  )
}
