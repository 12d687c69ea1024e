import { ROLE_NAMES, type Actor, type Role } from '#domain/desk/actors.ts'
import type { Standing } from '#domain/desk/second-factor.ts'
import type { PayloadRequest } from 'payload'

/** Context key of local requests that part of the system makes under its own name. No route can set it. */
const ACTOR = 'recourse:actor'

export const actingAs = (actor: Actor): Record<string, unknown> => ({ [ACTOR]: actor })

interface StaffUser {
  id: string | number
  name?: string | null
  roles?: string[] | null
}

const isRole = (name: string): name is Role => name in ROLE_NAMES

/** Roles of the user of a request; empty if there is none. */
export function rolesOf(req: Pick<PayloadRequest, 'user'>): Role[] {
  return ((req.user as StaffUser | null)?.roles ?? []).filter(isRole)
}

/** The actor of a request: the system under its own name, a person, or null for nobody. */
export function actorOf(req: Pick<PayloadRequest, 'user' | 'context'>): Actor | null {
  const system = req.context[ACTOR]
  if (system) return system as Actor
  const user = req.user as StaffUser | null
  if (!user) return null
  return { id: `user:${user.id}`, name: user.name?.trim() || 'Unnamed user', roles: rolesOf(req) }
}

/** What a session may do, as `recognize` found it; null for the system's own requests, which have no session. */
export const standingIn = ({ user }: Pick<PayloadRequest, 'user'>): Standing | null =>
  (user as { _standing?: Standing } | null)?._standing ?? null

/** The session of a request, by its id; null if it has none. */
export const sessionIn = ({ user }: Pick<PayloadRequest, 'user'>): string | null =>
  (user as { _sid?: string } | null)?._sid ?? null
