'use client'
import { Button } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { counted, isLeftOut, totalsInWords, type LawChangeDesk } from '#domain/desk/impact.ts'
import { focusOn } from '#admin/focus-on.ts'
import { Refused } from '../actions/refused.tsx'
import { Followers } from './followers.tsx'
import { ByReach } from './by-reach.tsx'
import { LawChangeStatePill } from './law-change-state.tsx'
import { TogetherView } from './together.tsx'
import { useAct } from './use-act.ts'
import type { ImpactActs } from './use-impact.ts'

/** The remaining work, in one sentence. */
function inWords({ state, open, settled, unflagged, toCheck, entries }: LawChangeDesk): string {
  if (state === 'recorded' && unflagged === 0 && toCheck > 0)
    return 'No entry cites what changes by name. Those below may be affected all the same: open each, and flag those that it concerns; leave out the others, with a reason.'
  if (state === 'recorded')
    return 'Nothing is flagged yet. Flagging marks each entry until somebody has dealt with it.'
  const more = unflagged > 0 ? ` ${counted(unflagged, 'entry rests', 'entries rest')} on it since.` : ''
  const leftOut = entries.filter(isLeftOut).length
  if (open === 0 && leftOut === settled)
    return `${counted(leftOut, 'entry is', 'entries are')} left out, and nothing is flagged.${more}`
  if (open === 0)
    return `All ${counted(settled, 'entry is', 'entries are')} ${leftOut > 0 ? 'settled or left out' : 'settled'}.${more}`
  return `${settled} of ${open + settled} settled. An entry is settled once each flagged claim is answered (it states the new law, or is not affected) with a newer edition that is live or with a verification, or once it is withdrawn.${more}`
}

interface Props {
  desk: LawChangeDesk
  acts: ImpactActs
  /** What flags in place of the usual button, where the form holds changes that are not saved. */
  saveFirst: ReactNode
}

/** A saved law change: one button that flags, then the progress of each entry. */
export function LawChangeProgress({ desk, acts, saveFirst }: Props) {
  const { entries, totals, unflagged, open, settled, state } = desk
  return (
    <>
      <div className="impact__head">
        <p className="impact__totals" aria-live="polite">
          <LawChangeStatePill state={state} /> <strong>{totalsInWords(totals)}</strong>
          <Followers n={desk.subscribers} />
        </p>
        {unflagged > 0 && desk.flag.allowed && (saveFirst ?? <FlagButton desk={desk} flag={acts.flag} />)}
      </div>
      {unflagged > 0 && !desk.flag.allowed && <p className="impact__hint">{desk.flag.message}</p>}
      <Unread desk={desk} />
      {entries.length > 0 && <p className="impact__hint">{inWords(desk)}</p>}
      {open + settled > 0 && (
        <progress className="impact__bar" value={settled} max={open + settled} aria-label="Settled entries">
          {settled} of {open + settled}
        </progress>
      )}
      {entries.length === 0 ? (
        <p className="impact__hint">
          No entry rests on this instrument yet, so there is nothing to flag. Entries name it under “Law it
          rests on”; they appear here as soon as one does.
        </p>
      ) : (
        <>
          <TogetherView desk={desk} acts={acts} />
          <ByReach desk={desk} acts={acts} />
        </>
      )}
    </>
  )
}

/** Says that the provisions could not be read: then more is to be checked than need be. */
const Unread = ({ desk: { unread, provisions } }: { desk: Pick<LawChangeDesk, 'unread' | 'provisions'> }) =>
  unread ? (
    <p className="impact__hint" id="impact-unread">
      “{provisions}” could not be read as provisions in full, so entries are below that it may not concern.
      Write them as one cites them: s. 127(3), ss. 20–23, art. 10, Sch. 2 para. 4.
    </p>
  ) : null

/** Flags the entries that depend on the law and are not flagged yet. */
function FlagButton({ desk: { state, unflagged }, flag }: { desk: LawChangeDesk; flag: ImpactActs['flag'] }) {
  const { busy, refusal, act } = useAct(() => focusOn('impact-heading'))
  const done = `${counted(unflagged, 'entry was', 'entries were')} flagged. Each now says so on its own screen.`
  return (
    <div>
      <Refused refusal={refusal} />
      <Button id="flag-entries" size="medium" margin={false} onClick={() => void act(() => flag(), done)}>
        {busy
          ? 'One moment…'
          : state === 'recorded'
            ? `Flag ${counted(unflagged, 'entry', 'entries')}`
            : `Flag ${counted(unflagged, 'new entry', 'new entries')}`}
      </Button>
    </div>
  )
}
