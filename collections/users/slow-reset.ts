import { APIError, type Collection, type CollectionBeforeOperationHook } from 'payload'
import { systemClock } from '#lib/clock.ts'

/** Milliseconds between two mails with a new password link to one address. */
const PAUSE = 15_000

/** When each address was last asked for, oldest first. */
const asked = new Map<string, number>()

interface ForgotPassword {
  data?: { email?: unknown }
  collection: Collection
}

/**
 * Sends one address a link to set a new password at most every few seconds, whether it is known here or not. Payload
 * does so, too, but with a write outside the transaction that it has begun: where one writes at a time, it waits for
 * itself until nobody can write any more. So its own pause is taken out.
 */
export const slowReset: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (operation !== 'forgotPassword') return args
  const { data, collection } = args as unknown as ForgotPassword
  const address = typeof data?.email === 'string' ? data.email.toLowerCase().trim() : ''
  const now = systemClock.now().getTime()
  for (const [other, at] of asked) {
    if (now - at < PAUSE) break
    asked.delete(other)
  }
  if (asked.has(address))
    throw new APIError(
      'A link was asked for a moment ago. Wait a little, then try again.',
      429,
      undefined,
      true,
    )
  asked.set(address, now)
  const { config } = collection
  const auth = { ...config.auth, forgotPassword: { ...config.auth.forgotPassword, minRequestInterval: 0 } }
  return { ...args, collection: { ...collection, config: { ...config, auth } } }
}
