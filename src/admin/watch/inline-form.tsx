'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, type FormEvent, type ReactNode, type RefObject } from 'react'
import type { Refusal } from '#admin/ask.ts'

interface Props {
  verb: string
  busy: boolean
  refusal: Refusal | null
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in the place of the button that opened it: what refuses it is said above its buttons, and Escape closes it. */
export function InlineForm({ verb, busy, refusal, onSend, onClose, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  // What is refused is mended in the text.
  useEffect(() => {
    if (refusal) form.current?.querySelector('textarea')?.focus()
  }, [refusal])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    onSend()
  }
  return (
    <form
      ref={form}
      className="watch__form"
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      noValidate
    >
      {children}
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

interface TextProps {
  ref?: RefObject<HTMLTextAreaElement | null>
  label: string
  help: string
  rows: number
  value: string
  wrong?: boolean
  onChange: (text: string) => void
}

/** A text of an inline form, with its label and what to know before writing it. */
export function InlineText({ ref, label, help, rows, value, wrong = false, onChange }: TextProps) {
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
