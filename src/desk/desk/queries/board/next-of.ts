import { BOARD_LISTS, type BoardList, type NextTask } from '#domain/desk/board.ts'
import { mayAdminister, mayEdit } from '#domain/desk/actors.ts'
import { pageOfHeads, type HeadOnBoard } from '#store/desk/board/heads.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { Desk } from '../../../desk.ts'
import { sectionOf } from './facts.ts'
import { TELL } from './lists.ts'
import { onlookerOf } from './onlooker-of.ts'
import { tasksOf } from './tasks.ts'

const PAGE = 50

/** What waits for one person, in the order in which it is offered: others wait for all of it. */
const ORDER = ['second-review', 'withdrawals', 'reviews', 'changes'] as const satisfies readonly BoardList[]

interface Of {
  list: (typeof ORDER)[number]
  together?: string | null
  whose: 'mine' | 'nobodys' | 'anybodys'
}

/** The first of a list that waits for this person and nobody else has to do first. */
async function firstOf(desk: Desk, { list, together = null, whose }: Of): Promise<NextTask | null> {
  const { req, actor } = desk
  const onlooker = onlookerOf(desk)
  const asked = { person: actor.id, today: onlooker.today }
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { heads, total } = await pageOfHeads(req, asked, { list, places: null, together, page, size: PAGE })
    pages = Math.ceil(total / PAGE)
    const facts = await TELL[list](req, onlooker, heads)
    const tasks = await tasksOf(req, onlooker, heads)
    const taskOf = ({ entry, assignedTo }: HeadOnBoard) => (tasks.left.has(entry) ? null : assignedTo)
    const mine = heads.filter(
      (head) =>
        facts.get(head.entry)?.others === null &&
        (whose === 'anybodys' || taskOf(head) === (whose === 'mine' ? actor.id : null)),
    )
    const copies = await findWorkingCopies(
      req,
      mine.map(({ entry }) => entry),
    )
    const row = sectionOf({ heads: mine, facts, total }, copies, tasks).rows.find(({ at }) => at !== null)
    if (row?.at)
      return { list: BOARD_LISTS[list], entry: row.entry, label: row.label, at: row.at, words: row.words }
  }
  return null
}

/**
 * The next thing that waits for this person and nobody else has to do first; null if nothing does. What is their task
 * comes first, and what is a colleague's last: two people would do the same.
 * @param together a law change whose editions go live together: those that wait for a review come before all others.
 */
export async function nextOf(desk: Desk, together: string | null): Promise<NextTask | null> {
  const mayChange = mayEdit(desk.actor) || mayAdminister(desk.actor)
  const lists = ORDER.filter((list) => list !== 'changes' || mayChange)
  for (const group of together === null ? [null] : [together, null])
    for (const whose of ['mine', 'nobodys', 'anybodys'] as const)
      for (const list of group === null ? lists : (['reviews'] as const)) {
        const next = await firstOf(desk, { list, together: group, whose })
        if (next) return next
      }
  return null
}
