import { JWTAuthentication, type AuthStrategy, type Payload } from 'payload'
import { standingOf, type Standing } from '#domain/desk/second-factor.ts'
import { rolesOf, sessionIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { hasFactor } from '#store/desk/second-factors.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { findSignIn, noteUse } from '#store/desk/sign-ins.ts'

/** Milliseconds to which the last use of a session is told. */
const USE = 5 * 60_000

type User = NonNullable<Awaited<ReturnType<typeof JWTAuthentication>>['user']>

/** What a session may do. If that cannot be found out, it may do nothing. */
async function standing(payload: Payload, user: User): Promise<Standing> {
  const session = sessionIn({ user }) ?? ''
  const [signIn, has] = await Promise.all([
    findSignIn({ payload }, session),
    hasFactor({ payload }, String(user.id)),
  ])
  const now = systemClock.now()
  if (signIn && now.getTime() - Date.parse(signIn.usedAt) > USE)
    inOwnTransaction({ payload }, (req) => noteUse(req, session, now), { name: 'a use of a session' }).catch(
      (error: unknown) => payload.logger.warn({ err: error }, 'the last use of a session was not noted'),
    )
  return standingOf({ rule: env().secondFactor, roles: rolesOf({ user }), has, signIn })
}

const NOTHING: Standing = { limited: 'prove', has: true, required: true, signedInAt: null, provedAt: null }

/**
 * Recognizes who makes a request, in place of Payload's own strategy, which comes after and finds nobody that this one
 * does not. A session whose second factor is not proved has no role, and so no right, whatever the account has: every
 * entrance asks for roles.
 */
export const recognize: AuthStrategy = {
  name: 'recourse',
  authenticate: async (args) => {
    const { user, ...rest } = await JWTAuthentication({ ...args, strategyName: 'local-jwt' })
    if (!user) return { ...rest, user: null }
    const { payload } = args
    const found = await standing(payload, user).catch((error: unknown) => {
      payload.logger.error({ err: error }, 'it is not known whether a second factor was proved')
      return NOTHING
    })
    return { ...rest, user: { ...user, _standing: found, ...(found.limited ? { roles: [] } : {}) } }
  },
}
