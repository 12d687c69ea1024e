'use client'
import { Button, Link, useConfig, useStepNav } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { counted } from '#domain/desk/impact.ts'
import { ask } from '#admin/ask.ts'
import { focusOn } from '#admin/focus-on.ts'
import { useSending } from '#admin/use-sending.ts'
import { Refused } from '../../actions/refused.tsx'
import { ReadEntry, type ReadEdition, type Waiting } from './read-entry.tsx'

interface Outcome {
  kind: string
  id: string
  refused: string | null
}

/** What became of the approvals: how many, and why others were refused. */
interface Result {
  approved: number
  refused: { label: string; why: string }[]
}

const RESULT = 'guide-review-said'

/** Approves what was read, each edition by itself: one that is refused is named, and the others are approved. */
function useApprovals(entries: readonly Waiting[], read: ReadonlyMap<string, ReadEdition>) {
  const { config } = useConfig()
  const { send, busy, refusal } = useSending()
  const [result, setResult] = useState<Result | null>(null)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const approve = async (): Promise<void> => {
    const approvals = entries.flatMap(({ entry, kind, id }) => {
      const edition = read.get(entry)
      return edition && !gone.has(entry) ? [{ kind, id, ...edition }] : []
    })
    const answer = await send(() =>
      ask<{ outcomes: Outcome[] }>(`${config.routes.api}/heads/approve`, { approvals }),
    )
    if (!answer?.ok) return
    const outcomes = answer.value.outcomes.flatMap((outcome) => {
      const of = entries.find(({ kind, id }) => kind === outcome.kind && id === outcome.id)
      return of ? [{ ...outcome, entry: of.entry, label: of.label }] : []
    })
    const done = outcomes.filter(({ refused }) => refused === null)
    setGone(new Set([...gone, ...done.map(({ entry }) => entry)]))
    setResult({
      approved: done.length,
      refused: outcomes.flatMap(({ label, refused: why }) => (why === null ? [] : [{ label, why }])),
    })
    focusOn(RESULT)
  }
  return { approve, busy, refusal, result, gone }
}

interface Props {
  entries: readonly Waiting[]
  /** Address of the screen of the place. */
  place: string
}

/** All that waits for a review of one place, one below the other. What was read to its end is approved at once. */
export function GuideReview({ entries, place }: Props) {
  const [read, setRead] = useState<ReadonlyMap<string, ReadEdition>>(new Map())
  const { approve, busy, refusal, result, gone } = useApprovals(entries, read)
  const { setStepNav } = useStepNav()
  useEffect(() => setStepNav([{ label: 'Review as a whole' }]), [setStepNav])
  const onRead = useCallback(
    (entry: string, edition: ReadEdition) => setRead((all) => new Map([...all, [entry, edition]])),
    [],
  )
  const left = entries.filter(({ entry }) => !gone.has(entry))
  const ready = left.filter(({ entry }) => read.has(entry)).length
  return (
    <>
      <p className="board__hint">
        Read each to its end, with the sources beside its claims. What you have read can be approved below,
        each as it was on this screen.
      </p>
      <div id={RESULT} role="status" tabIndex={-1}>
        {result ? <Said result={result} /> : null}
      </div>
      {left.map((waiting) => (
        <ReadEntry key={waiting.entry} waiting={waiting} onRead={onRead} />
      ))}
      {left.length === 0 ? (
        <p>
          Nothing of it waits for a review.{' '}
          <Link href={place} prefetch={false}>
            Go to the place
          </Link>
        </p>
      ) : (
        <div className="guide-review__decide">
          <p role="status">{`${ready} of ${left.length} read to the end`}</p>
          <Refused refusal={refusal} />
          <Button id="guide-approve" margin={false} disabled={ready === 0} onClick={() => void approve()}>
            {busy ? 'One moment…' : ready === 0 ? 'Approve' : `Approve ${counted(ready, 'edition')}`}
          </Button>
        </div>
      )}
    </>
  )
}

const Said = ({ result: { approved, refused } }: { result: Result }) => (
  <div className="desk-notice">
    <p>
      <strong>
        {approved > 0 ? `${approved} approved` : 'None approved'}
        {refused.length > 0 ? `, ${refused.length} refused` : ''}
      </strong>
    </p>
    {refused.length > 0 ? (
      <ul>
        {refused.map(({ label, why }) => (
          <li key={label}>{`${label}: ${why}`}</li>
        ))}
      </ul>
    ) : null}
  </div>
)
