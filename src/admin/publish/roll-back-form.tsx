'use client'
import { useConfig } from '@payloadcms/ui'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { EarlierRelease, RollBackChoice } from '#domain/publish/earlier-releases.ts'
import { ask } from '#admin/ask.ts'
import { printInstant } from '#admin/words.ts'
import { useFirstFocus } from '../desk/actions/use-first-focus.ts'
import { DecisionEnd } from './decision-end.tsx'
import { ReasonField } from './reason-field.tsx'
import { useDecision } from './use-decision.ts'

interface Props {
  choice: RollBackChoice
  reason: string
  onReason: (reason: string) => void
  onClose: () => void
}

/** What must not come back of a release, in words; null until it is known. */
type Revived = { lines: string[] } | { problem: string } | null

function useRevived(to: number): Revived {
  const { config } = useConfig()
  const [found, setFound] = useState<{ to: number; revived: Revived }>({ to, revived: null })
  useEffect(() => {
    let current = true
    void ask<{ revived: string[] }>(`${config.routes.api}/releases/revived?to=${to}`).then((answer) => {
      if (!current) return
      setFound({
        to,
        revived: answer.ok ? { lines: answer.value.revived } : { problem: answer.refusal.message },
      })
    })
    return () => {
      current = false
    }
  }, [config.routes.api, to])
  return found.to === to ? found.revived : null
}

/** Chooses an earlier release, shows what must not come back, and asks for a reason. */
export function RollBackForm({ choice: { seen, current, earlier }, reason, onReason, onClose }: Props) {
  const { config } = useConfig()
  const [to, setTo] = useState(earlier[0]?.sequence ?? 0)
  const [carryOver, setCarryOver] = useState(false)
  const revived = useRevived(to)
  const { decide, busy, refusal } = useDecision(
    `${config.routes.api}/releases/roll-back`,
    `Readers get release ${to} back in a moment. Publishing is held.`,
    () => {
      onReason('')
      onClose()
    },
  )
  const form = useRef<HTMLFormElement>(null)
  useFirstFocus(form)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void decide({ to, reason, carryOver, seen })
  }
  return (
    <form ref={form} className="desk-form" onSubmit={submit} noValidate>
      <p className="desk-form__intro">
        Readers see release {current} now. They get an earlier one back, and publishing is held until an
        administrator resumes it: what goes live meanwhile waits, except for withdrawals, corrections, urgent
        changes and safety fixes.
      </p>
      <Releases
        earlier={earlier}
        to={to}
        onChoose={(next) => {
          setTo(next)
          setCarryOver(false)
        }}
      />
      <MustNotComeBack revived={revived} carryOver={carryOver} onCarryOver={setCarryOver} />
      <ReasonField
        id="roll-back-reason"
        help="What is wrong with what readers see now. Everybody at the desk sees it, and it stands in the record."
        value={reason}
        invalid={refusal?.problems.some(({ field }) => field === 'reason') ?? false}
        onChange={onReason}
      />
      <DecisionEnd
        id="roll-back"
        verb={`Roll back to release ${to}`}
        grave
        busy={busy}
        refusal={refusal}
        onClose={onClose}
      />
    </form>
  )
}

/** Releases shown before the others are asked for. */
const FIRST = 5

interface ReleasesProps {
  earlier: readonly EarlierRelease[]
  to: number
  onChoose: (to: number) => void
}

function Releases({ earlier, to, onChoose }: ReleasesProps) {
  const [all, setAll] = useState(false)
  const more = earlier.length - FIRST
  return (
    <fieldset className="desk-field desk-choice">
      <legend>Which release</legend>
      {(all ? earlier : earlier.slice(0, FIRST)).map(({ sequence, at, since, held }) => (
        <label key={sequence} className="desk-choice__option">
          <input
            type="radio"
            id={`roll-back-to-${sequence}`}
            name="roll-back-to"
            checked={to === sequence}
            onChange={() => onChoose(sequence)}
          />
          <span>
            <strong>Release {sequence}</strong>
            {at ? `, ${printInstant(at)}` : ''}
            {held ? ', made while publishing was held' : ''}
            <span className="desk-field__words">{since}</span>
          </span>
        </label>
      ))}
      {!all && more > 0 ? (
        <button type="button" className="desk-chip" onClick={() => setAll(true)}>
          {more === 1 ? 'Show one older release' : `Show ${more} older releases`}
        </button>
      ) : null}
    </fieldset>
  )
}

interface MustNotProps {
  revived: Revived
  carryOver: boolean
  onCarryOver: (carryOver: boolean) => void
}

/** Names what a rollback would bring back, and asks whether it is carried over. */
function MustNotComeBack({ revived, carryOver, onCarryOver }: MustNotProps) {
  return (
    <div className="desk-field" role="status" id="roll-back-revived">
      {revived === null ? <p className="desk-quiet">Comparing it with today …</p> : null}
      {revived && 'problem' in revived ? <p>{revived.problem}</p> : null}
      {revived && 'lines' in revived && revived.lines.length === 0 ? (
        <p className="desk-quiet">It has nothing that was withdrawn, corrected or made safe since.</p>
      ) : null}
      {revived && 'lines' in revived && revived.lines.length > 0 ? (
        <div className="desk-notice desk-notice--warning">
          <p>
            <strong>This must not come back:</strong>
          </p>
          <ul>
            {revived.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <label className="desk-choice__option">
            <input
              type="checkbox"
              id="roll-back-carry-over"
              checked={carryOver}
              onChange={(event) => onCarryOver(event.target.checked)}
            />
            <span>
              <strong>Carry these over</strong>
              <span className="desk-field__words">
                Readers see them as they are today, and everything else as it was in that release.
              </span>
            </span>
          </label>
        </div>
      ) : null}
    </div>
  )
}
