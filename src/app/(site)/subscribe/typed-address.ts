import { mailAddress, MailAddressProblem, type MailAddress } from '#domain/mail-address.ts'
import type { Problem } from '#pipelines/subscribe/choices.ts'

/** A typed address, or what is wrong with it. */
export function typedAddress(
  typed: string,
): { address: MailAddress; problems: [] } | { address: null; problems: Problem[] } {
  try {
    return { address: mailAddress(typed), problems: [] }
  } catch (error) {
    if (!(error instanceof MailAddressProblem)) throw error
    return { address: null, problems: [{ field: 'address', message: error.message }] }
  }
}
