'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { focusOn } from '#admin/focus-on.ts'
import { useDesk } from '../bar/workflow-status-store.ts'
import { focusThread } from './focus-thread.ts'
import { SayForm } from './say-form.tsx'

interface Props {
  /** Id of the claim; null for the whole of it. */
  claim: string | null
  /** What it is called. */
  label: string
  /** Hash of the edition that is looked at; null for the working copy. */
  edition: string | null
}

/** Asks about a claim, or about the entry as a whole. */
export function AskButton({ claim, label, edition }: Props) {
  const desk = useDesk()
  const [open, setOpen] = useState(false)
  const id = `ask-${claim ?? 'entry'}`
  const close = (): void => {
    setOpen(false)
    focusOn(id)
  }
  if (!open)
    return (
      <button
        type="button"
        id={id}
        className="desk-link ask"
        aria-label={claim === null ? undefined : `Ask about “${label}”`}
        onClick={() => setOpen(true)}
      >
        {claim === null ? 'Ask about the whole' : 'Ask'}
      </button>
    )
  return (
    <SayForm
      label={`Question or remark on “${label}”`}
      verb="Ask"
      onSend={(text) => desk('ask-question', { claim, edition, text })}
      onSent={({ threads }) => {
        setOpen(false)
        toast.success('It is in the record.')
        focusThread(threads.at(-1)?.n ?? 0)
      }}
      onCancel={close}
    />
  )
}
