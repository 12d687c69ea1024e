'use client'
import { Button } from '@payloadcms/ui'
import { FACTOR_KINDS, type Security } from '#domain/desk/second-factor.ts'

interface Props {
  security: Security
  busy: boolean
  onTakeOff: () => void
  onInvite: () => void
}

/** The second factors of somebody else, for administrators. */
export function OtherFactors({ security: { factors, required }, busy, onTakeOff, onInvite }: Props) {
  const has = factors.length > 0
  return (
    <>
      <p>
        {has
          ? `${factors.map(({ kind }) => FACTOR_KINDS[kind]).join(', ')}.`
          : required
            ? 'It has none yet, and must set one up at the next sign-in.'
            : 'It has none.'}
      </p>
      {has ? (
        <p className="desk-quiet">
          If its owner has lost phone, key and recovery codes, take it off: the account is signed out
          everywhere, and its password opens it until another is set up. Make sure that it is its owner who
          asks you.
        </p>
      ) : null}
      <div className="factor__buttons">
        {has ? (
          <Button
            id="factor-take-off"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={busy}
            onClick={onTakeOff}
          >
            Take the second factor off
          </Button>
        ) : null}
        <Button
          id="account-invite"
          size="medium"
          buttonStyle="secondary"
          margin={false}
          disabled={busy}
          onClick={onInvite}
        >
          Send a link to set a password
        </Button>
      </div>
    </>
  )
}
