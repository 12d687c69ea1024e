import parsePhoneNumber from 'libphonenumber-js/max'
import type { BodyRef } from './content.ts'
import { normaliseUrl, UrlProblem } from './urls.ts'

/** Ways to reach somebody, with the word that readers see. */
export const CONTACT_KINDS = {
  phone: 'Phone',
  sms: 'Text message',
  relay: 'Text relay',
  email: 'Email',
  web: 'Online',
  app: 'App',
  'in-person': 'In person',
} as const
export type ContactKind = keyof typeof CONTACT_KINDS

export interface Contact {
  key: string
  kind: ContactKind
  /** E.164 or a short code for phone, sms and relay; an address for email, web and app; empty for in person. */
  value: string
  /** As people write it: `0300 123 2040`. */
  printed: string
  hours: string | null
  note: string | null
  /** Whose contact it is, where it was taken from a body's record. */
  body: BodyRef | null
}

/** Numbers that work only inside a country: 999, 101, 18000, 131444, 10111. */
const SHORT_CODE = /^\d{2,6}$/
const E164 = /^\+[1-9]\d{6,14}$/
const EMAIL = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/

const isNumberKind = (kind: ContactKind): boolean => kind === 'phone' || kind === 'sms' || kind === 'relay'

const digits = (text: string): string => text.replace(/\D/g, '')

function numberProblem(value: string, printed: string): string | null {
  if (SHORT_CODE.test(value))
    return digits(printed) === value
      ? null
      : `The number as printed (“${printed}”) is not ${value}. Both must be the same number.`
  if (!E164.test(value))
    return `“${value}” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).`
  const number = parsePhoneNumber(value)
  if (!number?.isValid())
    return `${value} is not a number that can exist in ${number?.country ?? 'any country'}: check its digits.`
  // Inside the country with or without its trunk prefix, or from abroad: nothing before, nothing after.
  const forms = [number.nationalNumber, digits(number.formatNational()), digits(number.formatInternational())]
  return forms.includes(digits(printed))
    ? null
    : `The number as printed (“${printed}”) is not ${value}: print it as ${number.formatNational()} or ${number.formatInternational()}. Both must be the same number.`
}

/** What is wrong with a contact, in words for the person who typed it; null when it is fine. */
export function contactProblem(contact: Pick<Contact, 'kind' | 'value' | 'printed'>): string | null {
  const { kind, value, printed } = contact
  if (!printed.trim()) return 'Say how this contact is printed.'
  if (isNumberKind(kind)) return numberProblem(value, printed)
  if (kind === 'email') return EMAIL.test(value) ? null : `“${value}” is not an email address.`
  if (kind === 'in-person')
    return value === ''
      ? null
      : 'A contact in person has no number or address to dial: leave the value empty.'
  try {
    normaliseUrl(value)
    return null
  } catch (error) {
    if (error instanceof UrlProblem) return error.message
    throw error
  }
}

/** The link that a contact leads to, or null when there is none to follow. */
export function contactHref({ kind, value }: Pick<Contact, 'kind' | 'value'>): string | null {
  if (kind === 'in-person' || value === '') return null
  if (kind === 'sms') return `sms:${value}`
  if (isNumberKind(kind)) return `tel:${value}`
  return kind === 'email' ? `mailto:${value}` : value
}
