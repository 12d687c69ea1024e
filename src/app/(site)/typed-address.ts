import { mailAddress, MailAddressProblem, type MailAddress } from '#domain/mail-address.ts'
import { catalogue } from '#templates/words/index.ts'

interface AddressProblem {
  field: 'address'
  message: string
}

/** A typed address, or what is wrong with it. */
export function typedAddress(
  typed: string,
): { address: MailAddress; problems: [] } | { address: null; problems: AddressProblem[] } {
  try {
    return { address: mailAddress(typed), problems: [] }
  } catch (error) {
    if (!(error instanceof MailAddressProblem)) throw error
    const words = catalogue.labels.addressProblems[error.problem]
    const message = typeof words === 'string' ? words : words(error)
    return { address: null, problems: [{ field: 'address', message }] }
  }
}
