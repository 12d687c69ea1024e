import config from '#config'
import { getPayload, type Payload } from 'payload'
import type { Role } from '#domain/desk/actors.ts'
import { rolesOf } from '#lib/actor.ts'

/** The context of a preview, for a staff request; null for anyone else. */
export async function staffOf(
  request: Request,
): Promise<{ payload: Payload; name: string; roles: Role[] } | null> {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: request.headers })
  return user && rolesOf({ user }).length > 0
    ? { payload, name: user.name || 'Somebody', roles: rolesOf({ user }) }
    : null
}

export const notStaff = (): Response =>
  plain(401, 'Sign in to the admin first: a preview shows what is not published.')

/** A plain-text answer. Browsers and proxies store nothing of a preview. */
export const plain = (status: number, message: string): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
