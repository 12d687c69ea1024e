'use client'
import { Button, Pill, useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useId, useState } from 'react'
import { LAW_CHANGES } from '#domain/desk/law-changes.ts'
import { printDate } from '#domain/dates.ts'
import type { ProposalsDesk } from '#domain/watch/proposals.ts'
import { ask, type Refusal } from '#admin/ask.ts'
import { counted, listed } from '#admin/words.ts'
import { ReasonForm } from './reason-form.tsx'
import { useFocusAfter } from './use-focus-after.ts'

type Group = ProposalsDesk['groups'][number]

/** Changes shown before the rest is expanded. */
const SHOWN = 4

function Changes({ proposals }: Pick<Group, 'proposals'>) {
  const line = ({ key, title, url, cited }: Group['proposals'][number]) => (
    <li key={key}>
      {title}{' '}
      <a href={url} target="_blank" rel="noreferrer">
        In the register
      </a>
      {cited.length > 0 && <strong className="watch__cites">Entries cite {listed(cited)}.</strong>}
    </li>
  )
  const rest = proposals.slice(SHOWN)
  return (
    <>
      <ul className="watch__resting">{proposals.slice(0, SHOWN).map(line)}</ul>
      {rest.length > 0 && (
        <details className="watch__more">
          <summary>{counted(rest.length, 'more')}</summary>
          <ul className="watch__resting">{rest.map(line)}</ul>
        </details>
      )}
    </>
  )
}

/** The decision on proposals: record a law change, or dismiss them with a reason. */
function useDecision(keys: readonly string[], onSettled: () => void) {
  const { config } = useConfig()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async <T,>(path: string, body: object): Promise<T | null> => {
    setBusy(true)
    const answer = await ask<T>(`${config.routes.api}/law-change-proposals/${path}`, body)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    return answer.ok ? answer.value : null
  }
  const accept = async (day: string): Promise<void> => {
    const done = await send<{ lawChange: string }>('accept', { keys, effectiveOn: day === '' ? null : day })
    if (done) router.push(`${config.routes.admin}/collections/law-changes/${done.lawChange}`)
  }
  const dismiss = async (reason: string): Promise<void> => {
    if (!(await send('dismiss', { keys, reason }))) return
    onSettled()
    router.refresh()
  }
  return { accept, dismiss, busy, refusal }
}

function ProposalCard({ group, mayDecide }: { group: Group; mayDecide: boolean }) {
  const id = useId()
  const [dismissing, setDismissing] = useState(false)
  const [day, setDay] = useState('')
  const { title, by, what, effectiveOn, proposals } = group
  const keys = proposals.map(({ key }) => key)
  const after = useFocusAfter(['proposals'])
  const { accept, dismiss, busy, refusal } = useDecision(keys, after.settled)
  const cites = proposals.some(({ cited }) => cited.length > 0)
  return (
    <article className="watch__flag" data-proposal={keys[0]} aria-labelledby={`${id}-title`}>
      <div className="watch__body">
        <div className="watch__head">
          <Pill pillStyle={cites ? 'warning' : 'light'} size="small">
            {LAW_CHANGES[what]}
          </Pill>{' '}
          <span className="watch__aside">
            {effectiveOn ? `takes force on ${printDate(effectiveOn)}` : 'no day is known yet'}
          </span>
        </div>
        <h3 id={`${id}-title`}>
          {title}, by {by}
        </h3>
        <Changes proposals={proposals} />
        {!cites && <p className="watch__aside">No entry cites one of these provisions.</p>}
        {refusal && !dismissing && <p role="alert">{refusal.message}</p>}
        {!mayDecide ? (
          <p className="watch__aside">Editors and reviewers accept or dismiss this.</p>
        ) : dismissing ? (
          <ReasonForm
            label="Why does this need nothing?"
            help="The same change does not come back, unless it takes force on another day."
            verb="Dismiss"
            busy={busy}
            refusal={refusal}
            onSend={(reason) => void dismiss(reason)}
            onClose={() => {
              setDismissing(false)
              after.back('dismiss')
            }}
          />
        ) : (
          <DecisionButtons
            effectiveOn={effectiveOn}
            busy={busy}
            day={day}
            onDay={setDay}
            onAccept={() => void accept(day)}
            dismissId={after.button('dismiss')}
            onDismiss={() => setDismissing(true)}
          />
        )}
      </div>
    </article>
  )
}

interface DecisionProps {
  effectiveOn: Group['effectiveOn']
  busy: boolean
  /** The day entered where none is known; empty for none. */
  day: string
  onDay: (day: string) => void
  onAccept: () => void
  dismissId: string
  onDismiss: () => void
}

function DecisionButtons({ effectiveOn, busy, day, onDay, onAccept, dismissId, onDismiss }: DecisionProps) {
  const id = useId()
  return (
    <div className="watch__buttons">
      {effectiveOn === null && (
        <span className="watch__day">
          <label htmlFor={`${id}-day`}>Takes force on</label>
          <input id={`${id}-day`} type="date" value={day} onChange={(event) => onDay(event.target.value)} />
        </span>
      )}
      <Button size="medium" margin={false} disabled={busy} onClick={() => onAccept()}>
        Accept: record a law change
      </Button>
      <Button
        id={dismissId}
        size="medium"
        margin={false}
        buttonStyle="secondary"
        disabled={busy}
        onClick={onDismiss}
      >
        Dismiss …
      </Button>
    </div>
  )
}

/** Changes to our instruments reported by official registers. */
export function Proposals({ desk: { groups, mayDecide } }: { desk: ProposalsDesk }) {
  return (
    <ul className="watch__flags">
      {groups.map((group) => (
        <li key={group.proposals[0]?.key}>
          <ProposalCard group={group} mayDecide={mayDecide} />
        </li>
      ))}
    </ul>
  )
}
