'use client'
import { Button } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'
import type { WatchFlag } from '#domain/watch/watch-desk.ts'
import { counted } from '#admin/words.ts'
import { FlagCard } from './flag-card.tsx'
import { ReasonForm } from './reason-form.tsx'
import { useWatchActions } from './use-watch-actions.ts'

interface Props {
  flags: readonly WatchFlag[]
  /** Where the working copies of entries are, by their keys. */
  entries: Readonly<Record<string, { collection: string; id: string; label: string }>>
}

/** What the watch found, and what is done to several of them at once. */
export function FlagList({ flags, entries }: Props) {
  const router = useRouter()
  const actions = useWatchActions()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [dismissing, setDismissing] = useState(false)
  // What was settled elsewhere is not on the page any more.
  const chosen = flags.filter(({ key }) => picked.has(key))
  const sources = [...new Set(chosen.flatMap(({ source }) => source?.id ?? []))]
  const moves = [
    ...new Map(
      chosen.flatMap(({ kind, source, movedTo, can }) =>
        kind === 'link-moved' && source && movedTo && can.move.allowed
          ? [[source.id, { id: source.id, to: movedTo }] as const]
          : [],
      ),
    ).values(),
  ]
  const held = chosen.filter(({ can }) => !can.dismiss.allowed).length
  const all = chosen.length === flags.length
  const settled = async (done: Promise<boolean>): Promise<void> => {
    if (!(await done)) return
    setPicked(new Set())
    setDismissing(false)
    router.refresh()
  }
  const toggle = (key: string): void => {
    const next = new Set(picked)
    if (!next.delete(key)) next.add(key)
    setPicked(next)
  }
  return (
    <>
      <div className="watch__bulk" role="group" aria-label="Several at once">
        <label className="watch__all">
          <input
            type="checkbox"
            checked={all && flags.length > 0}
            onChange={() => setPicked(all ? new Set() : new Set(flags.map(({ key }) => key)))}
          />
          {chosen.length === 0 ? 'Choose all on this page' : `${chosen.length} chosen`}
        </label>
        {chosen.length > 0 && !dismissing && (
          <div className="watch__buttons">
            <Button
              size="medium"
              margin={false}
              buttonStyle="secondary"
              disabled={actions.busy || sources.length === 0}
              onClick={() => void settled(actions.check(sources))}
            >
              Check again
            </Button>
            {moves.length > 0 && (
              <Button
                size="medium"
                margin={false}
                buttonStyle="secondary"
                disabled={actions.busy}
                onClick={() => void settled(actions.move(moves))}
              >
                {`Update ${counted(moves.length, 'address', 'addresses')}`}
              </Button>
            )}
            <Button
              size="medium"
              margin={false}
              buttonStyle="secondary"
              disabled={actions.busy || held > 0}
              onClick={() => setDismissing(true)}
            >
              Dismiss …
            </Button>
          </div>
        )}
        {chosen.length > 0 && held > 0 && (
          <p className="watch__aside">
            {held === chosen.length
              ? 'None of these can be dismissed: they end once they are mended.'
              : `${counted(held, 'of these ends', 'of these end')} only by being mended: take ${held === 1 ? 'it' : 'them'} out to dismiss the rest.`}
          </p>
        )}
        {actions.refusal && !dismissing && <p role="alert">{actions.refusal.message}</p>}
        {dismissing && (
          <ReasonForm
            label={`Why do these ${chosen.length} need nothing?`}
            help="It stays with each flag, with your name and the day."
            verb={`Dismiss ${chosen.length}`}
            busy={actions.busy}
            refusal={actions.refusal}
            onSend={(reason) =>
              void settled(
                actions.dismiss(
                  chosen.map(({ key }) => key),
                  reason,
                ),
              )
            }
            onClose={() => setDismissing(false)}
          />
        )}
      </div>
      <ul className="watch__flags">
        {flags.map((flag) => (
          <li key={flag.key}>
            <FlagCard
              flag={flag}
              at={entries[flag.entry]}
              onDone={() => router.refresh()}
              pick={
                <label className="watch__check">
                  <input
                    type="checkbox"
                    checked={picked.has(flag.key)}
                    onChange={() => toggle(flag.key)}
                    aria-label={`Choose: ${flag.detail}`}
                  />
                </label>
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}
