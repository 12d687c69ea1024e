import { JWTAuthentication, type AuthStrategy, type Payload } from 'payload'
import { LONGEST_SESSION, standingOf, type Standing } from '#domain/desk/second-factor.ts'
import { rolesOf, sessionIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { hasFactor } from '#store/desk/second-factors.ts'
import { inOwnTransaction } from '#store/own-transaction.ts'
import { endSessions } from '#store/desk/sessions.ts'
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

/** When the session began, as Payload keeps it; null if that is not known. */
function beganAt(user: User): number | null {
  const { sessions } = user as { sessions?: { id: string; createdAt?: string | Date | null }[] | null }
  const session = sessionIn({ user })
  const began = sessions?.find(({ id }) => id === session)?.createdAt
  return began ? new Date(began).getTime() : null
}

/**
 * Ends a session that has lasted long enough, however much it is used.
 * @returns whether it was ended: then Payload's own strategy finds nobody, either.
 */
async function hasEnded(payload: Payload, user: User): Promise<boolean> {
  const began = beganAt(user)
  if (began === null || systemClock.now().getTime() - began < LONGEST_SESSION) return false
  const session = sessionIn({ user })
  await inOwnTransaction(
    { payload },
    (req) => endSessions(req, String(user.id), (each) => each === session),
    { name: 'a session has lasted long enough' },
  )
  return true
}

/** What a session may do; null if it has just ended. */
const standingNow = async (payload: Payload, user: User): Promise<Standing | null> =>
  (await hasEnded(payload, user)) ? null : standing(payload, user)

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
    const found = await standingNow(payload, user).catch((error: unknown) => {
      payload.logger.error({ err: error }, 'it is not known whether a second factor was proved')
      return NOTHING
    })
    if (found === null) return { ...rest, user: null }
    return { ...rest, user: { ...user, _standing: found, ...(found.limited ? { roles: [] } : {}) } }
  },
}
