'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { focusAsk } from './focus-ask.ts'
import { useMadeLink, type MadeLink } from './made-link-store.ts'

/** The link that was made for an expert: it stays on screen until somebody closes it, whatever becomes of the edition. */
export function MadeLinkView() {
  const [made, keep] = useMadeLink()
  if (!made) return null
  const done = (): void => {
    keep(null)
    focusAsk()
  }
  return <Made {...made} onDone={done} />
}

function Made({ link, name, onDone }: MadeLink & { onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  useEffect(() => field.current?.select(), [])
  const copy = async (): Promise<void> => {
    field.current?.select()
    // Where the clipboard is not given, the link is selected: it can be copied by hand.
    await navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  const mail = `mailto:?subject=${encodeURIComponent('A question for you')}&body=${encodeURIComponent(link)}`
  return (
    <div className="say" role="group" aria-label={`Link for ${name}`}>
      <div className="desk-field">
        <label htmlFor="expert-link">Link for {name}</label>
        <input
          id="expert-link"
          ref={field}
          type="text"
          readOnly
          value={link}
          aria-describedby="expert-link-help"
          autoFocus
        />
      </div>
      <p className="desk-field__help" id="expert-link-help">
        Give it to {name} alone: whoever has it can read this edition and answer. It is shown only now.
      </p>
      <div className="say__end">
        <Button margin={false} size="small" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy the link'}
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" el="anchor" url={mail}>
          Write a mail
        </Button>
        <Button margin={false} size="small" buttonStyle="secondary" onClick={onDone}>
          Done
        </Button>
      </div>
      <p className="desk-sr" role="status">
        {copied ? 'The link is copied.' : ''}
      </p>
    </div>
  )
}
