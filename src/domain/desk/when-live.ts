import { printDate, type LegalDate } from '../dates.ts'
import type { OpenEdition } from './heads.ts'

type Going = Pick<OpenEdition, 'goesLiveOn' | 'together'>

/** True if an edition does not go live as soon as it is approved: it waits for its day, or for others. */
export const waits = ({ goesLiveOn, together }: Going, today: LegalDate): boolean =>
  together !== null || (goesLiveOn !== null && goesLiveOn > today)

/** When an edition goes live, to follow “goes live”: on its day, together with others, or now that it is approved. */
export function whenLive({ goesLiveOn, together }: Going, today: LegalDate): string {
  const on = goesLiveOn !== null && goesLiveOn > today ? `on ${printDate(goesLiveOn)}` : null
  if (together === null) return on ?? 'now'
  return `together with the others under its law change, ${on ?? 'once each is approved'}`
}

/** Since when readers have had an edition. */
export const liveSince = ({ since }: { since: LegalDate }): string => `live since ${printDate(since)}`
