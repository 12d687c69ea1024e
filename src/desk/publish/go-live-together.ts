import { readTogether } from '#store/desk/heads.ts'
import { readGoingTogether } from '#store/desk/together.ts'
import { todayOf } from '../desk.ts'
import { goLive, type PublisherDesk } from './go-live.ts'

/**
 * Makes all editions live that go together under a law change, at one instant and in one transaction: all of them or
 * none. Each is asked before the first is written; it does nothing if one of them is not ready any more.
 * @returns how many went live.
 * @throws {Refused} naming the entry that cannot go.
 */
export async function goLiveTogether(desk: PublisherDesk, lawChange: string): Promise<number> {
  const { req, clock } = desk
  const heads = await readTogether(req, [lawChange])
  if (!(await readGoingTogether(req, heads, todayOf(desk))).has(lawChange)) return 0
  const at = clock.now()
  for (const head of heads) await goLive({ ...desk, clock: { now: () => at } }, head)
  return heads.length
}
