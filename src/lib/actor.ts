import { ROLE_NAMES, type Actor, type Role } from '#domain/desk/actors.ts'
import type { PayloadRequest } from 'payload'

/** Set in the context of a local request that a part of the system makes under its own name. No route can set it. */
const ACTOR = 'recourse:actor'

export const actingAs = (actor: Actor): Record<string, unknown> => ({ [ACTOR]: actor })

interface StaffUser {
  id: string | number
  name?: string | null
  roles?: string[] | null
}

const isRole = (name: string): name is Role => name in ROLE_NAMES

/** Roles of whoever makes a request; empty for nobody. */
export function rolesOf(req: Pick<PayloadRequest, 'user'>): Role[] {
  return ((req.user as StaffUser | null)?.roles ?? []).filter(isRole)
}

/** Who makes a request: the system under its own name, a person, or null for nobody. */
export function actorOf(req: Pick<PayloadRequest, 'user' | 'context'>): Actor | null {
  const system = req.context[ACTOR]
  if (system) return system as Actor
  const user = req.user as StaffUser | null
  if (!user) return null
  return { id: `user:${user.id}`, name: user.name?.trim() || 'Unnamed user', roles: rolesOf(req) }
}
