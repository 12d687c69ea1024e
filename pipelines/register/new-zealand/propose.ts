import { printDate } from '#domain/dates.ts'
import type { ProposedLawChange } from '#domain/watch/proposals.ts'
import { isNews, type Watched } from '../reading.ts'
import type { WorkVersion } from './read-versions.ts'

/** The public site of New Zealand's legislation: its addresses have the segments of the identifiers. */
const SITE = 'https://www.legislation.govt.nz'

/** Those of one day are told apart by a letter at their end. */
const byDay = (a: WorkVersion, b: WorkVersion): number =>
  a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1

/** What is known of the versions of a work. */
export interface WorkVersions {
  versions: readonly WorkVersion[]
  /** True where none is missing. */
  whole: boolean
  /** True where the work is repealed, revoked, expired or superseded. */
  ended: boolean
}

/**
 * Proposals from the versions of a work. The register says neither what changed, nor what changed it, nor when it made a
 * version: an editor looks. The first version is the work itself, and changes nothing; the last one of a work that has
 * ended is its end.
 * @param readUpTo the newest version of an earlier reading: later ones were made since; null before the first.
 */
export function proposalsOfVersions(
  { versions, whole, ended }: WorkVersions,
  { id: instrument, since }: Watched,
  readUpTo: string | null,
): ProposedLawChange[] {
  const sorted = versions.toSorted(byDay)
  const last = sorted.at(-1)
  return (whole ? sorted.slice(1) : sorted)
    .filter(({ on }) => isNews([on], readUpTo !== null && on > readUpTo.slice(0, 10), since))
    .map(({ id, on }) => {
      const isEnd = ended && id === last?.id
      const letter = /[A-Z]*$/.exec(id)?.[0]
      return {
        effect: `legislation.govt.nz/${id}${isEnd ? '/ended' : ''}`,
        instrument,
        what: isEnd ? ('repeal' as const) : ('amendment' as const),
        title: `${isEnd ? 'No longer in force: last' : 'New'} version, as at ${printDate(on)}${letter ? ` (${letter})` : ''}`,
        provisions: null,
        by: 'a law that the register does not name',
        effectiveOn: on,
        days: [on],
        url: `${SITE}/${id.replaceAll('_', '/')}/`,
        modified: `${on}T00:00:00.000Z`,
      }
    })
}
