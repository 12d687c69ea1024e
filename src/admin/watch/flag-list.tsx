'use client'
import { Button } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'
import type { WatchFlag } from '#domain/watch/watch-desk.ts'
import { counted } from '#admin/words.ts'
import { FlagCard } from './flag-card.tsx'
import { ReasonForm } from './reason-form.tsx'
import { useFocusAfter } from './use-focus-after.ts'
import { useWatchActions } from './use-watch-actions.ts'

interface Props {
  flags: readonly WatchFlag[]
  /** Working copies of entries, by key. */
  entries: Readonly<Record<string, { collection: string; id: string; label: string }>>
}

type Move = { id: string; to: string }

/** Sources whose addresses can be updated, each once. */
const movesOf = (chosen: readonly WatchFlag[]): Move[] => [
  ...new Map(
    chosen.flatMap(({ kind, source, movedTo, can }) =>
      kind === 'link-moved' && source && movedTo && can.move.allowed
        ? [[source.id, { id: source.id, to: movedTo }] as const]
        : [],
    ),
  ).values(),
]

/** Why some of the chosen flags cannot be dismissed. */
const heldInWords = (held: number, chosen: number): string =>
  held === chosen
    ? 'None of these can be dismissed: they end once they are mended.'
    : `${counted(held, 'of these ends', 'of these end')} only by being mended: take ${held === 1 ? 'it' : 'them'} out to dismiss the rest.`

/** Keys of the chosen flags. */
function usePicked() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = (key: string): void => {
    const next = new Set(picked)
    if (!next.delete(key)) next.add(key)
    setPicked(next)
  }
  return { picked, setPicked, toggle }
}

/** The watch's flags, with actions on several at once. */
export function FlagList({ flags, entries }: Props) {
  const router = useRouter()
  const actions = useWatchActions()
  const { picked, setPicked, toggle } = usePicked()
  const [dismissing, setDismissing] = useState(false)
  const after = useFocusAfter()
  // Flags settled elsewhere are no longer on the page.
  const chosen = flags.filter(({ key }) => picked.has(key))
  const held = chosen.filter(({ can }) => !can.dismiss.allowed).length
  const all = chosen.length === flags.length
  const settled = async (done: Promise<boolean>): Promise<void> => {
    if (!(await done)) return
    setPicked(new Set())
    setDismissing(false)
    after.settled()
    router.refresh()
  }
  return (
    <>
      <div className="watch__bulk" role="group" aria-label="Several at once">
        <PickAll
          all={all && flags.length > 0}
          chosen={chosen.length}
          onPick={() => setPicked(all ? new Set() : new Set(flags.map(({ key }) => key)))}
        />
        {chosen.length > 0 && !dismissing && (
          <BulkButtons
            chosen={chosen}
            busy={actions.busy}
            onCheck={(sources) => void settled(actions.check(sources))}
            onMove={(moves) => void settled(actions.move(moves))}
            dismissId={after.button('dismiss')}
            onDismiss={held > 0 ? null : () => setDismissing(true)}
          />
        )}
        {chosen.length > 0 && held > 0 && <p className="watch__aside">{heldInWords(held, chosen.length)}</p>}
        {actions.refusal && !dismissing && <p role="alert">{actions.refusal.message}</p>}
        {dismissing && (
          <DismissForm
            chosen={chosen}
            actions={actions}
            onSend={(keys, reason) => void settled(actions.dismiss(keys, reason))}
            onClose={() => {
              setDismissing(false)
              after.back('dismiss')
            }}
          />
        )}
      </div>
      <Rows flags={flags} entries={entries} picked={picked} onToggle={toggle} />
    </>
  )
}

interface RowsProps extends Props {
  picked: ReadonlySet<string>
  onToggle: (key: string) => void
}

function Rows({ flags, entries, picked, onToggle }: RowsProps) {
  const router = useRouter()
  return (
    <ul className="watch__flags">
      {flags.map((flag) => (
        <li key={flag.key}>
          <FlagCard
            flag={flag}
            at={entries[flag.entry]}
            onDone={() => router.refresh()}
            pick={<Pick flag={flag} picked={picked.has(flag.key)} onToggle={() => onToggle(flag.key)} />}
          />
        </li>
      ))}
    </ul>
  )
}

interface BulkProps {
  chosen: readonly WatchFlag[]
  busy: boolean
  onCheck: (sources: string[]) => void
  onMove: (moves: Move[]) => void
  dismissId: string
  /** Null where some of them cannot be dismissed. */
  onDismiss: (() => void) | null
}

function BulkButtons({ chosen, busy, onCheck, onMove, dismissId, onDismiss }: BulkProps) {
  const sources = [...new Set(chosen.flatMap(({ source }) => source?.id ?? []))]
  const moves = movesOf(chosen)
  return (
    <div className="watch__buttons">
      <Button
        size="medium"
        margin={false}
        buttonStyle="secondary"
        disabled={busy || sources.length === 0}
        onClick={() => onCheck(sources)}
      >
        Check again
      </Button>
      {moves.length > 0 && (
        <Button
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={busy}
          onClick={() => onMove(moves)}
        >
          {`Update ${counted(moves.length, 'address', 'addresses')}`}
        </Button>
      )}
      <Button
        id={dismissId}
        size="medium"
        margin={false}
        buttonStyle="secondary"
        disabled={busy || onDismiss === null}
        onClick={() => onDismiss?.()}
      >
        Dismiss …
      </Button>
    </div>
  )
}

const PickAll = ({ all, chosen, onPick }: { all: boolean; chosen: number; onPick: () => void }) => (
  <label className="watch__all">
    <input type="checkbox" checked={all} onChange={onPick} />
    {chosen === 0 ? 'Choose all on this page' : `${chosen} chosen`}
  </label>
)

interface PickProps {
  flag: WatchFlag
  picked: boolean
  onToggle: () => void
}

const Pick = ({ flag, picked, onToggle }: PickProps) => (
  <label className="watch__check">
    <input type="checkbox" checked={picked} onChange={onToggle} aria-label={`Choose: ${flag.detail}`} />
  </label>
)

interface DismissProps {
  chosen: readonly WatchFlag[]
  actions: ReturnType<typeof useWatchActions>
  onSend: (keys: string[], reason: string) => void
  onClose: () => void
}

const DismissForm = ({ chosen, actions, onSend, onClose }: DismissProps) => (
  <ReasonForm
    label={`Why do these ${chosen.length} need nothing?`}
    help="It stays with each flag, with your name and the day."
    verb={`Dismiss ${chosen.length}`}
    busy={actions.busy}
    refusal={actions.refusal}
    onSend={(reason) =>
      onSend(
        chosen.map(({ key }) => key),
        reason,
      )
    }
    onClose={onClose}
  />
)
