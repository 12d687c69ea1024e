import { mayGoTogether } from '#domain/desk/together.ts'
import { readTogether } from '#store/desk/heads.ts'
import { readLawChange } from '#store/desk/law-changes.ts'
import { Refused, todayOf } from '../desk.ts'
import { whyHeld } from '../desk/why-held.ts'
import { goLive, type PublisherDesk } from './go-live.ts'

const refused = (message: string): Refused =>
  new Refused({ allowed: false, because: 'state', message: `${message} None goes live.` })

/**
 * Makes all editions live that go together under a law change, at one instant and in one transaction: all of them or
 * none. Does nothing if one of them is not ready any more.
 * @returns how many went live.
 * @throws {Refused} naming the entry that cannot go.
 */
export async function goLiveTogether(desk: PublisherDesk, lawChange: string): Promise<number> {
  const { req, clock } = desk
  const heads = await readTogether(req, [lawChange])
  if (!mayGoTogether(heads, todayOf(desk))) return 0
  const change = await readLawChange(req, lawChange)
  if (!change) throw refused('Their law change is not there any more.')
  // Each is asked before the first is written.
  for (const head of heads) {
    const why = await whyHeld(req, head, change, todayOf(desk))
    if (why !== null) throw refused(`${head.entry}: ${why}`)
  }
  const at = clock.now()
  for (const head of heads) await goLive({ ...desk, clock: { now: () => at } }, head)
  return heads.length
}
