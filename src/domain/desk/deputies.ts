import { hasId, isSameId } from '../portable-ids.ts'
import type { Role } from './actors.ts'

/** A member of staff, by the id that events know. */
export interface Colleague {
  /** `user:<id>`. */
  id: string
  roles: readonly Role[]
  /** Whether this person is away now. */
  away?: boolean
  /** Who stands in; null if nobody is named. */
  deputy?: string | null
}

/** Whoever stands in for somebody, or for whoever stands in and is away, too; null if nobody who is here does. */
export function deputyOf(
  id: string,
  staff: readonly Colleague[],
  passed: readonly string[] = [],
): string | null {
  const deputy = staff.find((each) => isSameId(each.id, id))?.deputy ?? null
  const found = staff.find((each) => isSameId(each.id, deputy) && each.roles.length > 0)
  if (!found || hasId([id, ...passed], found.id)) return null
  return found.away === true ? deputyOf(found.id, staff, [id, ...passed]) : found.id
}
