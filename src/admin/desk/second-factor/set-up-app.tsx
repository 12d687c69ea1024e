'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useState, type KeyboardEvent } from 'react'
import type { TotpOffer } from '#domain/desk/second-factor.ts'
import { ask } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { QrCode } from './qr-code.tsx'

interface Props {
  offer: TotpOffer
  /** @param codes recovery codes, if there are new ones. */
  onConfirmed: (codes: string[] | null) => void
  onStop?: () => void
}

/** The secret in groups of four, as it is typed. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

/** Sets up an authenticator app: its secret as QR code and text, and the first code. */
export function SetUpApp({ offer, onConfirmed, onStop }: Props) {
  const { config } = useConfig()
  const [code, setCode] = useState('')
  const { send, busy, refusal } = useSending()
  const confirm = async (): Promise<void> => {
    const url = `${config.routes.api}/users/second-factor/app/confirm`
    const answer = await send(() => ask<{ codes: string[] | null }>(url, { code }))
    if (answer?.ok) onConfirmed(answer.value.codes)
  }
  return (
    <div className="factor__form">
      <p>
        Open an authenticator app on your phone, and read this code with it. If it cannot read it, type the
        letters and digits below.
      </p>
      <QrCode text={offer.uri} label="QR code for the authenticator app" />
      <p>
        <code id="factor-secret">{grouped(offer.secret)}</code>
      </p>
      <FirstCode
        code={code}
        problem={refusal?.message ?? null}
        onCode={setCode}
        onEnter={() => void confirm()}
      />
      <div className="factor__buttons">
        <Button
          id="factor-confirm"
          size="medium"
          margin={false}
          disabled={busy}
          onClick={() => void confirm()}
        >
          Confirm
        </Button>
        {onStop ? (
          <Button size="medium" buttonStyle="secondary" margin={false} onClick={onStop}>
            Stop
          </Button>
        ) : null}
      </div>
    </div>
  )
}

interface FirstCodeProps {
  code: string
  problem: string | null
  onCode: (code: string) => void
  onEnter: () => void
}

/** The first code of the app. It stands inside the form of the account, which Enter would save. */
function FirstCode({ code, problem, onCode, onEnter }: FirstCodeProps) {
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    onEnter()
  }
  return (
    <>
      <div className="desk-field">
        <label htmlFor="factor-first">Code that the app shows now</label>
        <input
          id="factor-first"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={10}
          value={code}
          aria-invalid={problem !== null}
          aria-describedby="factor-first-problem"
          onKeyDown={enter}
          onChange={(event) => onCode(event.target.value)}
        />
      </div>
      <p
        id="factor-first-problem"
        role="alert"
        className={problem ? 'desk-notice desk-notice--error' : undefined}
      >
        {problem}
      </p>
    </>
  )
}
