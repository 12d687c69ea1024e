'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { counted, isLeftOut, type ImpactEntry } from '#domain/desk/impact.ts'
import { useAct } from './use-act.ts'
import type { Flag, LeaveOut } from './use-impact.ts'
import { Why } from './why.tsx'

interface Props {
  chosen: readonly ImpactEntry[]
  flag: Flag
  leaveOut: LeaveOut
  onDone: () => void
}

const inWords = (entries: readonly unknown[]): string => counted(entries.length, 'entry', 'entries')

const keys = (entries: readonly ImpactEntry[]): string[] => entries.map(({ entry }) => entry)

/** What to do with the ticked entries: flag them, or leave them out with a reason. */
export function ChosenEntries({ chosen, flag, leaveOut, onDone }: Props) {
  const [reason, setReason] = useState<string | null>(null)
  const { busy, failed, run } = useAct(() => {
    setReason(null)
    onDone()
  })
  const toFlag = chosen.filter((entry) => entry.flag === null || isLeftOut(entry))
  const toLeaveOut = chosen.filter((entry) => !isLeftOut(entry))
  return (
    <div className="impact__chosen" role="group" aria-label="What to do with the chosen entries">
      <div className="impact__buttons">
        <Button
          size="medium"
          margin={false}
          disabled={busy || toFlag.length === 0}
          onClick={() => void run(() => flag(keys(toFlag)), `Flagged: ${inWords(toFlag)}.`)}
          extraButtonProps={{ id: 'flag-chosen' }}
        >
          {toFlag.length === 0 ? 'Flag those chosen' : `Flag ${inWords(toFlag)}`}
        </Button>
        <Button
          size="medium"
          margin={false}
          buttonStyle="secondary"
          disabled={busy || toLeaveOut.length === 0 || reason !== null}
          onClick={() => setReason('')}
          extraButtonProps={{ id: 'leave-out-chosen' }}
        >
          {toLeaveOut.length === 0 ? 'Leave out those chosen' : `Leave out ${inWords(toLeaveOut)}`}
        </Button>
      </div>
      {reason === null ? null : (
        <Why
          id="leave-out"
          label="Why the change does not concern them"
          help="Stays in the record of the law change and of each entry: “They cite the offence, not its penalty”."
          does={`Leave out ${inWords(toLeaveOut)}`}
          reason={reason}
          disabled={busy || toLeaveOut.length === 0}
          onChange={setReason}
          onDo={() => void run(() => leaveOut(keys(toLeaveOut), reason), `Left out: ${inWords(toLeaveOut)}.`)}
          onCancel={() => setReason(null)}
        />
      )}
      {failed ? <p role="alert">{failed}</p> : null}
    </div>
  )
}
