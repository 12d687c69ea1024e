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

/** What may be wrong with an address, worded for the person who typed it. */
export const ADDRESS_PROBLEMS = {
  empty: 'Write the address that the mails go to.',
  invisible: 'This address contains a line end or another character that cannot be seen. Type it anew.',
  space: 'This address contains a space. Remove it.',
  several: 'This is more than one address. Write one alone.',
  dressed: 'Write the address alone, without name, quotation marks or brackets: name@example.org.',
  noAt: 'An address has an “@” in it: name@example.org.',
  manyAts: 'An address has one “@” alone: name@example.org.',
  nothingBefore: 'Something is missing before the “@”: name@example.org.',
  accents:
    'Before the “@”, mail can be sent to letters without accents, digits and signs alone. Use another address.',
  longLocal: ({ count }: { count: number }) =>
    `There are ${count} characters before the “@”; an address has at most ${MAX_LOCAL}.`,
  oddLocal:
    'What stands before the “@” is no address that mail can be sent to. Look for a dot or a sign too many.',
  nothingAfter: 'Something is missing after the “@”: name@example.org.',
  noProvider: 'What stands after the “@” is not the whole name of a mail provider: name@example.org.',
  oddProvider:
    'What stands after the “@” is not the name of a mail provider. Look for a mistyped letter or dot.',
  long: `This address is too long: mail can be sent to at most ${MAX_ADDRESS} characters.`,
} as const
export type AddressProblem = keyof typeof ADDRESS_PROBLEMS

export class MailAddressProblem extends Error {
  override name = 'MailAddressProblem'
  readonly problem: AddressProblem
  /** The number in its words, where they have one. */
  readonly count: number

  constructor(problem: AddressProblem, count: number) {
    const words = ADDRESS_PROBLEMS[problem]
    super(typeof words === 'string' ? words : words({ count }))
    this.problem = problem
    this.count = count
  }
}

const refuse = (problem: AddressProblem, count = 0): never => {
  throw new MailAddressProblem(problem, count)
}

/**
 * The one form in which an address is stored and used. Surrounding spaces are removed.
 * @throws {MailAddressProblem} worded for the person who typed it.
 */
export function mailAddress(text: string): MailAddress {
  const typed = text.replace(/^ +| +$/g, '')
  if (typed === '') refuse('empty')
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(typed)) refuse('invisible')
  if (/\s/.test(typed)) refuse('space')
  if (/[,;]/.test(typed)) refuse('several')
  if (/[<>"()]/.test(typed)) refuse('dressed')
  const parts = typed.split('@')
  if (parts.length === 1) refuse('noAt')
  if (parts.length > 2) refuse('manyAts')
  const [local = '', host = ''] = parts
  return `${localPart(local)}@${domain(host, local.length)}` as MailAddress
}

function localPart(text: string): string {
  if (text === '') refuse('nothingBefore')
  if (/[^\u0021-\u007e]/.test(text)) refuse('accents')
  if (text.length > MAX_LOCAL) refuse('longLocal', text.length)
  if (!LOCAL.test(text) || text.startsWith('-')) refuse('oddLocal')
  return text
}

function domain(text: string, local: number): string {
  if (text === '') refuse('nothingAfter')
  const ascii =
    NOT_IN_DOMAIN.test(text) || !URL.canParse(`http://${text}`) ? '' : new URL(`http://${text}`).hostname
  const labels = ascii.split('.')
  if (labels.length < 2) refuse('noProvider')
  if (!labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? '')) refuse('oddProvider')
  if (local + 1 + ascii.length > MAX_ADDRESS) refuse('long')
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
