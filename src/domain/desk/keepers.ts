import { parseEntryKey } from '../keys.ts'
import { hasId, isSameId } from '../portable-ids.ts'
import { mayEdit } from './actors.ts'
import { deputyOf, type Colleague } from './deputies.ts'

/** What something that needs a person is about. */
export interface Concerned {
  /** Keys of entries. */
  entries: readonly string[]
  /** Slugs of the places to which these belong, or whose page it is. */
  places: readonly string[]
}

/** Who looks after something, by the ids by which they act. */
export interface Kept {
  /** For each place, those responsible for it in the order in which they are notified. */
  responsible: readonly (readonly string[])[]
  /** Whoever submitted what readers see. */
  submitters: readonly string[]
}

/**
 * Who is told of what needs a person: the first who is responsible for each place, and whoever submitted what readers see.
 * For whoever is away, whoever stands in is told, too, or else the next who is responsible and here. If that reaches nobody
 * who is here, everybody is told who could act. Nobody is told who may not edit: what they did would be refused.
 */
export function keepersAmong({ responsible, submitters }: Kept, staff: readonly Colleague[]): string[] {
  const able = staff.filter(mayEdit)
  const here = able.filter(({ away }) => away !== true)
  const isOf = (people: readonly Colleague[], id: string): boolean =>
    people.some((each) => isSameId(each.id, id))
  const firsts = responsible.flatMap((people): string[] => {
    const [first, ...others] = people.filter((id) => isOf(able, id))
    if (first === undefined) return []
    if (isOf(here, first)) return [first]
    const next = deputyOf(first, able) ?? others.find((id) => isOf(here, id))
    return next === undefined ? [first] : [first, next]
  })
  const submitted = submitters.flatMap((id): string[] => {
    const person = able.find((each) => isSameId(each.id, id))
    if (!person) return []
    const deputy = person.away === true ? deputyOf(person.id, able) : null
    return deputy === null ? [person.id] : [person.id, deputy]
  })
  const own = [...firsts, ...submitted]
  const told = (of: readonly Colleague[]): Colleague[] => of.filter(({ id }) => hasId(own, id))
  if (told(here).length > 0) return told(able).map(({ id }) => id)
  return (here.length > 0 ? [...told(able), ...here] : able).map(({ id }) => id)
}

/** What an entry, or several, concern. */
export const concerning = (entries: readonly string[]): Concerned => ({
  entries,
  places: [...new Set(entries.flatMap((entry) => parseEntryKey(entry)?.place ?? []))],
})
