import { Gutter } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { mayAdminister, mayEdit, mayReview } from '#domain/desk/actors.ts'
import { isBoardList } from '#domain/desk/board.ts'
import { isUnderWay } from '#domain/publish/targets.ts'
import { printDate } from '#domain/dates.ts'
import { pageOf, textOf } from '#domain/values.ts'
import { boardListOf } from '#desk/desk/queries/board/board-list-of.ts'
import { boardOf } from '#desk/desk/queries/board/board-of.ts'
import { watchFoundOf } from '#desk/watch/queries/watch-found-of.ts'
import { actorOf } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { BoardView } from './board-view.tsx'
import { SecondFactorOff } from '../second-factor/off.tsx'
import { KeepFresh } from './keep-fresh.tsx'
import { ListView } from './list-view.tsx'

/** Polling interval of the board in milliseconds: during publishing, and otherwise. */
const SOON = 3_000
const LATER = 60_000

/** The `/admin` page: everything that waits for the current user, or one list of it (`?list=overdue`). */
export async function Dashboard({ initPageResult: { req }, searchParams = {} }: AdminViewServerProps) {
  const actor = actorOf(req)
  if (!actor) return null
  const { siteTimeZone: timeZone, watch, secondFactor } = env()
  const admin = req.payload.config.routes.admin
  const desk = { req: { payload: req.payload }, actor, clock: systemClock, timeZone }
  const { list, place, page } = searchParams
  if (isBoardList(list)) {
    const asked = { list, place: textOf(place) || null, page: pageOf(page) }
    return (
      <main>
        <Gutter className="board">
          <ListView
            admin={admin}
            list={list}
            place={asked.place}
            found={await boardListOf(desk, asked)}
            approves={mayReview(actor)}
          />
          <KeepFresh every={LATER} />
        </Gutter>
      </main>
    )
  }
  const [board, found] = await Promise.all([boardOf(desk), watchFoundOf(desk.req)])
  return (
    <main>
      <Gutter className="board">
        <div className="board__top">
          <h1>The desk</h1>
          <p>{printDate(board.today)}</p>
        </div>
        {mayAdminister(actor) && secondFactor === 'off' ? <SecondFactorOff admin={admin} /> : null}
        <BoardView
          admin={admin}
          api={req.payload.config.routes.api}
          board={board}
          found={found}
          editorial={mayEdit(actor)}
          administers={mayAdminister(actor)}
          now={systemClock.now()}
          timeZone={timeZone}
          watching={watch}
        />
        <KeepFresh
          every={
            board.site.underWay ||
            board.site.next > 0 ||
            board.targets.some(isUnderWay) ||
            Object.values(found.passes).some(({ state }) => state === 'running')
              ? SOON
              : LATER
          }
        />
      </Gutter>
    </main>
  )
}
