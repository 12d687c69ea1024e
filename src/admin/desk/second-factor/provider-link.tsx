'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { isSignOnProblem, SIGN_ON_PROBLEMS } from '#domain/desk/single-sign-on.ts'
import type { Security } from '#domain/desk/second-factor.ts'
import { printInstant } from '#admin/words.ts'

interface Props {
  provider: NonNullable<Security['provider']>
  own: boolean
  busy: boolean
  onUnlink: () => void
}

/** Why a link that was just asked for was not made; null if none was, or it was. */
function problemHere(name: string): string | null {
  const said = new URLSearchParams(window.location.search).get('sign-on') ?? ''
  return isSignOnProblem(said) ? SIGN_ON_PROBLEMS[said](name) : null
}

/** On an account's screen: whether somebody at the identity provider signs in to it. */
export function ProviderLink({ provider: { name, linkedAt, usedAt }, own, busy, onUnlink }: Props) {
  const { config } = useConfig()
  const problem = own ? problemHere(name) : null
  return (
    <>
      <h3>Signing in with {name}</h3>
      {problem ? (
        <p className="desk-notice desk-notice--error" role="alert">
          {problem}
        </p>
      ) : null}
      <p>
        {linkedAt
          ? `${own ? 'Your' : 'This'} account is linked to one at ${name} since ${printInstant(linkedAt)}${usedAt ? `, and was last opened by it ${printInstant(usedAt)}` : ''}.`
          : own
            ? `Your account is not linked to ${name} yet. It is with your first sign-in there, if ${name} knows you by the same mail address.`
            : `This account is not linked to ${name}.`}
      </p>
      <div className="factor__buttons">
        {linkedAt ? (
          <Button
            id="provider-unlink"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={busy}
            onClick={onUnlink}
          >
            Undo the link
          </Button>
        ) : own ? (
          <Button
            id="provider-link"
            el="anchor"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            url={`${config.routes.api}/users/single-sign-on/link`}
          >
            Link it to {name}
          </Button>
        ) : null}
      </div>
    </>
  )
}
