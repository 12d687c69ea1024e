'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Refusal } from '#admin/ask.ts'

interface Props {
  busy: boolean
  refusal: Refusal | null
  onSave: (view: { title: string; shared: boolean }) => void
  onClose: () => void
}

/** Asks for the name of a view and for whom it is. Escape closes it. */
export function ViewForm({ busy, refusal, onSave, onClose }: Props) {
  const [title, setTitle] = useState('')
  const [shared, setShared] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (title.trim() === '') field.current?.focus()
    else onSave({ title, shared })
  }
  return (
    <form
      id="view-form"
      className="views__form"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
      noValidate
    >
      <label htmlFor="view-title">Name of the view</label>
      <input
        ref={field}
        id="view-title"
        type="text"
        maxLength={100}
        autoComplete="off"
        value={title}
        aria-describedby="view-help"
        onChange={(event) => setTitle(event.target.value)}
      />
      <p id="view-help" className="desk-quiet">
        It keeps the filters, the order and the columns as they are now. One of yours with the same name is
        replaced.
      </p>
      <label className="views__tick">
        <input
          id="view-shared"
          type="checkbox"
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
        Everybody at the desk sees it
      </label>
      {refusal && <p role="alert">{refusal.message}</p>}
      <div className="views__buttons">
        <Button id="view-save" type="submit" size="medium" margin={false} disabled={busy}>
          Save the view
        </Button>
        <Button type="button" size="medium" buttonStyle="secondary" margin={false} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
