import type { WorkflowStatus } from '#domain/desk/workflow-status.ts'
import { OPEN_STATES } from '#domain/desk/heads.ts'
import type { LoneDecision } from '#domain/desk/lone-decisions.ts'

/** One subject of an entry's review screen: something to compare and decide on. */
export type ReviewSide = { id: string; words: string } & (
  { what: 'withdrawal' } | { what: 'alone'; decision: LoneDecision } | { what: 'open' } | { what: 'working' }
)

/** The name of a lone decision. */
export const decisionWords = ({ note, action, after }: LoneDecision): string => {
  if (note) return `note of change ${note.seq}`
  return action === 'safety-fix' ? `edition ${after ?? ''}` : 'withdrawal'
}

/** A lone decision, in a sentence. */
export const aloneInWords = ({ by, reason, note }: LoneDecision): string =>
  note
    ? `${by} corrected the note of change ${note.seq} alone: “${note.is}”`
    : `${by} decided alone: “${reason}”`

/** What a reviewer does who rejects it. */
export const instead = (alone: readonly LoneDecision[]): string =>
  alone.every(({ note }) => note !== null)
    ? ' and correct the note under History instead'
    : ', mend it and submit it instead'

/** All subjects of an entry's review, most urgent first. */
export function reviewSides({ withdrawal, alone, open, revision }: WorkflowStatus): ReviewSide[] {
  return [
    ...(withdrawal?.state === 'asked'
      ? [{ what: 'withdrawal', id: 'withdrawal', words: 'Withdrawal asked for' } as const]
      : []),
    ...alone.toReversed().map((decision): ReviewSide => ({
      what: 'alone',
      id: `alone-${decision.n}`,
      words: `Second review: ${decisionWords(decision)}`,
      decision,
    })),
    ...(open
      ? [{ what: 'open', id: 'open', words: `${OPEN_STATES[open.state]}: edition ${open.n}` } as const]
      : []),
    { what: 'working', id: 'working', words: `Saved now: revision ${revision}` },
  ]
}

/** The initial subject: the first on which this person can decide, otherwise the first pending one. */
export function firstSide(workflow: WorkflowStatus): string {
  const { can } = workflow
  const sides = reviewSides(workflow)
  const mine = sides.find(({ what }) => {
    if (what === 'withdrawal') return can['confirm-withdrawal'].allowed
    if (what === 'alone') return can['second-review'].allowed
    return what === 'open' && can.approve.allowed
  })
  return (mine ?? sides[0])?.id ?? 'working'
}
