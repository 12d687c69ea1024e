import { dayIn } from '#domain/dates.ts'
import type { Desk } from '../../../desk.ts'
import type { Onlooker } from './facts.ts'

/** The person viewing the board, with a single instant for all of it. */
export function onlookerOf({ actor, clock, timeZone }: Desk): Onlooker {
  const now = clock.now()
  return { actor, now, today: dayIn(timeZone, now) }
}
