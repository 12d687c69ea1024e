import { dayIn } from '#domain/dates.ts'
import type { Desk } from '../../../desk.ts'
import type { Onlooker } from './facts.ts'

/** Who looks at the board, at one instant for all of it. */
export function onlookerOf({ actor, clock, timeZone }: Desk): Onlooker {
  const now = clock.now()
  return { actor, now, today: dayIn(timeZone, now) }
}
