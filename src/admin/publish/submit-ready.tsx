'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { dayIn } from '#domain/dates.ts'
import type { ChecklistEntry, GuideChecklist } from '#domain/desk/guide-checklist.ts'
import { ask } from '#admin/ask.ts'
import { focusOn } from '#admin/focus-on.ts'
import { EntryChoice } from '../desk/actions/entry-choice.tsx'
import { Refused } from '../desk/actions/refused.tsx'
import { READY } from '../desk/copy/address.ts'
import { useAct } from '../desk/impact/use-act.ts'
import { counted } from '../words.ts'

const HEADING = 'guide-ready-heading'

interface Props {
  entries: readonly ChecklistEntry[]
  /** Id of the place. */
  place: string
  timeZone: string
  onDone: (checklist: GuideChecklist) => void
}

/** Submits the entries of which nothing is missing, with one day of the check. */
export function SubmitReady({ entries, place, timeZone, onDone }: Props) {
  const { config } = useConfig()
  const today = dayIn(timeZone, new Date())
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [day, setDay] = useState<string>(today)
  const { busy, refusal, act } = useAct(() => focusOn(HEADING, 'guide-state-title'))
  // Whoever comes from the last entry begins here, not at the top of the page.
  useEffect(() => {
    if (window.location.hash === `#${READY}`) focusOn(HEADING)
  }, [])
  const chosen = entries.filter(({ entry }) => !left.has(entry))
  const words = counted(chosen.length, 'entry', 'entries')
  const send = async () => {
    const answer = await ask<GuideChecklist>(`${config.routes.api}/jurisdictions/${place}/submit-guide`, {
      entries: chosen.map(({ entry, revision }) => ({ entry, revision })),
      checkedOn: day || null,
    })
    if (answer.ok) onDone(answer.value)
    return answer
  }
  return (
    <section id={READY} className="desk-form" aria-labelledby={HEADING}>
      <h3 id={HEADING} tabIndex={-1}>
        Ready to be submitted
      </h3>
      <p>Nothing is missing of these. They are reviewed one by one; if one cannot go, none does.</p>
      <EntryChoice entries={entries} left={left} setLeft={setLeft} />
      <div className="desk-field">
        <label htmlFor="guide-checked-on">Sources checked on</label>
        <p className="desk-field__help" id="guide-checked-on-help">
          The day on which you compared them with their sources: readers are told that they are in force as of
          that day.
        </p>
        <input
          id="guide-checked-on"
          type="date"
          max={today}
          value={day}
          aria-describedby="guide-checked-on-help"
          onChange={({ target }) => setDay(target.value)}
        />
      </div>
      <Refused refusal={refusal} />
      <Button
        id="guide-submit"
        margin={false}
        buttonStyle="secondary"
        disabled={chosen.length === 0}
        onClick={() => void act(send, `Submitted: ${words}. A reviewer opens each.`)}
      >
        {busy ? 'One moment…' : `Submit ${words} for review`}
      </Button>
    </section>
  )
}
