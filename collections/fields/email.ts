import type { EmailField } from 'payload'
import { mailAddress, MailAddressProblem } from '#domain/mail-address.ts'

/** An optional address that mail can be sent to. */
export const email = (name: string, label: string): EmailField => ({
  type: 'email',
  name,
  label,
  validate: (value: unknown) => {
    if (typeof value !== 'string' || value === '') return true
    try {
      mailAddress(value)
      return true
    } catch (error) {
      if (error instanceof MailAddressProblem) return error.message
      throw error
    }
  },
})
