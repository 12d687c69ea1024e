import type { LegalDate } from '../dates.ts'
import type { LiveEntry } from './snapshot.ts'

/** The parts of an entry that say how old it is. */
type Aged = Pick<LiveEntry, 'key' | 'verifiedOn' | 'overdue' | 'dueOn' | 'takesForce'>

/** What most entries of a page have in common, so that the page says it once. */
export interface CommonStanding {
  /** The day on which they were last verified. */
  verifiedOn: LegalDate
  overdue: boolean
  /** The day by which all of them should be verified again. */
  dueOn: LegalDate
  /** Number of entries that it speaks of, and of all entries of the page. */
  alike: number
  entries: number
  /** Number of overdue entries that it does not speak of. */
  overdueApart: number
}

const isWorse = (one: Aged, other: Aged): boolean =>
  one.overdue === other.overdue ? one.verifiedOn < other.verifiedOn : one.overdue

/**
 * The day and the state that most entries of a page share; where two are equally common, the worse of them.
 * @returns null where there is none: no entries, or all of them stated before they take force.
 */
export function commonStanding(printed: readonly Aged[]): CommonStanding | null {
  const entries = [...new Map(printed.map((entry) => [entry.key, entry])).values()]
  const groups = new Map<string, [Aged, ...Aged[]]>()
  for (const entry of entries.filter(({ takesForce }) => takesForce === null)) {
    const name = `${entry.overdue} ${entry.verifiedOn}`
    const group = groups.get(name)
    if (group) group.push(entry)
    else groups.set(name, [entry])
  }
  const [most] = [...groups.values()].sort(
    (one, other) => other.length - one.length || (isWorse(one[0], other[0]) ? -1 : 1),
  )
  if (!most) return null
  const [{ verifiedOn, overdue }] = most
  return {
    verifiedOn,
    overdue,
    dueOn: most.map(({ dueOn }) => dueOn).reduce((last, day) => (day > last ? day : last)),
    alike: most.length,
    entries: entries.length,
    overdueApart: entries.filter((entry) => entry.overdue && !most.includes(entry)).length,
  }
}

/** Whether an entry says itself how old it is: what the page says is not true of it, or the page says nothing. */
export const standsApart = (
  { takesForce, verifiedOn, overdue }: Omit<Aged, 'key' | 'dueOn'>,
  common: CommonStanding | null,
): boolean => takesForce !== null || verifiedOn !== common?.verifiedOn || overdue !== common.overdue
