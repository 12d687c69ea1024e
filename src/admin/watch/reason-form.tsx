'use client'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '#admin/ask.ts'
import { InlineForm, InlineText } from './inline-form.tsx'

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
export function ReasonForm({ label, help, refusal, onSend, ...form }: Props) {
  const [reason, setReason] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <InlineForm {...form} refusal={refusal} onSend={() => onSend(reason)}>
      <InlineText
        ref={input}
        label={label}
        help={help}
        rows={2}
        value={reason}
        wrong={refusal !== null}
        onChange={setReason}
      />
    </InlineForm>
  )
}
