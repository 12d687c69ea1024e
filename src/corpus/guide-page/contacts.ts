import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/max'
import { contactProblem, type ContactKind } from '#domain/content/contacts.ts'
import { cutSlug, slugify } from '#domain/keys.ts'

interface Found {
  key: string
  kind: ContactKind
  value: string
  printed: string
  /** What the page says beside it. */
  note?: string
  at: number
}

/** Words around a number that say it is not one to call. */
const KINDS: readonly [RegExp, ContactKind][] = [
  [/\b(relay|textphone|tty|minicom)\b[^.;]{0,60}$/i, 'relay'],
  [/\b(sms|texts?|text messages?)\b[^.;]{0,40}$/i, 'sms'],
]

const kindAt = (text: string, at: number): ContactKind =>
  KINDS.find(([cue]) => cue.test(text.slice(Math.max(0, at - 80), at)))?.[1] ?? 'phone'

/** Three to six digits that stand alone, beside a word that says they are dialled. */
const SHORT = /(?<![\d.,/:§-]|s\. ?)\b(\d{3,6})\b(?![\d%]|[-/:.,]\d| ?(?:and|of) |-)/g

const isYear = (digits: string): boolean => /^(1[6-9]|20)\d\d$/.test(digits)

/** The words of the clause in which a number stands, without the number. */
function noteAt(text: string, at: number, printed: string): { note?: string } {
  const before = /[^;()]*$/.exec(text.slice(0, at))?.[0] ?? ''
  const after = /^[^;)]*/.exec(text.slice(at + printed.length))?.[0] ?? ''
  const note = `${before}${after}`
    .replace(/[()]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[.,:/-]\s*/, '')
  return note.length > 2 && note.length <= 120 ? { note } : {}
}

/** Numbers to call, to text or to reach by relay that stand in a text, in their order, each once. */
export function numbersIn(text: string, country: string): Omit<Found, 'at'>[] {
  const [land = ''] = country.split('-')
  const long: Found[] = findPhoneNumbersInText(text, land as CountryCode).map(
    ({ number, startsAt, endsAt }) => {
      // Numbers that are not reached from abroad have no international form: 131 444.
      const value = number.nationalNumber.length <= 6 ? number.nationalNumber : number.number
      const kind = kindAt(text, startsAt)
      const printed = text.slice(startsAt, endsAt)
      return { key: `${kind}-${value.replace(/\D/g, '')}`, kind, value, printed, at: startsAt }
    },
  )
  const inLong = (at: number): boolean =>
    long.some(({ at: start, printed }) => at >= start && at < start + printed.length)
  const short: Found[] = [...text.matchAll(SHORT)].flatMap(({ 1: digits = '', index }) =>
    isYear(digits) || inLong(index)
      ? []
      : [
          {
            key: `${kindAt(text, index)}-${digits}`,
            kind: kindAt(text, index),
            value: digits,
            printed: digits,
            at: index,
          },
        ],
  )
  const kept = new Map<string, Found>()
  for (const found of [...long, ...short].sort((a, b) => a.at - b.at))
    if (!kept.has(found.value) && contactProblem(found) === null) kept.set(found.value, found)
  return [...kept.values()].map(({ at, ...contact }) => ({
    ...contact,
    ...noteAt(text, at, contact.printed),
  }))
}

/** A site as a contact. */
export const siteContact = (host: string): Omit<Found, 'at'> => ({
  key: cutSlug(slugify(host.replace(/\./g, '-')), 60),
  kind: 'web',
  value: `https://${host}/`,
  printed: host,
})
