'use client'
import { Button, useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { screenOf } from '#domain/content/collections.ts'
import { printDate } from '#domain/dates.ts'
import type { LawChangeDesk } from '#domain/desk/impact.ts'
import { OPEN_STATES } from '#domain/desk/heads.ts'
import type { Together, TogetherMember } from '#domain/desk/together.ts'
import { focusOn } from '#admin/focus-on.ts'
import { Refused } from '../actions/refused.tsx'
import { TOGETHER } from '../law/opened-from.ts'
import { TogetherForm } from './together-form.tsx'
import { useAct } from './use-act.ts'
import type { ImpactActs } from './use-impact.ts'
import { Why } from './why.tsx'

interface Props {
  desk: LawChangeDesk
  acts: ImpactActs
}

type Part = ImpactActs['part']

const HEADING = 'law-together-heading'

/** The entries of a law change that are submitted, reviewed and made live together. */
export function TogetherView({ desk, acts }: Props) {
  const { together, drafts } = desk
  // Whoever follows a link to it begins here, not at the top of the page.
  useEffect(() => {
    if (window.location.hash === `#${TOGETHER}`) focusOn(HEADING)
  }, [])
  if (!together && drafts.length === 0) return null
  return (
    <section id={TOGETHER} aria-labelledby={HEADING}>
      <h3 id={HEADING} tabIndex={-1}>
        Live together
      </h3>
      {together ? <Members together={together} part={acts.part} /> : null}
      {drafts.length > 0 ? (
        <TogetherForm desk={desk} submit={acts.submit} onDone={() => focusOn(HEADING, 'impact-heading')} />
      ) : null}
    </section>
  )
}

/** When the submitted entries go live, in a sentence. */
function inWords({ members, goesLiveOn }: Together): string {
  const held = members.filter(({ problem }) => problem !== null).length
  if (held > 0)
    return `None of these goes live until ${held === 1 ? 'the one that is held can' : `the ${held} that are held can`}.`
  const waiting = members.filter(({ state }) => state !== 'approved').length
  const when = goesLiveOn ? `on ${printDate(goesLiveOn)}` : 'at one moment'
  return waiting > 0
    ? `They go live ${when}, once each is approved: ${waiting} of ${members.length} still wait for a review.`
    : `Each is approved: they go live ${goesLiveOn ? when : 'now, at one moment'}.`
}

/** Takes an entry out, with a reason. */
function TakeOut({ member: { entry, label }, part }: { member: TogetherMember; part: Part }) {
  const [reason, setReason] = useState<string | null>(null)
  const { busy, refusal, act } = useAct(() => {
    setReason(null)
    focusOn(HEADING, 'impact-heading')
  })
  const id = `take-out-${entry.replaceAll('/', '-')}`
  if (reason === null)
    return (
      <Button
        id={`${id}-ask`}
        size="small"
        margin={false}
        buttonStyle="secondary"
        onClick={() => setReason('')}
        aria-label={`Take out ${label}`}
        extraButtonProps={{ 'data-take-out': entry }}
      >
        Take out
      </Button>
    )
  return (
    <>
      <Why
        id={id}
        label="Why it does not wait for the others"
        help="Stays in the record of the entry. Its edition keeps its state, its day and its flag, and goes live by itself once it is approved."
        does={busy ? 'One moment…' : `Take out ${label}`}
        reason={reason}
        onChange={setReason}
        onDo={() => void act(() => part(entry, reason), `Taken out: ${label}.`)}
        onCancel={() => {
          setReason(null)
          focusOn(`${id}-ask`)
        }}
      />
      <Refused refusal={refusal} />
    </>
  )
}

const Member = ({ member, part }: { member: TogetherMember; part: Part | null }) => {
  const { label, at, state, problem, entry } = member
  const { config } = useConfig()
  return (
    <li data-member={entry} data-state={state}>
      <div className="impact__member">
        <span>
          {at ? (
            <a href={`${config.routes.admin}${screenOf(at.collection, at.id)}/review`}>{label}</a>
          ) : (
            label
          )}
          : {OPEN_STATES[state]}
          {problem ? <strong className="impact__held">{problem}</strong> : null}
        </span>
        {part ? <TakeOut member={member} part={part} /> : null}
      </div>
    </li>
  )
}

const Members = ({ together, part }: { together: Together; part: Part }) => (
  <>
    <p className="impact__hint" aria-live="polite">
      {inWords(together)}
    </p>
    <ul className="impact__members">
      {together.members.map((member) => (
        <Member key={member.entry} member={member} part={together.mayPart ? part : null} />
      ))}
    </ul>
  </>
)
