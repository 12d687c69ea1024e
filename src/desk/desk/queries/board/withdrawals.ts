import { mayReview } from '#domain/desk/actors.ts'
import { ago } from '#domain/desk/board.ts'
import { textOf } from '#domain/values.ts'
import { readLast } from '#store/desk/board/deeds.ts'
import type { HeadOnBoard } from '#store/desk/board/heads.ts'
import { facts, type Onlooker, type Tell } from './facts.ts'

/** Why this person may not confirm it; null if they may. */
function othersOf({ withdrawalBy }: HeadOnBoard, { actor }: Onlooker): string | null {
  if (withdrawalBy === actor.id) return 'You asked: another reviewer must confirm'
  return mayReview(actor) ? null : 'A reviewer must confirm'
}

/** Withdrawals that someone requested and a reviewer must confirm. */
export const withdrawals: Tell = async (req, onlooker, heads) => {
  const asked = await readLast(
    req,
    heads.map(({ entry }) => entry),
    'ask-withdrawal',
  )
  return new Map(
    heads.map((head) => {
      const event = asked.get(head.entry)
      return [
        head.entry,
        facts({
          verb: 'Confirm or decline',
          words: `${event?.actor.name ?? 'Somebody'} asked ${ago(head.withdrawalAt ?? '', onlooker.now)}: “${textOf(event?.details.reason)}”`,
          others: othersOf(head, onlooker),
          review: true,
        }),
      ]
    }),
  )
}
