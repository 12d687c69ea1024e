import { APIError, type CollectionBeforeValidateHook } from 'payload'
import { mailAddress, MailAddressProblem } from '#domain/mail-address.ts'
import { UnfitAccount } from './unfit.ts'

/** @throws {ValidationError} in words for whoever typed it. */
function assertAddress(email: string): void {
  try {
    mailAddress(email)
  } catch (error) {
    if (!(error instanceof MailAddressProblem)) throw error
    throw new UnfitAccount('email', error.message)
  }
}

/**
 * The address of an account is one that mail can be sent to, and only its owner changes it: a link to set a new password
 * goes there, and whoever reads it becomes them.
 */
export const ownAddress: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  const email: unknown = (data as { email?: unknown } | undefined)?.email
  const before = originalDoc as { id?: unknown; email?: string } | undefined
  // A new password by a link comes with the account as it is stored, and changes nothing else of it.
  if (operation === 'update' && before === undefined) return data
  if (typeof email !== 'string' || email.toLowerCase().trim() === before?.email) return data
  if (operation === 'update' && req.user && String(req.user.id) !== String(before?.id))
    throw new APIError(
      'Nobody changes the address of somebody else: who reads its mail can set their password. They change it themselves.',
      403,
      undefined,
      true,
    )
  assertAddress(email)
  return data
}
