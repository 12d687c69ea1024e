import type { ReadText } from './quoted-words.ts'

/** The currency sign as `TypedValue` writes it; `cents` names no currency. */
export type Currency = string

const DOLLARS: Readonly<Record<string, Currency>> = {
  a: 'A$',
  au: 'A$',
  aud: 'A$',
  c: 'C$',
  ca: 'C$',
  cad: 'C$',
  cdn: 'C$',
  nz: 'NZ$',
  nzd: 'NZ$',
  us: 'US$',
  usd: 'US$',
}
const CODES: Readonly<Record<string, Currency>> = {
  gbp: '£',
  eur: '€',
  zar: 'R',
  inr: '₹',
  aud: 'A$',
  cad: 'C$',
  nzd: 'NZ$',
  usd: 'US$',
}
const NAMES: Readonly<Record<string, Currency>> = {
  pound: '£',
  pounds: '£',
  euro: '€',
  euros: '€',
  rand: 'R',
  rands: 'R',
  rupees: '₹',
  dollar: '$',
  dollars: '$',
  cent: 'cents',
  cents: 'cents',
  '¢': 'cents',
  ...CODES,
}
const WHOSE: Readonly<Record<string, Currency>> = {
  us: 'US$',
  american: 'US$',
  canadian: 'C$',
  australian: 'A$',
  zealand: 'NZ$',
}
const SIGNS = new Set(['£', '$', '€', '₹'])

/** A currency, and the index of the first word after it. */
export interface Named {
  currency: Currency
  to: number
}

/** The sign or code before an amount: £, A$, AUD $, R. */
export function currencyAt({ forms, text, starts, ends }: ReadText, at: number): Named | null {
  const form = forms[at] ?? ''
  const next = forms[at + 1] ?? ''
  const isNumber = /^\p{Nd}/u.test(next)
  if (SIGNS.has(form)) return { currency: form, to: at + 1 }
  if (
    next === '$' &&
    DOLLARS[form] !== undefined &&
    (starts[at + 1] ?? 0) - (ends[at] ?? 0) <= 1 &&
    (form.length > 1 || ends[at] === starts[at + 1])
  )
    return { currency: DOLLARS[form], to: at + 2 }
  if (CODES[form] !== undefined && isNumber) return { currency: CODES[form], to: at + 1 }
  const isRand =
    form === 'r' &&
    isNumber &&
    text[starts[at] ?? 0] === 'R' &&
    /^\p{Zs}?$/u.test(text.slice(ends[at], starts[at + 1]))
  return isRand ? { currency: 'R', to: at + 1 } : null
}

/** The name or code after an amount: pounds, Canadian dollars, AUD. */
export function currencyNamedAt({ forms }: ReadText, at: number): Named | null {
  const form = forms[at] ?? ''
  const name = NAMES[form]
  if (name !== undefined) return { currency: name, to: at + 1 }
  const on = form === 'new' ? at + 1 : at
  const whose = WHOSE[forms[on] ?? '']
  return whose !== undefined && NAMES[forms[on + 1] ?? ''] === '$' ? { currency: whose, to: on + 2 } : null
}

/** A dollar without a country is the writer's own, and so are cents. */
export function isSameCurrency(a: Currency, b: Currency): boolean {
  if (a === b) return true
  const plain = (one: Currency, other: Currency): boolean =>
    (one === '$' && other.endsWith('$')) || (one === 'cents' && /^(?:.*\$|€|R)$/.test(other))
  return plain(a, b) || plain(b, a)
}
