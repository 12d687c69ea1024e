import { isSameId } from '#domain/portable-ids.ts'
import { mayReview } from '#domain/desk/actors.ts'
import { authorsOf } from '#domain/desk/authors.ts'
import { submitterOf } from '#domain/desk/submitters.ts'
import { ago } from '#domain/desk/board.ts'
import type { EditorialEvent } from '#domain/desk/events.ts'
import { sharedAuthorsOf } from '#domain/desk/shared-changes.ts'
import { readDeeds } from '#store/desk/board/deeds.ts'
import type { HeadOnBoard } from '#store/desk/board/heads.ts'
import { facts, type Onlooker, type Tell } from './facts.ts'

const submissionOf = (
  { openHash }: HeadOnBoard,
  events: readonly EditorialEvent[],
): EditorialEvent | undefined =>
  events.findLast(({ action, edition }) => action === 'submit' && edition === openHash)

/** Why this person, who took part in it or is no reviewer, may not approve it; null if they may. */
function othersOf(head: HeadOnBoard, events: readonly EditorialEvent[], { actor }: Onlooker): string | null {
  const submitted = submissionOf(head, events)
  const live = typeof head.liveRevision === 'number' ? { revision: head.liveRevision } : null
  const hash = head.openHash ?? ''
  if (submitted && authorsOf(submitted, live, events).has(actor.id))
    return 'You saved part of it: others must review'
  if (sharedAuthorsOf(hash, events).has(actor.id))
    return 'You changed a record that it prints: others must review'
  if (isSameId(submitterOf(hash, events), actor.id)) return 'You submitted it: others must review'
  return mayReview(actor) ? null : 'A reviewer must approve it'
}

/** Submitted editions. */
export const reviews: Tell = async (req, onlooker, heads) => {
  const deeds = await readDeeds(
    req,
    onlooker.actor.id,
    heads.map(({ entry }) => entry),
  )
  return new Map(
    heads.map((head) => {
      const events = deeds.get(head.entry) ?? []
      return [
        head.entry,
        facts({
          verb: 'Review',
          words: `submitted by ${submissionOf(head, events)?.actor.name ?? 'somebody'} ${ago(head.openAt ?? '', onlooker.now)}`,
          others: othersOf(head, events, onlooker),
          review: true,
          ...(head.openHash === null ? {} : { edition: head.openHash }),
        }),
      ]
    }),
  )
}
