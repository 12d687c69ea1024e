'use client'
import { Button, useConfig } from '@payloadcms/ui'
import type { Standing } from '#domain/desk/second-factor.ts'
import { ask } from '#admin/ask.ts'
import { ProveForm } from './prove-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpApp } from './set-up-app.tsx'
import { useFactors } from './use-factors.ts'

interface Props {
  limited: NonNullable<Standing['limited']>
  /** Whether passkeys can be used at this address. */
  passkeys: boolean
}

/** All that a session shows before its second factor is proved or set up. */
export function Limited({ limited, passkeys }: Props) {
  const { config } = useConfig()
  const enter = (): void => window.location.reload()
  const leave = async (): Promise<void> => {
    await ask(`${config.routes.api}/users/logout`, {})
    window.location.assign(`${config.routes.admin}/login`)
  }
  const logOut = (
    <Button
      id="factor-leave"
      size="medium"
      buttonStyle="secondary"
      margin={false}
      onClick={() => void leave()}
    >
      Log out
    </Button>
  )
  return (
    <main className="factor factor--alone">
      {limited === 'prove' ? (
        <>
          <h1>Prove that it is you</h1>
          <ProveForm passkeys={passkeys} onProved={enter}>
            {logOut}
          </ProveForm>
          <p className="desk-quiet">
            If you have lost your phone or key and your recovery codes, ask another administrator to take the
            second factor off your account.
          </p>
        </>
      ) : (
        <>
          <h1>Set up a second factor</h1>
          <SetUp passkeys={passkeys} onDone={enter} />
          {logOut}
        </>
      )}
    </main>
  )
}

/** The first second factor of an account that must have one. */
function SetUp({ passkeys, onDone }: { passkeys: boolean; onDone: () => void }) {
  const factors = useFactors(() => undefined)
  if (factors.codes) return <RecoveryCodes codes={factors.codes} onKept={onDone} />
  if (factors.offer)
    return <SetUpApp offer={factors.offer} onConfirmed={factors.confirmed} onStop={factors.stop} />
  return (
    <>
      <p>
        Your account can approve what readers see, or is looked after more closely for another reason. So a
        password alone does not open it: you also need an app with codes on your phone
        {passkeys ? ', or a passkey' : ''}.
      </p>
      <p role="alert" className={factors.problem ? 'desk-notice desk-notice--error' : undefined}>
        {factors.problem}
      </p>
      <div className="factor__buttons">
        <Button
          id="factor-app"
          size="medium"
          margin={false}
          disabled={factors.busy}
          onClick={() => void factors.setUpApp()}
        >
          Set up an app
        </Button>
        {passkeys ? (
          <Button
            id="factor-new-passkey"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={factors.busy}
            onClick={() => void factors.addPasskey('Passkey')}
          >
            Add a passkey
          </Button>
        ) : null}
      </div>
    </>
  )
}
