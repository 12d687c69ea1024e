import { Link } from '@payloadcms/ui'
import type { ServerProps } from 'payload'
import { mayAdminister } from '#domain/desk/actors.ts'
import { rolesOf } from '#lib/actor.ts'

/** Link to what the system writes of itself, below the collections, for administrators. */
export function SystemLink({ payload, user }: ServerProps) {
  if (!mayAdminister({ roles: rolesOf({ user: user ?? null }) })) return null
  return (
    <Link className="nav__link" href={`${payload.config.routes.admin}/system`} prefetch={false}>
      System
    </Link>
  )
}
