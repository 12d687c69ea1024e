import config from '#config'
import { getPayload, type Payload, type PayloadRequest } from 'payload'
import type { Actor, Role } from '#domain/desk/actors.ts'
import type { Because } from '#domain/desk/decision.ts'
import { actorOf, rolesOf } from '#lib/actor.ts'

export const SIGN_IN = 'Sign in first: your session may have ended.'

/** Who asks, for a staff request; null for anyone else. */
export async function signedIn(request: Request): Promise<{
  payload: Payload
  user: PayloadRequest['user']
  actor: Actor & { roles: readonly Role[] }
} | null> {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: request.headers })
  const actor = actorOf({ user, context: {} })
  return actor && rolesOf({ user }).length > 0 ? { payload, user, actor } : null
}

export const refuse = (status: number, message: string, because?: Because): Response =>
  Response.json(
    { errors: [because ? { message, data: { because, sentence: message, problems: [] } } : { message }] },
    { status, headers: { 'Cache-Control': 'no-store' } },
  )
