import type { Brand } from './brand.ts'

/** An address that mail can be sent to: ASCII, its domain in lower case. */
export type MailAddress = Brand<string, 'MailAddress'>

/** RFC 5321, § 4.5.3.1. */
export const MAX_ADDRESS = 254
const MAX_LOCAL = 64

/**
 * Dot-string of RFC 5321 without “%”, “!”, “|” and “`”, which old relays use for routing and old scripts
 * execute.
 */
const LOCAL = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** Characters that never occur in a domain name, and would have another meaning in a URL. */
const NOT_IN_DOMAIN = /[\u0000-\u0020\u007f-\u00a0"%()*+,/:;<=>?@[\\\]^`{|}~!#$&'_]/

export class MailAddressProblem extends Error {
  override name = 'MailAddressProblem'
}

const refuse = (message: string): never => {
  throw new MailAddressProblem(message)
}

/**
 * The one form in which an address is stored and used. Surrounding spaces are removed.
 * @throws {MailAddressProblem} worded for the person who typed it.
 */
export function mailAddress(text: string): MailAddress {
  const typed = text.replace(/^ +| +$/g, '')
  if (typed === '') refuse('Write the address that the mails go to.')
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(typed))
    refuse('This address contains a line end or another character that cannot be seen. Type it anew.')
  if (/\s/.test(typed)) refuse('This address contains a space. Remove it.')
  if (/[,;]/.test(typed)) refuse('This is more than one address. Write one alone.')
  if (/[<>"()]/.test(typed))
    refuse('Write the address alone, without name, quotation marks or brackets: name@example.org.')
  const parts = typed.split('@')
  if (parts.length === 1) refuse('An address has an “@” in it: name@example.org.')
  if (parts.length > 2) refuse('An address has one “@” alone: name@example.org.')
  const [local = '', host = ''] = parts
  return `${localPart(local)}@${domain(host, local.length)}` as MailAddress
}

function localPart(text: string): string {
  if (text === '') refuse('Something is missing before the “@”: name@example.org.')
  if (/[^\u0021-\u007e]/.test(text))
    refuse(
      'Before the “@”, mail can be sent to letters without accents, digits and signs alone. Use another address.',
    )
  if (text.length > MAX_LOCAL)
    refuse(`There are ${text.length} characters before the “@”; an address has at most ${MAX_LOCAL}.`)
  if (!LOCAL.test(text) || text.startsWith('-'))
    refuse(
      'What stands before the “@” is no address that mail can be sent to. Look for a dot or a sign too many.',
    )
  return text
}

function domain(text: string, local: number): string {
  if (text === '') refuse('Something is missing after the “@”: name@example.org.')
  const ascii =
    NOT_IN_DOMAIN.test(text) || !URL.canParse(`http://${text}`) ? '' : new URL(`http://${text}`).hostname
  const labels = ascii.split('.')
  if (labels.length < 2)
    refuse('What stands after the “@” is not the whole name of a mail provider: name@example.org.')
  if (!labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? ''))
    refuse('What stands after the “@” is not the name of a mail provider. Look for a mistyped letter or dot.')
  if (local + 1 + ascii.length > MAX_ADDRESS)
    refuse(`This address is too long: mail can be sent to at most ${MAX_ADDRESS} characters.`)
  return ascii
}

/**
 * An address as shown to anyone with its link: enough to recognize one's own, too little to reveal another's.
 */
export function maskAddress(address: string): string {
  const [local = '', host = ''] = address.split('@')
  const labels = host.split('.')
  return `${local.slice(0, 1)}…@${host.slice(0, 1)}….${labels.at(-1)}`
}
