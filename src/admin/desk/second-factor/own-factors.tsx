'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { FACTOR_KINDS, LONGEST_NAME, RECOVERY_CODES, type Security } from '#domain/desk/second-factor.ts'
import { printInstant } from '#admin/words.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpApp } from './set-up-app.tsx'
import { useFactors } from './use-factors.ts'

type Factors = ReturnType<typeof useFactors>

interface Props {
  security: Security
  onChanged: () => void
}

/** One's own second factors. */
export function OwnFactors({ security, onChanged }: Props) {
  const factors = useFactors(onChanged)
  if (factors.codes) return <RecoveryCodes codes={factors.codes} onKept={factors.kept} />
  if (factors.offer)
    return <SetUpApp offer={factors.offer} onConfirmed={factors.confirmed} onStop={factors.stop} />
  return (
    <>
      {security.factors.length === 0 ? (
        <p>
          A password alone opens your account. With an app on your phone or a passkey, whoever learns your
          password cannot get in.
        </p>
      ) : (
        <List security={security} factors={factors} />
      )}
      <p role="alert" className={factors.problem ? 'desk-notice desk-notice--error' : undefined}>
        {factors.problem}
      </p>
      <More security={security} factors={factors} />
    </>
  )
}

function List({ security, factors }: { security: Security; factors: Factors }) {
  return (
    <ul className="factor__list">
      {security.factors.map(({ id, kind, name, createdAt, usedAt }) => (
        <li key={id}>
          <span>
            <strong>{name}</strong>
            {kind === 'passkey' ? ` (${FACTOR_KINDS.passkey.toLowerCase()})` : ''}, since{' '}
            {printInstant(createdAt)}
            {usedAt ? `, last used ${printInstant(usedAt)}` : ''}
          </span>
          <Button
            size="small"
            buttonStyle="secondary"
            margin={false}
            disabled={factors.busy}
            aria-label={`Remove ${name}`}
            onClick={() => void factors.remove(id)}
          >
            Remove
          </Button>
        </li>
      ))}
      <li>
        <span>
          {security.codesLeft} of {RECOVERY_CODES} recovery codes are left
        </span>
        <Button
          id="factor-new-codes"
          size="small"
          buttonStyle="secondary"
          margin={false}
          disabled={factors.busy}
          onClick={() => void factors.renewCodes()}
        >
          New codes
        </Button>
      </li>
    </ul>
  )
}

/** What else can be set up. */
function More({ security, factors }: { security: Security; factors: Factors }) {
  const [name, setName] = useState('')
  const hasApp = security.factors.some(({ kind }) => kind === 'totp')
  return (
    <>
      <div className="factor__buttons">
        <Button
          id="factor-app"
          size="medium"
          margin={false}
          buttonStyle={hasApp ? 'secondary' : 'primary'}
          disabled={factors.busy}
          onClick={() => void factors.setUpApp()}
        >
          {hasApp ? 'Set up another app instead' : 'Set up an app'}
        </Button>
      </div>
      {security.passkeys ? (
        <div className="factor__buttons factor__new">
          <div className="desk-field">
            <label htmlFor="factor-name">Name of a new passkey</label>
            <input
              id="factor-name"
              type="text"
              maxLength={LONGEST_NAME}
              placeholder="Key on my ring"
              value={name}
              // It stands inside the form of the account, which Enter would save.
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.preventDefault()
              }}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <Button
            id="factor-new-passkey"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={factors.busy || name.trim() === ''}
            onClick={() => void factors.addPasskey(name.trim()).then(() => setName(''))}
          >
            Add a passkey
          </Button>
        </div>
      ) : null}
    </>
  )
}
