import { evenText, keypad } from '#domain/even-text.ts'
import type { TypedValue } from '#domain/watch/quote-findings.ts'
import { dialledForms, hasLongNumber, type DialPage } from './phone-numbers.ts'
import { codeUse } from './short-codes.ts'

/** Maximum digits of a short code, which may occur anywhere as something else. */
const LONGEST_CODE = 6

/** Whether a page states a number to call, in its links or in its text. */
export function phoneStands(
  { value, text }: TypedValue,
  dials: readonly string[],
  page: DialPage,
): boolean | null {
  const dialled = dialledForms(value)
  const signed = /[*#]/.test(value)
  const isDialled = (each: string): boolean => (signed ? each === value : dialled.forms.includes(each))
  if (dials.flatMap(readingsOf).some(isDialled)) return true
  if (signed) return isCalledOrUnclear(codeUse(page, value, text))
  if (hasLongNumber(page, dialled)) return true
  let unclear = false
  for (const form of dialled.forms) {
    if (form.length > LONGEST_CODE) continue
    const use = codeUse(page, form, text)
    if (use === 'called') return true
    unclear ||= use === 'unclear'
  }
  return unclear ? null : false
}

const isCalledOrUnclear = (use: ReturnType<typeof codeUse>): boolean | null =>
  use === 'called' ? true : use === 'unclear' ? null : false

/** The number a link dials, as digits and with keypad letters, without what is dialled after the call is answered. */
function readingsOf(href: string): string[] {
  const [number = ''] = evenText(decoded(href)).split(/[;,?&]/)
  return [number, keypad(number)].map((each) => each.replace(/[^\d*#]/g, ''))
}

/** A link may contain anything: one that is badly encoded is read unchanged. */
function decoded(href: string): string {
  return /%(?![0-9a-f]{2})/i.test(href)
    ? href
    : href.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)))
}
