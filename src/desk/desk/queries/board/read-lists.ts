import { mayAdminister, mayEdit } from '#domain/desk/actors.ts'
import { BOARD_LISTS, type BoardList } from '#domain/desk/board.ts'
import { firstHeads } from '#store/desk/board/heads.ts'
import { SHOWN } from '#store/desk/board/rows.ts'
import type { StoreRequest } from '#store/rows.ts'
import { NOTHING, type Found, type Onlooker } from './facts.ts'
import { TELL } from './lists.ts'

/** Number of entries in review examined to find those this person may approve. */
export const LOOK = 40

/** Lists of one's own writing: empty for people who don't write. */
const OWN = new Set<BoardList>(['changes', 'drafts'])

async function readList(req: StoreRequest, onlooker: Onlooker, list: BoardList): Promise<Found> {
  const asked = { person: onlooker.actor.id, today: onlooker.today }
  const found = await firstHeads(req, asked, { list, limit: list === 'reviews' ? LOOK : SHOWN })
  return { ...found, facts: await TELL[list](req, onlooker, found.heads) }
}

/** The first entries of every list, with their facts for this person. */
export async function readLists(req: StoreRequest, onlooker: Onlooker): Promise<Record<BoardList, Found>> {
  const writes = mayEdit(onlooker.actor) || mayAdminister(onlooker.actor)
  const lists = Object.keys(BOARD_LISTS) as BoardList[]
  const found = await Promise.all(
    lists.map(
      async (list) =>
        [list, OWN.has(list) && !writes ? NOTHING : await readList(req, onlooker, list)] as const,
    ),
  )
  return Object.fromEntries(found) as Record<BoardList, Found>
}
