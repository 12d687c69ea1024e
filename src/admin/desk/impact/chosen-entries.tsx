'use client'
import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { counted, isLeftOut, type ImpactEntry } from '#domain/desk/impact.ts'
import type { Flag, LeaveOut } from './use-impact.ts'

interface Props {
  chosen: readonly ImpactEntry[]
  flag: Flag
  leaveOut: LeaveOut
  onDone: () => void
}

const inWords = (entries: readonly unknown[]): string => counted(entries.length, 'entry', 'entries')

/** What to do with the ticked entries: flag them, or leave them out with a reason. */
export function ChosenEntries({ chosen, flag, leaveOut, onDone }: Props) {
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const toFlag = chosen.filter((entry) => entry.flag === null || isLeftOut(entry))
  const toLeaveOut = chosen.filter((entry) => !isLeftOut(entry))
  const run = async (work: () => Promise<void>, done: string): Promise<void> => {
    setBusy(true)
    setFailed(null)
    try {
      await work()
      toast.success(done)
      setReason(null)
      onDone()
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const keys = (entries: readonly ImpactEntry[]): string[] => entries.map(({ entry }) => entry)
  return (
    <div className="impact__chosen" role="group" aria-label="What to do with the chosen entries">
      {failed ? <p role="alert">{failed}</p> : null}
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
        <div className="desk-field">
          <label htmlFor="leave-out-reason">Why the change does not concern them</label>
          <p className="desk-field__help" id="leave-out-help">
            Stays in the record of the law change and of each entry: “They cite the offence, not its penalty”.
          </p>
          <textarea
            id="leave-out-reason"
            rows={3}
            maxLength={2000}
            autoFocus
            value={reason}
            aria-describedby="leave-out-help"
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="impact__buttons">
            <Button
              size="medium"
              margin={false}
              disabled={busy || toLeaveOut.length === 0}
              onClick={() =>
                void run(() => leaveOut(keys(toLeaveOut), reason), `Left out: ${inWords(toLeaveOut)}.`)
              }
              extraButtonProps={{ id: 'leave-out' }}
            >
              Leave out {inWords(toLeaveOut)}
            </Button>
            <Button size="medium" margin={false} buttonStyle="secondary" onClick={() => setReason(null)}>
              Cancel
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
