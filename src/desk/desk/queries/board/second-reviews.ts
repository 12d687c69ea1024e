import { mayReview } from '#domain/desk/actors.ts'
import { partakersOf } from '#domain/desk/authors.ts'
import { ago } from '#domain/desk/board.ts'
import { ACTIONS, type EditorialEvent } from '#domain/desk/events.ts'
import { isDecidedAlone } from '#domain/desk/lone-decisions.ts'
import { textOf } from '#domain/values.ts'
import { readEvents } from '#store/desk/events.ts'
import type { HeadOnBoard } from '#store/desk/board/heads.ts'
import { facts, type Onlooker, type RowFacts, type Tell } from './facts.ts'

/** Why this person may not do the second review; null if they may. */
function othersOf(events: readonly EditorialEvent[], { actor }: Onlooker): string | null {
  if (partakersOf(events).has(actor.id)) return 'You took part: somebody else must look at it'
  return mayReview(actor) ? null : 'A reviewer must look at it'
}

function wordsOf(alone: EditorialEvent | undefined, due: string, now: Date): string {
  const decided = alone
    ? `${ACTIONS[alone.action].toLowerCase()}, by ${alone.actor.name} ${ago(alone.at, now)}`
    : 'decided alone'
  const look = due < now.toISOString() ? 'a second look was due' : 'a second look is due'
  const why = textOf(alone?.details.reason)
  return `${decided}; ${look} ${ago(due, now)}${why ? `. Reason: “${why}”` : ''}`
}

function tellOf(
  { secondReviewDue }: HeadOnBoard,
  events: readonly EditorialEvent[],
  onlooker: Onlooker,
): RowFacts {
  const due = secondReviewDue ?? ''
  const alone = events.findLast(isDecidedAlone)
  return facts({
    verb: 'Look at it',
    words: wordsOf(alone, due, onlooker.now),
    late: due < onlooker.now.toISOString(),
    others: othersOf(events, onlooker),
    review: true,
  })
}

/** What one reviewer decided alone and another must look at. */
export const secondReviews: Tell = async (req, onlooker, heads) => {
  const facts = new Map<string, RowFacts>()
  for (const head of heads) facts.set(head.entry, tellOf(head, await readEvents(req, head.entry), onlooker))
  return facts
}
