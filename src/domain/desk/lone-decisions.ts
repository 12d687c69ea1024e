import type { EditorialEvent } from './events.ts'
import { answersIn, type KeptAnswer } from './law-answers.ts'
import { sharedChangesOf, type SharedChange } from './shared-changes.ts'
import { textOf } from '../values.ts'

/** What one reviewer decided alone, for safety, and nobody else has looked at yet. */
export interface LoneDecision {
  /** Number of its event in the entry’s chain. */
  n: number
  action: 'safety-fix' | 'safety-withdrawal'
  by: string
  at: string
  reason: string
  /** What was said with it of changes of law. */
  answers: KeptAnswer[]
  /** What was approved with it of shared records. */
  shared: readonly SharedChange[]
  /** Sentence for readers, if there is one. */
  changeNote: string | null
  /** Number of the edition that readers saw before; null where nothing was live. */
  before: number | null
  /** Number of the edition that was approved alone; null for a withdrawal. */
  after: number | null
}

/**
 * The decisions that a second review is about, oldest first: all since the last one.
 * @param events all events of the entry, in order of n.
 */
export function loneDecisionsOf(events: readonly EditorialEvent[]): LoneDecision[] {
  let decisions: LoneDecision[] = []
  let live: number | null = null
  const notes = new Map<string, string | null>()
  const said = new Map<string, KeptAnswer[]>()
  for (const { n, action, at, actor, edition, details } of events) {
    if (action === 'submit' && edition) notes.set(edition, textOf(details.changeNote) || null)
    if (edition && action !== 'verify')
      said.set(edition, [...(said.get(edition) ?? []), ...answersIn({ details })])
    if (action === 'go-live' || action === 'take-over') live = Number(details.n)
    if (action === 'withdraw') live = null
    if (action === 'second-review') decisions = []
    if (action === 'safety-fix' || action === 'safety-withdrawal') {
      const fix = action === 'safety-fix'
      decisions.push({
        n,
        action,
        by: actor.name,
        at,
        reason: textOf(details.reason),
        answers: fix && edition ? (said.get(edition) ?? []) : [],
        shared: fix && edition ? sharedChangesOf(edition, events) : [],
        changeNote: textOf(details.changeNote) || (fix && edition ? (notes.get(edition) ?? null) : null),
        before: live,
        after: fix ? Number(details.n) : null,
      })
    }
  }
  return decisions
}
