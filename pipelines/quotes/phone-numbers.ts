import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max'
import { evenText, keypad } from '#domain/even-text.ts'

/** Adjacent digits on a page. */
export interface Group {
  digits: string
  from: number
  to: number
}

/** A page prepared for number search: normalized text, and its groups of digits. */
export interface DialPage {
  text: string
  groups: readonly Group[]
}

export function dialPage(text: string): DialPage {
  const even = evenText(text).replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n')
  return {
    text: even,
    groups: [...even.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
      digits,
      from: index,
      to: index + digits.length,
    })),
  }
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** The ways to dial a number: nationally with and without its trunk prefix, and from abroad. */
export interface Dialled {
  forms: readonly string[]
  country: CountryCode | null
  /** The form without a trunk prefix, where the country has one: other digits before it make another number of it. */
  bare: string | null
}

export function dialledForms(value: string): Dialled {
  const number = value.startsWith('+') ? parsePhoneNumber(value) : undefined
  if (!number) {
    const all = digitsOf(value)
    return { forms: [all], country: null, bare: null }
  }
  const national = digitsOf(number.formatNational())
  const all = digitsOf(number.number)
  const forms = [
    number.nationalNumber,
    national,
    all,
    `00${all}`,
    `0011${all}`,
    `011${all}`,
    // +44 (0)300 123 2040
    `${number.countryCallingCode}0${number.nationalNumber}`,
  ]
  return {
    forms: [...new Set(forms)],
    country: number.country ?? null,
    bare: number.nationalNumber.startsWith('0') ? null : number.nationalNumber,
  }
}

/** Separators within one number. A line, a cell and a sentence end it. */
const WITHIN = /^(?!.*\. )[ ().\-\/·•]{1,4}$/
/** A text relay prefix, before the number it calls. */
const RELAY = /^1800[12]$/
const LEADS_ON = /^[ ,]*(?:and )?(?:then|plus|\+|followed by|before)[ :]*(?:dial )?$/i

export const between = ({ text, groups }: DialPage, at: number): string =>
  text.slice(groups[at - 1]?.to ?? 0, groups[at]?.from)

/** True where a page has the groups of a number in sequence, in any of its forms. */
export function hasLongNumber(page: DialPage, dialled: Dialled): boolean {
  const { groups } = page
  for (let at = 0; at < groups.length; at += 1) {
    if (spells(page, at, dialled)) return true
    let together = ''
    for (let on = at; on < groups.length && (on === at || goesOn(page, on)); on += 1) {
      together += groups[on]?.digits ?? ''
      if (!begins(together, dialled)) break
      if (together.length > 6 && dialled.forms.includes(together) && isWhole(page, at, on, together, dialled))
        return true
    }
  }
  return false
}

const begins = (together: string, { forms }: Dialled): boolean =>
  forms.some((form) => form.startsWith(together))

const goesOn = (page: DialPage, at: number): boolean =>
  WITHIN.test(between(page, at)) ||
  (RELAY.test(page.groups[at - 1]?.digits ?? '') && LEADS_ON.test(between(page, at)))

/** False where digits before or after make it another number: +1 300 …, 030 1234 567 8. */
function isWhole(page: DialPage, at: number, on: number, form: string, dialled: Dialled): boolean {
  const { text, groups } = page
  const before = groups[at - 1]
  if (/[#*]/.test(text[(groups[at]?.from ?? 0) - 1] ?? '')) return false
  if (before && WITHIN.test(between(page, at))) {
    // Another country's calling code, with or without (0).
    const code = before.digits === '0' && WITHIN.test(between(page, at - 1)) ? groups[at - 2] : before
    if (code && text[code.from - 1] === '+') return false
    const isPrefix =
      before.digits.length <= 3 && !saidWhen(page, at - 1) && /^[ .\-()]+$/.test(between(page, at))
    if (form === dialled.bare && isPrefix) return false
  }
  const after = groups[on + 1]
  if (!after || dialled.country === null || after.digits.length > 4 || saysWhen(text, after.from)) return true
  if (!/^[ .\-]$/.test(between(page, on + 1))) return true
  return !parsePhoneNumber(form + after.digits, dialled.country)?.isValid()
}

/** A vanity number that starts with a digit group: 1-800-799-SAFE. A long word may run past the last digit. */
function spells({ text, groups }: DialPage, at: number, dialled: Dialled): boolean {
  const from = groups[at]?.from ?? 0
  let together = ''
  let letters = 0
  for (let on = from; on < text.length; on += 1) {
    const character = text[on] ?? ''
    const isLetter = /[A-Za-z]/.test(character)
    if (isLetter && together.length < 3) return false
    if (!isLetter && !/[\d ().\-·•]/.test(character)) return false
    if (!isLetter && !/\d/.test(character)) continue
    together += keypad(character)
    letters += isLetter ? 1 : 0
    if (!begins(together, dialled)) return false
    const next = text[on + 1] ?? ''
    const ends = isLetter ? !/\d/.test(next) : !/[A-Za-z\d]/.test(next)
    if (letters >= 3 && together.length > 6 && ends && dialled.forms.includes(together)) return true
  }
  return false
}

const WHEN =
  /^(?:24 ?[\/x] ?7|\d{1,2} ?[:.] ?\d\d\b|\d{1,3}(?: ?- ?\d{1,2})? ?(?:hours?|hrs?|h|days?|mins?|minutes?|am|pm|noon|a\.m|p\.m)\b|\d{1,2} ?- ?(?:hours?|days?)\b)/i

/** True where the digits from a position on give opening hours: 24 hours, 24/7, 9am. */
export const saysWhen = (text: string, from: number): boolean => WHEN.test(text.slice(from, from + 16))

/** True where a group ends such opening hours: the 7 of 24/7. */
export const saidWhen = ({ text, groups }: DialPage, at: number): boolean => {
  const [before, group] = [groups[at - 1], groups[at]]
  return (
    !!group &&
    (saysWhen(text, group.from) || (!!before && group.to - before.from < 8 && saysWhen(text, before.from)))
  )
}
