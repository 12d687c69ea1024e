import { plainDigits } from '../even-text.ts'
import { isNumberWord, numberInWords, type Count } from './number-words.ts'
import type { ReadText } from './quoted-words.ts'
import { currencyAt, currencyNamedAt, isSameCurrency, type Currency } from './currencies.ts'

/**
 * Maximum penalties as texts state them: terms, amounts, levels, penalty units, life. The same rules read an
 * entry's claim and its source's page, so equal wording gives equal values.
 */
export interface Stated {
  kind: 'term' | 'life' | 'level' | 'units' | 'money'
  /** As in `TypedValue`: `5 year`, `from 2 year`, `2 year less a day`, `£ 5000`. */
  value: string
  /** Index of its first word, and of the first word after it. */
  from: number
  to: number
  /** True for a term that does not state the length of a sentence, and for “life” on its own. */
  loose: boolean
}

const UNITS: Readonly<Record<string, string>> = {
  year: 'year',
  yr: 'year',
  month: 'month',
  mth: 'month',
  week: 'week',
  wk: 'week',
  fortnight: 'fortnight',
  day: 'day',
  hour: 'hour',
  hr: 'hour',
}
const unitOf = (form = ''): string | null => UNITS[form.replace(/(?:'s|s)$/, '')] ?? null

/** What marks a term that is not a sentence: “within 5 years”, “5 years ago”. */
const BEFORE_PERIOD = /^(?:after|within|every|aged|last|next|previous|preceding|past)$/
const AFTER_PERIOD = /^(?:ago|old|later)$/
const BEFORE_A = /^(?:for|exceed|exceeding|than|to|of|least|maximum|is)$/
const AFTER_A = /^(?:in|imprisonment|prison|jail|custody)$/

const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mil: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
}
/** Scales that are words; single letters are scales only for money. */
const isWordScale = (form: string): boolean => form.length > 3

/** The values that a text states, in order of appearance. */
export function statedIn(read: ReadText): Stated[] {
  const { forms } = read
  const found: Stated[] = []
  for (let at = 0; at < forms.length;) {
    const here = statedAt(read, at)
    found.push(...here)
    at = here.at(-1)?.to ?? nextPlace(forms, at)
  }
  return found
}

/** Skips all words of a number without a unit: “twenty-five people” does not contain five. */
const nextPlace = (forms: readonly string[], at: number): number =>
  isNumberWord(forms[at] ?? '') ? (numberInWords(forms, at)?.to ?? at + 1) : at + 1

function statedAt(read: ReadText, at: number): Stated[] {
  const form = read.forms[at] ?? ''
  if (form === 'level') return levelAt(read, at)
  if (form === 'life') return lifeAt(read, at)
  if (form === 'a') {
    const one = aTermAt(read, at)
    if (one.length > 0) return one
  }
  const sign = currencyAt(read, at)
  if (sign) return moneyAt(read, at, sign)
  if (!/^\p{Nd}/u.test(form) && !isNumberWord(form) && form !== 'a') return []
  const measured = measuredAt(read, at)
  return measured.length > 0 ? measured : namedMoneyAt(read, at)
}

/** A number in digits: 1.5, 40000, 2.000.000, 1,5. */
function figureAt(read: ReadText, at: number): (Count & { scale: number }) | null {
  const [, figure = '', letters = ''] =
    /^((?:\d+\.)*\d+)([a-z]{0,2})$/.exec(plainDigits(read.forms[at] ?? '')) ?? []
  if (figure === '' || (letters !== '' && SCALES[letters] === undefined)) return null
  const parts = figure.split('.')
  const thousands = parts.length > 2 && parts.slice(1).every(({ length }) => length === 3)
  if (parts.length > 2 && !thousands) return null
  let count = Number(thousands ? parts.join('') : figure)
  let to = at + 1
  const next = plainDigits(read.forms[to] ?? '')
  if (letters === '' && gap(read, to) === ',' && /^\d{1,2}$/.test(next)) {
    // 1,5 million; 1.500,00
    count = Number(`${parts.length === 2 && parts[1]?.length === 3 ? parts.join('') : count}.${next}`)
    to += 1
  }
  const [, over, under] = /^(\d+)\/(\d+)$/.exec(next) ?? []
  if (
    letters === '' &&
    Number(under) > 0 &&
    /[¼-¾⅐-⅞⁄]/u.test(read.text.slice(read.starts[to], read.ends[to]))
  ) {
    count += Number(over) / Number(under)
    to += 1
  }
  return { count, to, scale: SCALES[letters] ?? 1 }
}

/** The text between a word and the one before it. */
const gap = ({ text, starts, ends }: ReadText, at: number): string => text.slice(ends[at - 1], starts[at])

interface Amount extends Count {
  /** The count before its scale is applied. */
  bare: number
  scaled: boolean
}

/** A number in digits, in words or in both: five (5), 1.5 million, two and a half. */
function amountAt(read: ReadText, at: number, ofMoney: boolean): Amount | null {
  const { forms } = read
  const figure = figureAt(read, at)
  if (figure && figure.scale !== 1 && !ofMoney) return null
  const first: Count | null = figure ?? numberInWords(forms, at)
  if (!first) return null
  let { count, to } = first
  const again = gap(read, to).includes('(') ? (numberInWords(forms, to) ?? figureAt(read, to)) : null
  if (again?.count === count) to = again.to
  if (forms[to] === 'and' && /^(?:a|one)$/.test(forms[to + 1] ?? '') && forms[to + 2] === 'half') {
    count += 0.5
    to += 3
  }
  const word = forms[to] ?? ''
  const next = figure?.scale === 1 ? SCALES[word] : undefined
  // £1.5 m, but not the (b) after £500.
  const isScale = next !== undefined && (isWordScale(word) || (ofMoney && /^\p{Zs}?$/u.test(gap(read, to))))
  const scale = (figure?.scale ?? 1) * (isScale ? next : 1)
  return { bare: count, count: rounded(count * scale), to: to + (isScale ? 1 : 0), scaled: scale !== 1 }
}

const rounded = (count: number): number => Number(count.toFixed(6))

/** The word or mark between the ends of a range, or between alternatives. */
function linkAt(read: ReadText, at: number, start: number): { to: number; choice: boolean } | null {
  const { forms } = read
  if (/^\s*[\p{Pd}−]\s*$/u.test(gap(read, at)) && forms[at] !== '-') return { to: at, choice: false }
  const form = forms[at]
  if (form === 'to' || form === '-') return { to: at + 1, choice: false }
  if (form === 'or') return { to: at + 1, choice: true }
  return form === 'and' && forms[start - 1] === 'between' ? { to: at + 1, choice: false } : null
}

/** A term or a number of penalty units: a single value, or the ends of a range. */
function measuredAt(read: ReadText, at: number): Stated[] {
  const first = amountAt(read, at, false)
  if (!first) return []
  const own = measureAt(read, first.to)
  const link = linkAt(read, own?.to ?? first.to, at)
  const second = link && amountAt(read, link.to, false)
  const measure = second ? measureAt(read, second.to) : null
  if (!link || !second || !measure || (own && link.choice))
    return own ? [measured(read, at, first.count, own)] : []
  const lower = measured(read, at, first.count, own ?? measure)
  const upper = { ...measured(read, at, second.count, measure), loose: lower.loose }
  return asRange(lower, upper, link.choice)
}

/** Both ends carry the position of the whole range; the lower one says `from`. Values that do not rise are no range. */
function asRange(lower: Stated, upper: Stated, choice: boolean): Stated[] {
  const isRange = !choice && !isAtLeast(lower.value, upper.value)
  return [
    { ...lower, value: `${isRange ? 'from ' : ''}${lower.value}`, to: upper.to },
    { ...upper, from: lower.from },
  ]
}

interface Unit {
  unit: string
  to: number
  less: boolean
  /** Months in addition to years. */
  more: number
}

/** The unit at a position, with its modifiers; null if there is none. */
function measureAt(read: ReadText, at: number): Unit | null {
  const { forms } = read
  if (forms[at] === 'penalty' && /^units?$/.test(forms[at + 1] ?? ''))
    return { unit: 'penalty unit', to: at + 2, less: false, more: 0 }
  const unit = unitOf(forms[at])
  if (unit === null) return null
  let to = at + 1
  let more = 0
  if (unit === 'year' && !/,/.test(gap(read, to))) {
    const months = amountAt(read, forms[to] === 'and' ? to + 1 : to, false)
    const after = read.text[read.ends[months?.to ?? 0] ?? 0] ?? ''
    if (months && months.count < 12 && unitOf(forms[months.to]) === 'month' && !/['’]/.test(after)) {
      more = months.count
      to = months.to + 1
    }
  }
  const less =
    /^(?:less|minus)$/.test(forms[to] ?? '') &&
    /^(?:a|one|1)$/.test(forms[to + 1] ?? '') &&
    forms[to + 2] === 'day'
  // “5 years less time served” states no maximum.
  if (!less && forms[to] === 'less' && forms[to + 1] !== 'than') return null
  return { unit, to: less ? to + 3 : to, less, more }
}

function measured(read: ReadText, from: number, count: number, unit: Unit): Stated {
  const value = unit.more > 0 ? `${rounded(count * 12 + unit.more)} month` : `${count} ${unit.unit}`
  const { forms } = read
  const before = /^(?:the|a|first)$/.test(forms[from - 1] ?? '') ? from - 2 : from - 1
  const loose =
    unit.unit !== 'penalty unit' &&
    (BEFORE_PERIOD.test(forms[before] ?? '') ||
      AFTER_PERIOD.test(forms[unit.to] ?? '') ||
      (forms[unit.to] === 'of' && forms[unit.to + 1] === 'age'))
  return {
    kind: unit.unit === 'penalty unit' ? 'units' : 'term',
    value: `${value}${unit.less ? ' less a day' : ''}`,
    from,
    to: unit.to,
    loose,
  }
}

/** “A year” is a term if it states a duration: for a year, a year in prison; not £50 a year. */
function aTermAt(read: ReadText, at: number): Stated[] {
  const { forms } = read
  const unit = measureAt(read, at + 1)
  const isTerm =
    BEFORE_A.test(forms[at - 1] ?? '') || AFTER_A.test(forms[at + 2] ?? '') || /'s$/.test(forms[at + 1] ?? '')
  return unit && unit.unit !== 'penalty unit' && isTerm ? [measured(read, at, 1, unit)] : []
}

function moneyAt(read: ReadText, from: number, sign: { currency: Currency; to: number }): Stated[] {
  const first = amountAt(read, sign.to, true)
  if (!first || isCut(read, first.to)) return []
  const link = linkAt(read, first.to, from)
  const again = link && currencyAt(read, link.to)
  const second = link && amountAt(read, again?.to ?? link.to, true)
  const isRange =
    second &&
    !isCut(read, second.to) &&
    (again ? isSameCurrency(again.currency, sign.currency) : measureAt(read, second.to) === null)
  if (!link || !second || !isRange) return [money(read, from, sign.currency, first)]
  return asRange(
    money(read, from, sign.currency, inherited(first, second)),
    money(read, from, again?.currency ?? sign.currency, second),
    link.choice,
  )
}

/** Amounts in words, or followed by the currency's name: five thousand pounds, 500 to 1,000 dollars. */
function namedMoneyAt(read: ReadText, from: number): Stated[] {
  const first = amountAt(read, from, false)
  if (!first) return []
  const name = currencyNamedAt(read, first.to)
  if (name) return [money(read, from, name.currency, first)]
  const link = linkAt(read, first.to, from)
  const second = link && amountAt(read, link.to, false)
  const named = second && currencyNamedAt(read, second.to)
  if (!link || !second || !named) return []
  return asRange(
    money(read, from, named.currency, inherited(first, second)),
    money(read, from, named.currency, second),
    link.choice,
  )
}

/** In “£1–2 million” the lower end is one million. */
const inherited = (first: Amount, second: Amount): Amount =>
  first.scaled || !second.scaled || first.bare > second.bare
    ? first
    : { ...first, count: rounded((first.count * second.count) / second.bare) }

/** True if further digits follow in a way that no amount is written: R400 00. */
const isCut = (read: ReadText, at: number): boolean =>
  /^\d{1,2}$/.test(read.forms[at] ?? '') &&
  /^[ \u00A0\u2000-\u200A\u202F.,']$/.test(gap(read, at)) &&
  unitOf(read.forms[at + 1]) === null

function money(read: ReadText, from: number, currency: Currency, amount: Amount): Stated {
  const after = currencyNamedAt(read, amount.to)
  const named = after && isSameCurrency(after.currency, currency) ? after : null
  // In an amount of money, 1.500 has a thousands separator: there is no third decimal.
  const last = read.text.slice(read.starts[amount.to - 1], read.ends[amount.to - 1])
  const count = !amount.scaled && /^\d{1,3}\.\d{3}$/.test(last) ? amount.count * 1_000 : amount.count
  const whose = currency === '$' && named ? named.currency : currency
  return {
    kind: 'money',
    value: `${whose} ${rounded(whose === 'cents' ? count / 100 : count)}`,
    from,
    to: named?.to ?? amount.to,
    loose: false,
  }
}

function levelAt(read: ReadText, at: number): Stated[] {
  const level = amountAt(read, at + 1, false)
  return level && level.count <= 10
    ? [{ kind: 'level', value: `level ${level.count}`, from: at, to: level.to, loose: false }]
    : []
}

const LOCKED_UP = /^(?:imprison|prison|jail|gaol|sentence|detention|detain|custod|incarcerat|term|servitude)/

function lifeAt({ forms }: ReadText, at: number): Stated[] {
  const life = (from: number, to: number, loose: boolean): Stated[] => [
    { kind: 'life', value: 'life', from, to, loose },
  ]
  const [before = '', after = ''] = [forms[at - 1], forms[at + 1]]
  if (/^(?:imprisonment|sentences?|terms?)$/.test(after)) return life(at, at + 2, false)
  if (/^(?:in|behind)$/.test(after) && /^(?:prison|jail|gaol|custody|bars)$/.test(forms[at + 2] ?? ''))
    return life(at, at + 3, false)
  if (!/^(?:for|to|of|is|maximum)$/.test(before)) return []
  for (let on = at - 2; on >= Math.max(0, at - 5); on -= 1)
    if (LOCKED_UP.test(forms[on] ?? '')) return life(on, at + 1, false)
  const isMost = before === 'for' || (before === 'to' && forms[at - 2] === 'up') || before === 'maximum'
  const ofMost = /^(?:of|is)$/.test(before) && /^(?:maximum|penalty)$/.test(forms[at - 2] ?? '')
  return isMost || ofMost
    ? life(before === 'for' || before === 'maximum' ? at - 1 : at - 2, at + 1, true)
    : []
}

/** Term units converted for comparison: a year is twelve months, a week seven days. */
const COMPARED: Readonly<Record<string, readonly [times: number, unit: string]>> = {
  year: [12, 'month'],
  month: [1, 'month'],
  fortnight: [14, 'day'],
  week: [7, 'day'],
  day: [1, 'day'],
}

/**
 * True if a page that states one value thereby states the value sought. The lower end of a range is not a
 * maximum.
 */
export function isStatedBy(sought: string, stated: string): boolean {
  const [a, b] = [partsOf(sought), partsOf(stated)]
  if (b.lower && !a.lower) return false
  if (a.what === null || b.what === null) return a.text === b.text
  return a.count === b.count && a.less === b.less && (a.what === b.what || isSameCurrency(a.what, b.what))
}

/** True if a value is at least another of the same kind. */
function isAtLeast(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)]
  return a.what !== b.what && a.what !== null && b.what !== null && !isSameCurrency(a.what, b.what)
    ? true
    : a.count >= b.count
}

function partsOf(value: string): {
  text: string
  lower: boolean
  /** Null if the value is not a count. */
  what: string | null
  count: number
  less: boolean
} {
  const lower = value.startsWith('from ')
  const text = lower ? value.slice(5) : value
  const [, count, unit = '', less] = /^([\d.]+) (\D+?)( less a day)?$/.exec(text) ?? []
  if (count !== undefined) {
    const [times, what] = COMPARED[unit] ?? [1, unit]
    return { text, lower, what, count: rounded(Number(count) * times), less: less !== undefined }
  }
  const [, currency, amount] = /^(\S+) ([\d.]+)$/.exec(text) ?? []
  return currency === undefined || currency === 'level'
    ? { text, lower, what: null, count: 0, less: false }
    : { text, lower, what: currency, count: Number(amount), less: false }
}
