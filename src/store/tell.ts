import { isAmong } from '#domain/checks.ts'
import { ROLE_NAMES, type Role } from '#domain/desk/actors.ts'
import type { RolesChange } from '#domain/desk/assignees.ts'
import type { Work } from '#domain/work.ts'
import type { StoreRequest } from './rows.ts'
import { askWork } from './work.ts'

/** Roles that a person, `user:<id>`, got or lost. */
export type OfRoles = RolesChange & { person: string }

/** What somebody may have to be told of: an event of an entry, a flag, or roles of whoever has tasks. */
export type Telling = { entry: string; n: number } | { flag: string } | OfRoles

/** Asks the worker, in the transaction of the act, to tell those whom it concerns. */
export const askTell = (
  req: StoreRequest,
  {
    entry,
    by,
    at,
    ...of
  }: { entry: string | null; by: string; at: Date } & ({ n: number } | { flag: string } | OfRoles),
): Promise<string> => askWork(req, { kind: 'tell', entry, args: of, by, at })

const isRole = isAmong(ROLE_NAMES)
const rolesIn = (value: unknown): Role[] => (Array.isArray(value) ? value.filter(isRole) : [])

/** @returns null for a request that says nothing. */
export function tellingOf({ entry, args }: Pick<Work, 'entry' | 'args'>): Telling | null {
  if (typeof args.flag === 'string') return { flag: args.flag }
  if (typeof args.person === 'string')
    return { person: args.person, before: rolesIn(args.before), after: rolesIn(args.after) }
  return typeof args.n === 'number' && entry !== null ? { entry, n: args.n } : null
}
