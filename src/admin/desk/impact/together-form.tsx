'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { printDate } from '#domain/dates.ts'
import { counted, type LawChangeDesk } from '#domain/desk/impact.ts'
import { LIMITS } from '#domain/text-rules.ts'
import { EntryChoice } from '../actions/entry-choice.tsx'
import { Refused } from '../actions/refused.tsx'
import { useAct } from './use-act.ts'
import type { ImpactActs } from './use-impact.ts'

interface Props {
  desk: LawChangeDesk
  submit: ImpactActs['submit']
  onDone: () => void
}

/** Submits the edited entries with one sentence for readers and one check. */
export function TogetherForm({ desk, submit, onDone }: Props) {
  const { drafts, today, effectiveOn } = desk
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [note, setNote] = useState('')
  const [checked, setChecked] = useState<'today' | 'other' | null>(null)
  const [day, setDay] = useState('')
  const { busy, refusal, act } = useAct(() => {
    setNote('')
    setChecked(null)
    onDone()
  })
  const chosen = drafts.filter(({ entry }) => !left.has(entry))
  const entries = counted(chosen.length, 'entry', 'entries')
  const send = () =>
    submit({
      entries: chosen.map(({ entry, revision }) => ({ entry, revision })),
      changeNote: note,
      checkedOn: checked === 'today' ? today : checked === 'other' && day ? day : null,
    })
  return (
    <div className="desk-form" role="group" aria-label="Submit together">
      <p className="impact__hint">
        These were edited for the law change. Submitted together, they are reviewed one by one and go live at
        one moment, {effectiveOn > today ? `on ${printDate(effectiveOn)}` : 'once the last is approved'}; each
        flagged claim then counts as stating the new law. If one cannot go, none does.
      </p>
      <EntryChoice entries={drafts} left={left} setLeft={setLeft} />
      <div className="desk-field">
        <label htmlFor="together-note">What changed, in a sentence for readers</label>
        <p className="desk-field__help" id="together-note-help">
          At most {LIMITS.note.toLocaleString('en')} characters.
        </p>
        <textarea
          id="together-note"
          rows={2}
          maxLength={LIMITS.note}
          value={note}
          aria-describedby="together-note-help"
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Checked {...{ today, effectiveOn, checked, setChecked, day, setDay }} />
      <Refused refusal={refusal} />
      <Button
        id="submit-together"
        size="medium"
        margin={false}
        disabled={chosen.length === 0}
        onClick={() => void act(send, `Submitted: ${entries}. A reviewer opens each.`)}
      >
        {busy ? 'One moment…' : `Submit ${entries} together`}
      </Button>
    </div>
  )
}

interface CheckedProps extends Pick<LawChangeDesk, 'today' | 'effectiveOn'> {
  checked: 'today' | 'other' | null
  setChecked: (checked: 'today' | 'other') => void
  day: string
  setDay: (day: string) => void
}

function Checked({ today, effectiveOn, checked, setChecked, day, setDay }: CheckedProps) {
  const choice = (value: 'today' | 'other', words: string) => (
    <label className="desk-choice__option">
      <input
        type="radio"
        name="together-checked"
        value={value}
        checked={checked === value}
        onChange={() => setChecked(value)}
      />
      <span>{words}</span>
    </label>
  )
  return (
    <fieldset className="desk-field desk-choice" id="together-checked">
      <legend>Checked against the new text today?</legend>
      <p className="desk-field__help">
        Compare each of them with the text in force from {printDate(effectiveOn)}. Readers are told that they
        are in force as of the day of the check.
      </p>
      {choice('today', `Yes, today, ${printDate(today)}`)}
      {choice('other', 'On another day')}
      {checked === 'other' ? (
        <label>
          Sources checked on{' '}
          <input type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
      ) : null}
    </fieldset>
  )
}
