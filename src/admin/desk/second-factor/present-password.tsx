'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState, type FormEvent } from 'react'

/** A password as the server reads it in a header: base64url of UTF-8, because a header holds ASCII alone. */
export function inHeader(password: string): string {
  const bytes = String.fromCodePoint(...new TextEncoder().encode(password))
  return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

interface Props {
  /** Why it is asked, or what is wrong with the last one, in the server's words. */
  said: string
  wrong: boolean
  /** With what was typed, or null where it was stopped. */
  onSettled: (password: string | null) => void
}

/** Asks for the present password. */
export function PresentPassword({ said, wrong, onSettled }: Props) {
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // The form behind the dialog, in which React finds this one, is not meant.
    event.stopPropagation()
    onSettled(password)
  }
  return (
    <form onSubmit={submit} className="factor__form">
      <p
        id="present-said"
        role={wrong ? 'alert' : undefined}
        className={wrong ? 'desk-notice desk-notice--error' : undefined}
      >
        {said}
      </p>
      <div className="desk-field">
        <label htmlFor="present-password">Present password</label>
        <input
          ref={field}
          id="present-password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          aria-invalid={wrong}
          aria-describedby="present-said"
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <div className="factor__buttons">
        <Button id="present-go-on" type="submit" size="medium" margin={false}>
          Go on
        </Button>
        <Button
          id="present-stop"
          size="medium"
          buttonStyle="secondary"
          margin={false}
          onClick={() => onSettled(null)}
        >
          Stop
        </Button>
      </div>
    </form>
  )
}
