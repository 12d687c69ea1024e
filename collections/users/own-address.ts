import { APIError, type CollectionBeforeValidateHook } from 'payload'
import { mailAddress, MailAddressProblem } from '#domain/mail-address.ts'
import { UnfitAccount } from './unfit.ts'

/** @throws {ValidationError} worded for the person who typed it. */
function assertAddress(email: string): void {
  try {
    mailAddress(email)
  } catch (error) {
    if (!(error instanceof MailAddressProblem)) throw error
    throw new UnfitAccount('email', error.message)
  }
}

/**
 * An account's address must be able to receive mail, and only its owner may change it: password reset links go
 * there, so whoever reads that mail can take over the account.
 */
export const ownAddress: CollectionBeforeValidateHook = ({ data, operation, originalDoc, req }) => {
  const email: unknown = (data as { email?: unknown } | undefined)?.email
  const before = originalDoc as { id?: unknown; email?: string } | undefined
  // A password reset passes the account as stored and changes nothing else.
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
