'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import type { Refusal } from '#admin/ask.ts'

interface Props {
  label: string
  help: string
  verb: string
  busy: boolean
  refusal: Refusal | null
  onSend: (reason: string) => void
  onClose: () => void
}

/** Asks for a reason, inline. Typed text stays until the action succeeds. */
export function ReasonForm({ label, help, verb, busy, refusal, onSend, onClose }: Props) {
  const id = useId()
  const [reason, setReason] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => input.current?.focus(), [])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    onSend(reason)
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
      <label htmlFor={id}>{label}</label>
      <p className="watch__aside" id={`${id}-help`}>
        {help}
      </p>
      <textarea
        ref={input}
        id={id}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        aria-describedby={`${id}-help`}
        aria-invalid={refusal !== null}
      />
      {refusal && <p role="alert">{refusal.message}</p>}
      <div className="watch__buttons">
        <Button type="submit" size="medium" margin={false} disabled={busy}>
          {verb}
        </Button>
        <Button type="button" size="medium" buttonStyle="secondary" margin={false} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
