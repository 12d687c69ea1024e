'use client'
import { toast, useAuth, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { mayAdminister, type Role } from '#domain/desk/actors.ts'
import type { Security } from '#domain/desk/second-factor.ts'
import { ask, type Answer } from '#admin/ask.ts'
import { useSending } from '#admin/use-sending.ts'
import { NewAccount } from './new-account.tsx'
import { OtherFactors } from './other-factors.tsx'
import { OwnFactors } from './own-factors.tsx'
import { ProviderLink } from './provider-link.tsx'
import { Sessions } from './sessions.tsx'

/** On an account's screen, for its owner and for administrators: second factors and sessions. */
export function SecurityPanel() {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const roles = (user as { roles?: Role[] } | null)?.roles ?? []
  const own = user !== null && user !== undefined && String(user.id) === String(id)
  if (id === undefined) return <NewAccount />
  return own || mayAdminister({ roles }) ? <Panel id={String(id)} own={own} /> : null
}

function useSecurity(id: string) {
  const { config } = useConfig()
  const url = `${config.routes.api}/users/${id}/security`
  const [security, setSecurity] = useState<Security | null>(null)
  const [seen, setSeen] = useState(0)
  const { send, busy, refusal } = useSending()
  useEffect(() => {
    let current = true
    void ask<Security>(url).then((answer) => {
      if (current && answer.ok) setSecurity(answer.value)
    })
    return () => {
      current = false
    }
  }, [url, seen])
  const post = async (path: string, body: object): Promise<void> => {
    const answer: Answer<Security> | null = await send(() => ask<Security>(`${url}/${path}`, body))
    if (answer?.ok) setSecurity(answer.value)
  }
  const invite = async (): Promise<void> => {
    const answer = await send(() => ask<{ sent: boolean }>(`${url}/invite`, {}))
    if (answer?.ok)
      toast.success(
        answer.value.sent
          ? 'The link is on its way by mail.'
          : 'There is no mail server: the mail with the link is a file in the folder “mail” of the data folder.',
      )
  }
  return { security, busy, refusal, post, invite, reload: useCallback(() => setSeen((n) => n + 1), []) }
}

function Panel({ id, own }: { id: string; own: boolean }) {
  const { security, busy, refusal, post, invite, reload } = useSecurity(id)
  if (!security) return <p className="desk-quiet">One moment…</p>
  return (
    <section className="factor account">
      <h3>Second factor</h3>
      {own ? (
        <OwnFactors security={security} onChanged={reload} />
      ) : (
        <OtherFactors
          security={security}
          busy={busy}
          onTakeOff={() => void post('take-off', {})}
          onInvite={() => void invite()}
        />
      )}
      {security.provider ? (
        <ProviderLink
          provider={security.provider}
          own={own}
          busy={busy}
          onUnlink={() => void post('unlink', {})}
        />
      ) : null}
      <h3>Where {own ? 'you are' : 'this account is'} signed in</h3>
      {refusal ? (
        <p className="desk-notice desk-notice--error" role="alert">
          {refusal.message}
        </p>
      ) : null}
      <Sessions sessions={security.sessions} busy={busy} onEnd={(session) => void post('end', { session })} />
    </section>
  )
}
