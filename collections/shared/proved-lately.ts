import { APIError, type CollectionBeforeOperationHook, type PayloadRequest } from 'payload'
import { isProvedLately } from '#domain/desk/second-factor.ts'
import { standingIn } from '#lib/actor.ts'
import { systemClock } from '#lib/clock.ts'
import { env } from '#lib/env.ts'

export const NOT_PROVED = 'Prove first that it is you, with your second factor. Open the admin to do so.'

const AGAIN =
  'Prove again that it is you, with your second factor: for this, the last proof is too long ago. Then try again.'

/** @throws {APIError} if the account has a second factor that was not proved lately in this session. */
export function assertProvedLately(req: PayloadRequest): void {
  const standing = standingIn(req)
  if (standing && !isProvedLately(standing, systemClock.now(), env().secondFactorMinutes * 60_000))
    throw new APIError(AGAIN, 403, { because: 'proof' }, true)
}

const CHANGES = new Set(['create', 'update', 'delete'])

/** Accounts are changed, by whoever may, only after a recent proof. */
export const provedLately: CollectionBeforeOperationHook = ({ args, operation, overrideAccess, req }) => {
  if (CHANGES.has(operation) && !overrideAccess) assertProvedLately(req)
  return args
}
