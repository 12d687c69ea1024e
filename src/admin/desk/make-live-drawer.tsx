'use client'
import { Button, Drawer, toast, useConfig, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import type { EntryStanding } from '#domain/entry-standing.ts'
import { CHANGE_KINDS, type ChosenKind } from '#domain/editions.ts'

export const makeLiveSlug = 'make-live-drawer'

const KINDS: readonly ChosenKind[] = ['change', 'urgent', 'correction', 'typo']

interface Answer {
  seq?: number
  errors?: { message: string }[]
}

/** Asks what the public record of a going-live needs, and makes it live. What was typed stays when it is refused. */
export function MakeLiveDrawer({
  standing,
  refresh,
}: {
  standing: EntryStanding
  refresh: () => Promise<void>
}) {
  const { config } = useConfig()
  const { id, collectionSlug } = useDocumentInfo()
  const { closeModal } = useModal()
  const [note, setNote] = useState('')
  const [kind, setKind] = useState<ChosenKind>('change')
  const [effectiveOn, setEffectiveOn] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string[]>([])
  const { makeLive, live, revision } = standing

  const send = async (): Promise<void> => {
    setBusy(true)
    setRefused([])
    try {
      const response = await fetch(`${config.routes.api}/${collectionSlug}/${id}/make-live`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          revision,
          changeNote: note || null,
          changeKind: kind,
          effectiveOn: effectiveOn || null,
        }),
      })
      const answer = (await response.json()) as Answer
      if (!response.ok)
        return setRefused(
          answer.errors?.map(({ message }) => message) ?? [
            'It was refused, without a reason. Reload and try again.',
          ],
        )
      toast.success(`Live as change ${answer.seq}. Publish to put it on the site.`)
      setNote('')
      closeModal(makeLiveSlug)
      await refresh()
    } catch {
      setRefused(['The server could not be reached. Nothing was made live; try again.'])
    } finally {
      setBusy(false)
    }
  }

  const problems = makeLive.allowed ? [] : (makeLive.problems?.map(({ message }) => message) ?? [])
  return (
    <Drawer slug={makeLiveSlug} title="Make live" gutter>
      {makeLive.allowed ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <p>Readers will see exactly what is saved as revision {revision}, once the site is published.</p>
          {live ? (
            <>
              <div className="field-type textarea">
                <label className="field-label" htmlFor="make-live-note">
                  What changed, in a sentence for readers
                </label>
                <textarea
                  id="make-live-note"
                  rows={3}
                  maxLength={2000}
                  required
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              </div>
              <div className="field-type">
                <label className="field-label" htmlFor="make-live-kind">
                  Kind of change
                </label>
                <select
                  id="make-live-kind"
                  value={kind}
                  onChange={(event) => setKind(event.target.value as ChosenKind)}
                >
                  {KINDS.map((each) => (
                    <option key={each} value={each}>
                      {CHANGE_KINDS[each]}
                    </option>
                  ))}
                </select>
              </div>
            </>
          ) : null}
          <div className="field-type text">
            <label className="field-label" htmlFor="make-live-effective">
              Takes force on (where the law changed)
            </label>
            <input
              id="make-live-effective"
              type="date"
              value={effectiveOn}
              onChange={(event) => setEffectiveOn(event.target.value)}
            />
          </div>
          {refused.length > 0 ? (
            <ul role="alert" className="make-live-refused">
              {refused.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          ) : null}
          <Button id="make-live-confirm" type="submit" disabled={busy}>
            {busy ? 'Making it live…' : 'Make live'}
          </Button>
        </form>
      ) : (
        <>
          <p>{makeLive.message}</p>
          <ul className="make-live-problems">
            {problems.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  )
}
