import { APIError, type CollectionBeforeValidateHook, type PayloadRequest } from 'payload'
import { isSignedInLately } from '#domain/desk/second-factor.ts'
import { textOf } from '#domain/values.ts'
import { standingIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'
import { isPassword } from '#lib/password-hash.ts'
import { findPasswordHash } from '#store/desk/sign-in.ts'
import { countTry, inTurn, passwordCameOff, takeTurn } from './sign-in.ts'

/** Header with the password that somebody has now, in base64url of UTF-8: a header holds ASCII alone. */
const HEADER = 'present-password'

const ASK =
  'Type the password that you have now: whoever finds your screen open must not get your account with it.'
const WRONG = 'This is not the password that you have now. Type it again.'

const refuse = (message: string): never => {
  throw new APIError(message, 403, { because: 'password' }, true)
}

/** Requests whose sender proved to know the present password. */
const proved = new WeakSet<PayloadRequest>()

/**
 * Checks the present password, where a request has one. Before the request's transaction, because the try is counted
 * whatever becomes of it.
 * @throws {APIError} if it is wrong, or was tried too often.
 */
export async function checkPresentPassword(req: PayloadRequest): Promise<void> {
  const given = req.headers.get(HEADER)
  const { user } = req
  if (given === null || !user) return
  const email = user.email ?? ''
  await countTry(req, 'password', email)
  const isRight = await inTurn(req, async () => {
    await takeTurn(req, email)
    const kept = await findPasswordHash(req, String(user.id))
    return isPassword(Buffer.from(given, 'base64url').toString('utf8'), kept)
  })
  if (!isRight) refuse(WRONG)
  await passwordCameOff(req, email)
  proved.add(req)
}

/**
 * Whoever changes their own password or address proves that it is they: by their second factor, which is asked for
 * before any change of accounts, or without one by a sign-in of a short while ago or their present password.
 */
export const presentPassword: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  const before = originalDoc as { id?: unknown; email?: string } | undefined
  if (operation !== 'update' || !req.user || String(req.user.id) !== String(before?.id)) return data
  const { password, email } = (data ?? {}) as { password?: unknown; email?: unknown }
  const changes =
    textOf(password) !== '' || (typeof email === 'string' && email.toLowerCase().trim() !== before?.email)
  const standing = standingIn(req)
  if (!changes || !standing || standing.has || proved.has(req)) return data
  const lasts = env().secondFactorMinutes * 60_000
  return isSignedInLately(standing, systemClock.now(), lasts) ? data : refuse(ASK)
}
