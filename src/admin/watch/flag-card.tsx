'use client'
import { Button, Pill, useConfig } from '@payloadcms/ui'
import { useState, type ReactNode } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { FLAG_KINDS, type FlagKind } from '#domain/desk/flags.ts'
import { DUE_LEVELS } from '#domain/content/freshness.ts'
import type { WatchFlag } from '#domain/watch/watch-desk.ts'
import { printDay, printDayOf } from '#admin/words.ts'
import { ReasonForm } from './reason-form.tsx'
import { AnswerForm } from './answer-form.tsx'
import { DependentsOf } from './dependents.tsx'
import { useFocusAfter } from './use-focus-after.ts'
import { useWatchActions } from './use-watch-actions.ts'
import { Words } from './words.tsx'

/** Red for what can mislead a reader; amber for what is late or unclear. */
const STYLES: Partial<Record<FlagKind, 'error' | 'warning' | 'light'>> = {
  'wording-altered': 'error',
  'wording-gone': 'error',
  'value-missing': 'error',
  reported: 'error',
  'link-broken': 'error',
  'host-down': 'warning',
  due: 'warning',
}

interface Props {
  flag: WatchFlag
  /** Shown before the heading: a checkbox. */
  pick?: ReactNode
  /** The working copy of the flagged entry. */
  at?: { collection: string; id: string; label: string } | undefined
  /** True on the source's own screen. */
  onSource?: boolean
  /** Called after an action, when the data shown may be stale. */
  onDone: () => void
}

/** One flag of the watch: what, since when, what to do, and its buttons. */
export function FlagCard({ flag, pick, at, onSource = false, onDone }: Props) {
  const { config } = useConfig()
  const { kind, words, due, report, resting: dependents } = flag
  return (
    <article className="watch__flag" data-flag={kind} aria-label={`${FLAG_KINDS[kind]}: ${flag.detail}`}>
      <div className="watch__pick">{pick}</div>
      <div className="watch__body">
        <div className="watch__head">
          <Pill pillStyle={STYLES[kind] ?? 'light'} size="small">
            {due?.level ? DUE_LEVELS[due.level] : FLAG_KINDS[kind]}
          </Pill>{' '}
          <span className="watch__aside">since {due ? printDay(due.on) : printDayOf(flag.at)}</span>
        </div>
        {at && (
          <p className="watch__detail">
            <a href={`${config.routes.admin}${screenOf(at.collection, at.id)}`}>{at.label}</a>
          </p>
        )}
        <p className={at ? undefined : 'watch__detail'}>{flag.detail}</p>
        {report && <Reported report={report} />}
        {words && <Words {...words} />}
        <p className="watch__todo">
          <strong>To do:</strong> {flag.todo}
        </p>
        {kind !== 'due' && kind !== 'reported' && <DependentsOf resting={dependents} />}
        <Settling flag={flag} onSource={onSource} onDone={onDone} />
      </div>
    </article>
  )
}

/** The buttons of a flag, or the form that one of them opens. */
function Settling({ flag, onSource, onDone }: Required<Pick<Props, 'flag' | 'onSource' | 'onDone'>>) {
  const actions = useWatchActions()
  const { busy, refusal } = actions
  const [form, setForm] = useState<'dismiss' | 'answer' | null>(null)
  const after = useFocusAfter()
  const close = (): void => {
    if (form !== null) after.back(form)
    setForm(null)
  }
  /** @param button that it was done by, where it may stay. */
  const settled = async (done: Promise<boolean>, button?: string): Promise<void> => {
    if (!(await done)) return
    setForm(null)
    if (button === undefined) after.settled()
    else after.back(button)
    onDone()
  }
  if (form === 'answer')
    return (
      <AnswerForm
        canTell={flag.report?.canTell ?? false}
        busy={busy}
        refusal={refusal}
        onSend={(said) => void settled(actions.answer(flag.key, said))}
        onClose={close}
      />
    )
  if (form === 'dismiss')
    return (
      <ReasonForm
        label="Why does this need nothing?"
        help="It stays with the flag, with your name and the day."
        verb="Dismiss"
        busy={busy}
        refusal={refusal}
        onSend={(reason) => void settled(actions.dismiss([flag.key], reason))}
        onClose={close}
      />
    )
  return (
    <>
      {refusal && <p role="alert">{refusal.message}</p>}
      <FlagButtons
        flag={flag}
        onSource={onSource}
        busy={busy}
        idOf={after.button}
        onMove={(to) => void settled(actions.move([to]), 'move')}
        onCheck={(id) => void settled(actions.check([id]), 'check')}
        onDismiss={() => setForm('dismiss')}
        onAnswer={() => setForm('answer')}
      />
    </>
  )
}

interface ButtonsProps {
  flag: WatchFlag
  onSource: boolean
  busy: boolean
  /** Id of a button by its name. */
  idOf: (name: string) => string
  onMove: (to: { id: string; to: string }) => void
  onCheck: (source: string) => void
  onDismiss: () => void
  onAnswer: () => void
}

/** What a reader wrote, where, and whether an answer can reach them. */
function Reported({ report }: { report: NonNullable<WatchFlag['report']> }) {
  const { words, page, version, canTell } = report
  return (
    <>
      <blockquote className="watch__said">{words}</blockquote>
      <p className="watch__aside">
        On{' '}
        <a href={page} target="_blank" rel="noreferrer">
          {page}
        </a>
        {version ? `, version ${version}` : ''}.{' '}
        {canTell ? 'The reader waits for an answer by mail.' : 'The reader left no address.'}
      </p>
    </>
  )
}

/** Takes over the address to which a page moved, and opens it. */
const TakeOver = ({
  id,
  to,
  busy,
  onMove,
}: {
  id: string
  to: string
  busy: boolean
  onMove: () => void
}) => (
  <>
    <Button id={id} size="medium" margin={false} disabled={busy} onClick={onMove}>
      Take over the new address
    </Button>
    <a className="watch__link" href={to} target="_blank" rel="noreferrer">
      Open the new address
    </a>
  </>
)

/** The actions on a flag, one button each. */
function FlagButtons({ flag, onSource, busy, idOf, onMove, onCheck, onDismiss, onAnswer }: ButtonsProps) {
  const { config } = useConfig()
  const { kind, source, movedTo, can } = flag
  return (
    <div className="watch__buttons">
      {movedTo && kind === 'link-moved' && source && !onSource && can.move.allowed && (
        <TakeOver
          id={idOf('move')}
          to={movedTo}
          busy={busy}
          onMove={() => onMove({ id: source.id, to: movedTo })}
        />
      )}
      {source && (
        <a className="watch__link" href={source.url} target="_blank" rel="noreferrer">
          Open the page
        </a>
      )}
      {source && !onSource && (
        <>
          <Button
            id={idOf('check')}
            size="medium"
            margin={false}
            buttonStyle="secondary"
            disabled={busy}
            onClick={() => onCheck(source.id)}
          >
            Check again
          </Button>
          <a className="watch__link" href={`${config.routes.admin}/collections/sources/${source.id}#watch`}>
            See the source
          </a>
        </>
      )}
      {can.answer.allowed && (
        <Button id={idOf('answer')} size="medium" margin={false} disabled={busy} onClick={onAnswer}>
          Say what you found …
        </Button>
      )}
      {can.dismiss.allowed && (
        <Button
          id={idOf('dismiss')}
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={busy}
          onClick={onDismiss}
        >
          Dismiss …
        </Button>
      )}
    </div>
  )
}
