'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { useProof } from './use-proof.ts'

interface Props {
  /** Whether passkeys can be used at this address. */
  passkeys: boolean
  onProved: () => void
  /** More buttons. */
  children?: ReactNode
}

/** Asks for the second factor. */
export function ProveForm({ passkeys, onProved, children }: Props) {
  const [code, setCode] = useState('')
  const { byCode, byPasskey, busy, problem } = useProof(onProved)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void byCode(code).then(() => {
      field.current?.select()
    })
  }
  return (
    <form onSubmit={submit} className="factor__form">
      <div className="desk-field">
        <label htmlFor="factor-code">Code</label>
        <p className="desk-field__help" id="factor-code-help">
          Six digits of your app, or one of your recovery codes.
        </p>
        <input
          ref={field}
          id="factor-code"
          type="text"
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={40}
          value={code}
          aria-invalid={problem !== null}
          aria-describedby="factor-code-help factor-problem"
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <p id="factor-problem" role="alert" className={problem ? 'desk-notice desk-notice--error' : undefined}>
        {problem}
      </p>
      <div className="factor__buttons">
        <Button id="factor-prove" type="submit" size="medium" margin={false} disabled={busy}>
          Go on
        </Button>
        {passkeys ? (
          <Button
            id="factor-passkey"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={busy}
            onClick={() => void byPasskey()}
          >
            Use a passkey
          </Button>
        ) : null}
        {children}
      </div>
    </form>
  )
}
