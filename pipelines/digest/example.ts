import type { Change } from '#domain/changes.ts'
import type { Letter, RunKind } from '#domain/digests.ts'
import type { Jurisdiction } from '#domain/jurisdictions.ts'
import { selector } from './select.ts'

interface Example {
  kind: RunKind
  /** Key of the place that the follower follows, or EVERYTHING. */
  place: string
  /** Up to which change runs of this kind have told. */
  fromSeq: number
  toSeq: number
  /** All changes, oldest first. */
  changes: readonly Change[]
  jurisdictions: readonly Jurisdiction[]
}

/** How many of the newest changes an example is made of, at most: more where these concern another place. */
const STEPS = [6, 30, Infinity]

/**
 * What a follower of one place is told by a run of (fromSeq, toSeq], who has heard everything before it.
 * @returns null where there is nothing to say.
 */
export function letterForPlace({
  kind,
  place,
  fromSeq,
  toSeq,
  changes,
  jurisdictions,
}: Example): Letter | null {
  const told = changes.filter(({ seq }) => seq > fromSeq && seq <= toSeq)
  const selection = selector({ kind, fromSeq, toSeq, changes: told, jurisdictions })
  const reader = {
    state: 'active',
    follows: [{ place, since: 0 }],
    atOnce: true,
    coveredTo: fromSeq,
  } as const
  return selection.letterFor(reader, new Set(selection.corrected))
}

/** The same of the newest changes, as an example, where there is nothing to tell now. */
export function exampleLetter(example: Example): Letter | null {
  const now = letterForPlace(example)
  if (now) return now
  for (const step of STEPS) {
    const fromSeq = Math.max(0, example.toSeq - step)
    // As a digest: examples of what is urgent may be years old.
    const letter = letterForPlace({ ...example, kind: 'monthly', fromSeq })
    if (letter) return { ...letter, kind: example.kind }
  }
  return null
}
