'use client'
import { Button } from '@payloadcms/ui'
import type { SessionShown } from '#domain/desk/second-factor.ts'
import { printInstant } from '#admin/words.ts'

interface Props {
  sessions: readonly SessionShown[]
  busy: boolean
  /** @param session null: all but this one. */
  onEnd: (session: string | null) => void
}

/** Where an account is signed in. */
export function Sessions({ sessions, busy, onEnd }: Props) {
  if (sessions.length === 0) return <p className="desk-quiet">Nowhere.</p>
  const others = sessions.filter(({ current }) => !current).length
  return (
    <>
      <ul className="factor__list" id="sessions">
        {sessions.map(({ id, device, createdAt, usedAt, current }) => (
          <li key={id}>
            <span>
              <strong>{device}</strong>
              {current ? ' (here)' : ''}, since {printInstant(createdAt)}, last used {printInstant(usedAt)}
            </span>
            {current ? null : (
              <Button
                size="small"
                buttonStyle="secondary"
                margin={false}
                disabled={busy}
                aria-label={`End the session of ${device} since ${printInstant(createdAt)}`}
                onClick={() => onEnd(id)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others > 1 ? (
        <div className="factor__buttons">
          <Button
            id="sessions-end"
            size="medium"
            buttonStyle="secondary"
            margin={false}
            disabled={busy}
            onClick={() => onEnd(null)}
          >
            End all {sessions.length === others ? '' : 'others'}
          </Button>
        </div>
      ) : null}
    </>
  )
}
