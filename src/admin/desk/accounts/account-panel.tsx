'use client'
import { Button, toast, useAuth, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { rolesInWords, type AccountStatus } from '#domain/desk/accounts.ts'
import { mayAdminister, type Role } from '#domain/desk/actors.ts'
import { ask, type Refusal } from '#admin/ask.ts'
import { printInstant } from '#admin/words.ts'
import { accountWords } from './account-words.ts'

/** On an account's screen, for administrators: roles that await a second administrator, and the account's history. */
export function AccountPanel() {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const roles = (user as { roles?: Role[] } | null)?.roles ?? []
  return id === undefined || !mayAdminister({ roles }) ? null : <Panel id={String(id)} />
}

/** An account's pending roles and history, and the decision on them. */
function useAccount(id: string) {
  const { config } = useConfig()
  const { lastUpdateTime } = useDocumentInfo()
  const url = `${config.routes.api}/users/${id}/roles`
  const [status, setStatus] = useState<AccountStatus | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let current = true
    void ask<AccountStatus>(url).then((answer) => {
      if (!current) return
      setRefusal(answer.ok ? null : answer.refusal)
      if (answer.ok) setStatus(answer.value)
    })
    return () => {
      current = false
    }
  }, [url, lastUpdateTime])
  const decide = useCallback(
    async (asked: number, confirm: boolean): Promise<void> => {
      setBusy(true)
      const answer = await ask<AccountStatus>(url, { asked, confirm })
      setBusy(false)
      setRefusal(answer.ok ? null : answer.refusal)
      if (!answer.ok) return
      setStatus(answer.value)
      toast.success(confirm ? 'Confirmed: the account has the role now.' : 'Declined: nothing was given.')
      // The form above still shows the old roles.
      if (confirm) window.location.reload()
    },
    [url],
  )
  return { status, refusal, busy, decide }
}

function Panel({ id }: { id: string }) {
  const { status, refusal, busy, decide } = useAccount(id)
  if (refusal && !status) return <Refused refusal={refusal} />
  if (!status) return <p className="desk-quiet">One moment…</p>
  return (
    <section className="account" aria-labelledby="account-waits">
      {status.awaited.map((requested) => (
        <Awaited
          key={requested.n}
          requested={requested}
          alone={status.alone}
          busy={busy}
          onDecide={(confirm) => void decide(requested.n, confirm)}
        />
      ))}
      {refusal ? <Refused refusal={refusal} /> : null}
      <h3 id="account-waits">What happened to this account</h3>
      {status.events.length === 0 ? (
        <p className="desk-quiet">Nothing yet.</p>
      ) : (
        <ol className="account__events">
          {status.events.map((event) => (
            <li key={event.n}>
              <span className="account__at">{printInstant(event.at)}</span> {event.by} {accountWords(event)}.
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const Refused = ({ refusal }: { refusal: Refusal }) => (
  <p className="desk-notice desk-notice--error" role="alert">
    {refusal.message}
  </p>
)

interface AwaitedProps {
  requested: AccountStatus['awaited'][number]
  /** True where there is no other administrator. */
  alone: boolean
  busy: boolean
  onDecide: (confirm: boolean) => void
}

/** Roles awaiting a second administrator. */
const Awaited = ({ requested, alone, busy, onDecide }: AwaitedProps) => (
  <div className="desk-notice desk-notice--warning" id={`account-asked-${requested.n}`}>
    <p>
      <strong>{requested.by.name}</strong> asked for the role of {rolesInWords(requested.roles)} for{' '}
      {requested.name}, {printInstant(requested.at)}. Nobody has it before another administrator confirms.
    </p>
    {requested.whyNot ? (
      <p>
        {requested.whyNot}
        {alone ? ' There is none: on the server, “recourse user roles” gives roles, too.' : ''}
      </p>
    ) : null}
    <div className="account__buttons">
      {requested.whyNot ? null : (
        <Button
          id="account-confirm"
          size="medium"
          margin={false}
          disabled={busy}
          onClick={() => onDecide(true)}
        >
          Confirm
        </Button>
      )}
      <Button
        id="account-decline"
        size="medium"
        buttonStyle="secondary"
        margin={false}
        disabled={busy}
        onClick={() => onDecide(false)}
      >
        {requested.whyNot ? 'Take it back' : 'Decline'}
      </Button>
    </div>
  </div>
)
