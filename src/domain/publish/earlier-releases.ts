import { CHANGE_KINDS } from '../content/editions.ts'
import type { Jurisdiction } from '../content/jurisdictions.ts'
import type { Hold } from '../desk/hold.ts'
import type { Change } from './changes.ts'
import { WHY_NOT, type Revived } from './roll-back.ts'

/** A release that readers can be given back. */
export interface EarlierRelease {
  /** Its number. */
  sequence: number
  /** Instant at which it was published; null where the database does not know it. */
  at: string | null
  /** What has changed for readers since, in words. */
  since: string
  /** It was made while publishing was held. */
  held: boolean
}

/** What an administrator sees before rolling back. */
export interface RollBackChoice {
  /** Number of the last event of publishing: a decision is about this state. */
  seen: number
  hold: Hold | null
  /** Number of the release that readers see; 0 before the first. */
  current: number
  /** Newest first. */
  earlier: EarlierRelease[]
}

type Places = readonly Pick<Jurisdiction, 'key' | 'name'>[]

/** “Stalking, Scotland”: a title is unique only within its place, unless it names it. */
const titled = (title: string, place: string | null, places: Places): string => {
  const name = places.find(({ key }) => key === place)?.name
  return name === undefined || title.includes(name) ? title : `${title}, ${name}`
}

/** Changes named in full. */
const NAMED = 3

/** “Since then: Stalking, Scotland (correction), and 2 more changes.” */
export function sinceWords(
  changes: readonly Pick<Change, 'title' | 'jurisdiction' | 'kind'>[],
  places: Places,
): string {
  if (changes.length === 0) return 'Since then, no entry has changed.'
  const named = changes
    .slice(-NAMED)
    .reverse()
    .map(
      ({ title, jurisdiction, kind }) =>
        `${titled(title, jurisdiction, places)} (${CHANGE_KINDS[kind].toLowerCase()})`,
    )
  const more = changes.length - named.length
  const rest = more > 0 ? [`${more} more ${more === 1 ? 'change' : 'changes'}`] : []
  return `Since then: ${[...named, ...rest].join('; ')}.`
}

/** “Stalking, Scotland: was corrected since”, for the person who decides. */
export const revivedLine = ({ entry, title, why }: Revived, places: Places): string =>
  `${titled(title, entry.split('/')[0] ?? null, places)}: ${why.map((each) => WHY_NOT[each]).join('; ')}.`
