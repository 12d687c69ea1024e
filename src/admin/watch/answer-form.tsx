'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
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
  const id = useId()
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
      <label htmlFor={id}>What did you find?</label>
      <p className="watch__aside" id={`${id}-help`}>
        It stays with the report, with your name and the day. Correct the entry first if it is wrong.
      </p>
      <textarea
        ref={input}
        id={id}
        rows={2}
        maxLength={2000}
        value={found}
        onChange={(event) => setFound(event.target.value)}
        aria-describedby={`${id}-help`}
        aria-invalid={refusal !== null}
      />
      {canTell && (
        <>
          <label htmlFor={`${id}-answer`}>Answer to the reader</label>
          <p className="watch__aside" id={`${id}-answer-help`}>
            One mail, as you write it here. Others may read it: name no offence. Leave it empty to send none.
          </p>
          <textarea
            id={`${id}-answer`}
            rows={4}
            maxLength={2000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
            aria-describedby={`${id}-answer-help`}
          />
        </>
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
