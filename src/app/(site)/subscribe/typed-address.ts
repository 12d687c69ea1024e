import { mailAddress, MailAddressProblem, type MailAddress } from '#domain/mail-address.ts'
import type { Problem } from '#pipelines/subscribe/choices.ts'
import { catalogue } from '#templates/words/index.ts'

/** A typed address, or what is wrong with it. */
export function typedAddress(
  typed: string,
): { address: MailAddress; problems: [] } | { address: null; problems: Problem[] } {
  try {
    return { address: mailAddress(typed), problems: [] }
  } catch (error) {
    if (!(error instanceof MailAddressProblem)) throw error
    const words = catalogue.labels.addressProblems[error.problem]
    const message = typeof words === 'string' ? words : words(error)
    return { address: null, problems: [{ field: 'address', message }] }
  }
}
