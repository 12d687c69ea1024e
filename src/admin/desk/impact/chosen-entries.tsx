'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { counted, isLeftOut, type ImpactEntry } from '#domain/desk/impact.ts'
import { focusOn } from '#admin/focus-on.ts'
import { Refused } from '../actions/refused.tsx'
import { useAct } from './use-act.ts'
import type { ImpactActs } from './use-impact.ts'
import { Why } from './why.tsx'

interface Props {
  chosen: readonly ImpactEntry[]
  acts: Pick<ImpactActs, 'flag' | 'leaveOut'>
  onDone: () => void
}

const REASON = {
  label: 'Why the change does not concern them',
  help: 'Stays in the record of the law change and of each entry: “They cite the offence, not its penalty”.',
}

const inWords = (entries: readonly unknown[]): string => counted(entries.length, 'entry', 'entries')

const keys = (entries: readonly ImpactEntry[]): string[] => entries.map(({ entry }) => entry)

/** What to do with the ticked entries: flag them, or leave them out with a reason. */
export function ChosenEntries({ chosen, acts, onDone }: Props) {
  const [reason, setReason] = useState<string | null>(null)
  const { busy, refusal, act } = useAct(() => {
    setReason(null)
    onDone()
    focusOn('impact-chosen')
  })
  const toFlag = chosen.filter((entry) => entry.flag === null || isLeftOut(entry))
  const toLeaveOut = chosen.filter((entry) => !isLeftOut(entry))
  const leaveOut = (why: string): Promise<void> =>
    act(() => acts.leaveOut(keys(toLeaveOut), why), `Left out: ${inWords(toLeaveOut)}.`)
  const cancel = (): void => {
    setReason(null)
    focusOn('leave-out-chosen', 'impact-chosen')
  }
  return (
    <div
      id="impact-chosen"
      className="impact__chosen"
      role="group"
      tabIndex={-1}
      aria-label="What to do with the chosen entries"
    >
      <div className="impact__buttons">
        <Button
          id="flag-chosen"
          size="medium"
          margin={false}
          disabled={toFlag.length === 0}
          onClick={() => void act(() => acts.flag(keys(toFlag)), `Flagged: ${inWords(toFlag)}.`)}
        >
          {busy ? 'One moment…' : toFlag.length === 0 ? 'Flag those chosen' : `Flag ${inWords(toFlag)}`}
        </Button>
        <Button
          id="leave-out-chosen"
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={toLeaveOut.length === 0 || reason !== null}
          onClick={() => setReason('')}
        >
          {toLeaveOut.length === 0 ? 'Leave out those chosen' : `Leave out ${inWords(toLeaveOut)}`}
        </Button>
      </div>
      {reason === null ? null : (
        <Why
          id="leave-out"
          {...REASON}
          does={`Leave out ${inWords(toLeaveOut)}`}
          reason={reason}
          disabled={toLeaveOut.length === 0}
          onChange={setReason}
          onDo={() => void leaveOut(reason)}
          onCancel={cancel}
        />
      )}
      <Refused refusal={refusal} />
    </div>
  )
}
