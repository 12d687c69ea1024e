import type { BoardList, BoardPage } from '#domain/desk/board.ts'
import { pageOfHeads } from '#store/desk/board/heads.ts'
import { readJurisdictions } from '#store/desk/jurisdictions.ts'
import { findWorkingCopies } from '#store/desk/working-copies.ts'
import type { Desk } from '../../../desk.ts'
import { nameOfGuide, placesOfGuide } from './by-guide.ts'
import { sectionOf } from './facts.ts'
import { TELL } from './lists.ts'
import { onlookerOf } from './onlooker-of.ts'
import { tasksOf } from './tasks.ts'

const PAGE = 50

/** A single list, page by page: for all places, or for one guide with its sections. */
export async function boardListOf(
  desk: Desk,
  { list, place, page }: { list: BoardList; place: string | null; page: number },
): Promise<BoardPage> {
  const { req, actor } = desk
  const onlooker = onlookerOf(desk)
  const places = place === null ? [] : await readJurisdictions(req)
  const { heads, total } = await pageOfHeads(
    req,
    { person: actor.id, today: onlooker.today },
    { list, places: place === null ? null : placesOfGuide(place, places), page, size: PAGE },
  )
  const facts = await TELL[list](req, onlooker, heads)
  const copies = await findWorkingCopies(
    req,
    heads.map(({ entry }) => entry),
  )
  return {
    ...sectionOf({ heads, facts, total }, copies, await tasksOf(req, onlooker, heads)),
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    place: place === null ? null : nameOfGuide(place, places),
  }
}
