import parsePhoneNumber from 'libphonenumber-js/max'
import { evenText, keypad } from '../even-text.ts'
import { MAX_ADDRESS } from '../mail-address.ts'
import { normaliseUrl, UrlProblem } from '../urls.ts'

/** Ways to reach someone, with the label readers see. */
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

/** A body, as referred to where one of its contacts is printed. */
export interface BodyRef {
  key: string
  name: string
}

export interface Contact {
  key: string
  kind: ContactKind
  /**
   * The dialled value for phone, sms and relay: E.164, a short code, a code with # or *, or a relay prefix with
   * the number it leads to; an address for email, web and app; empty for in person.
   */
  value: string
  /** As people write it: `0300 123 2040`, `1-800-799-SAFE`. */
  printed: string
  hours: string | null
  note: string | null
  /** The body whose contact it is, if it comes from a body's record. */
  body: BodyRef | null
}

/** Numbers that work only inside a country: 999, 101, 18000, 131444, 10111. */
const SHORT_CODE = /^\d{2,6}$/
/** Mobile network codes: #7233, *123, *120*7867#. */
const SIGN_CODE = /^(?=(?:\D*\d){2})[*#]{1,2}\d{1,6}(?:[*#]\d{1,6})*#?$/
const E164 = /^\+[1-9]\d{6,14}$/
const EMAIL = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/

/**
 * Prefixes that add a text relay to a call: 18001 from a textphone, 18002 to one (Ofcom, National Telephone
 * Numbering Plan). The number to call follows as dialled within the United Kingdom.
 */
const RELAYED = /^(?:18001|18002)(\d{2,})$/
const RELAY_COUNTRY = 'GB'

const isNumberKind = (kind: ContactKind): boolean => kind === 'phone' || kind === 'sms' || kind === 'relay'

const digits = (text: string): string => text.replace(/\D/g, '')

const differs = (value: string, printed: string, instead = ''): string =>
  `The number as printed (“${printed}”) is not ${value}${instead}. Both must be the same number.`

/** A number printed with letters: 1-800-799-SAFE, 1800 RESPECT. Brackets after it repeat the number. */
const SPELLED = /\d[\d\s().\/-]*\d[\s.-]*[A-Za-z][A-Za-z\d.-]*(?: [A-Z][A-Z\d]*)*/

/** True if a text prints one of these numbers, in digits or keypad letters, and no other number. */
function prints(printed: string, forms: readonly string[]): boolean {
  const even = evenText(printed)
  const [words = ''] = SPELLED.exec(even) ?? []
  const spelled = digits(keypad(words))
  const letters = /[A-Za-z]*$/.exec(words)?.[0].length ?? 0
  // Letters beyond the full length of a number have no effect when dialled.
  return forms.some(
    (form) =>
      form === digits(even) ||
      (spelled.startsWith(form) && spelled.length - form.length < Math.max(1, letters)),
  )
}

function numberProblem(kind: ContactKind, value: string, printed: string): string | null {
  const even = evenText(printed)
  if (SIGN_CODE.test(value)) {
    const [code = ''] = /[*#][*#\w -]*/.exec(even) ?? []
    return [code, keypad(code)].some((each) => each.replace(/[^\d*#]/g, '') === value)
      ? null
      : differs(value, printed)
  }
  if (SHORT_CODE.test(value))
    return digits(even) === value && !/[*#]\d/.test(even) ? null : differs(value, printed)
  const [, led] = kind === 'sms' ? [] : (RELAYED.exec(value) ?? [])
  if (led !== undefined) {
    if (!SHORT_CODE.test(led) && !(led.startsWith('0') && parsePhoneNumber(led, RELAY_COUNTRY)?.isValid()))
      return `${value} leads through the text relay to ${led}, which is not a number that can exist in the United Kingdom: check its digits.`
    return digits(even) === value ? null : differs(value, printed)
  }
  if (!E164.test(value))
    return `“${value}” is neither an international number (+44 300 …, without spaces: +443001232040) nor a short code (999).`
  const number = parsePhoneNumber(value)
  if (!number?.isValid())
    return `${value} is not a number that can exist in ${number?.country ?? 'any country'}: check its digits.`
  // The national form with or without its trunk prefix, or the international form: nothing before, nothing
  // after.
  const forms = [
    number.nationalNumber,
    digits(number.formatNational()),
    digits(number.formatInternational()),
    // +44 (0)300 123 2040
    ...(/\(0\)/.test(even) ? [`${number.countryCallingCode}0${number.nationalNumber}`] : []),
  ]
  return prints(printed, forms)
    ? null
    : differs(value, printed, `: print it as ${number.formatNational()} or ${number.formatInternational()}`)
}

/** What is wrong with a contact, worded for the person who typed it; null if nothing is. */
export function contactProblem(contact: Pick<Contact, 'kind' | 'value' | 'printed'>): string | null {
  const { kind, value, printed } = contact
  if (!printed.trim()) return 'Say how this contact is printed.'
  if (isNumberKind(kind)) return numberProblem(kind, value, printed)
  if (kind === 'email') {
    if (value.length > MAX_ADDRESS) return `An email address has at most ${MAX_ADDRESS} characters.`
    return EMAIL.test(value) ? null : `“${value}” is not an email address.`
  }
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

/**
 * The stored form of a typed number: without group separators, and with digits for the letters of an
 * international number.
 */
export function dialled(typed: string): string {
  const even = evenText(typed)
    .trim()
    .replace(/^(\+\d{1,3}) ?\(0\)/, '$1')
    .replace(/[\s()./-]/g, '')
  return even.startsWith('+') ? keypad(even) : even
}

/** The link for a contact; null if there is none. */
export function contactHref({ kind, value }: Pick<Contact, 'kind' | 'value'>): string | null {
  if (kind === 'in-person' || value === '') return null
  // In an address a # begins a fragment: unescaped, #7233 would call nobody.
  if (isNumberKind(kind)) return `${kind === 'sms' ? 'sms' : 'tel'}:${value.replaceAll('#', '%23')}`
  return kind === 'email' ? `mailto:${value}` : value
}
