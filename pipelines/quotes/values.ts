import parsePhoneNumber from 'libphonenumber-js/max'
import type { TypedValue } from '#domain/quote-findings.ts'
import type { QuotedWords } from '#domain/quoted-words.ts'
import type { PageText } from './page.ts'

/** What values are looked for in: the words of a page, with its text. */
export interface ReadPage extends QuotedWords {
  text: string
}

/** Words within which a term stands by what says that it is a sentence. */
const NEAR_SENTENCE = 20
const SENTENCE = /^(?:imprison|prison|jail|gaol|custod|detention|detain|sentenc|punish|penalt|liable|maximum)/

/** Words within which a short code stands by what says that it is to be called. */
const NEAR_CALL = 8
const CALL =
  /^(?:call|calls|calling|dial|dialling|ring|phone|phones|telephone|tel|text|sms|hotline|helpline|number|numbers|emergency|contact)$/

/**
 * Whether a page states a value; null where it cannot be judged: a page that could not be read to its end, or a number
 * that stands there as something else.
 */
export function valueStands(value: TypedValue, page: PageText, words: ReadPage): boolean | null {
  const stands = JUDGES[value.kind](value.value, page, words)
  return stands === false && (page.problem !== null || words.forms.length === 0) ? null : stands
}

type Judge = (value: string, page: PageText, words: ReadPage) => boolean | null

const JUDGES: Record<TypedValue['kind'], Judge> = {
  phone: phoneStands,
  section: sectionStands,
  maximum: maximumStands,
}

const digits = (text: string): string => text.replace(/\D/g, '')

/** A number as it may be dialled: inside its country, with and without its trunk prefix, and from abroad. */
function formsOf(value: string): { forms: Set<string>; longest: number } {
  const number = value.startsWith('+') ? parsePhoneNumber(value) : undefined
  const forms = number
    ? [
        number.nationalNumber,
        digits(number.formatNational()),
        digits(number.number),
        `00${digits(number.number)}`,
        `0011${digits(number.number)}`,
        `011${digits(number.number)}`,
        // +44 (0)300 123 2040
        `${number.countryCallingCode}0${number.nationalNumber}`,
      ]
    : [digits(value)]
  return { forms: new Set(forms), longest: Math.max(...forms.map(({ length }) => length)) }
}

/** What stands between the groups of digits of one number. */
const WITHIN_NUMBER = /^[\s().\-‐-–\/]{0,3}$/u
const GROUPS = /\p{Nd}+/gu

function phoneStands(value: string, page: PageText, words: ReadPage): boolean | null {
  const { forms, longest } = formsOf(value)
  if (page.dials.some((each) => forms.has(digits(decoded(each))))) return true
  const groups = [...page.text.matchAll(GROUPS)].map(({ 0: text, index }) => ({
    digits: text.normalize('NFKC'),
    from: index,
    to: index + text.length,
  }))
  const touches = (at: number): boolean => {
    const [left, right] = [groups[at - 1], groups[at]]
    return (
      !!left &&
      !!right &&
      WITHIN_NUMBER.test(page.text.slice(left.to, right.from)) &&
      !page.text.slice(left.to, right.from).includes('\n')
    )
  }
  let unclear = false
  for (const [at, group] of groups.entries()) {
    let together = ''
    for (let on = at; together.length < longest && (on === at || touches(on)); on += 1) {
      together += groups[on]?.digits ?? ''
      if (!forms.has(together)) continue
      if (together.length > 6) return true
      const alone = !touches(at) && !touches(on + 1)
      if (alone && isCalled(group.from, words)) return true
      unclear ||= alone
    }
  }
  return unclear ? null : false
}

/** A link may hold anything: one that is not well encoded is read as it stands. */
function decoded(href: string): string {
  return /%(?![0-9a-f]{2})/i.test(href)
    ? href
    : href.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)))
}

/** True where the word at a place of the text stands near one that says to call it. */
function isCalled(place: number, { forms, starts }: ReadPage): boolean {
  const at = indexAt(starts, place)
  return forms.slice(Math.max(0, at - NEAR_CALL), at + NEAR_CALL).some((form) => CALL.test(form))
}

/** The word that stands at a place, by bisection. */
function indexAt(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

const PROVISION_WORD =
  /^(?:ss?|sec|sect|section|sections|art|arts|article|articles|§|clause|regulation|reg|para|paragraph)$/

function sectionStands(value: string, page: PageText, words: ReadPage): boolean | null {
  const [number = '', ...parts] = value.toLowerCase().split(/[()]+/).filter(Boolean)
  const { forms, starts, ends } = words
  let [named, bare] = [false, false]
  for (const [at, form] of forms.entries()) {
    if (form !== number) continue
    const isNamed =
      /\D/.test(number) ||
      PROVISION_WORD.test(forms[at - 1] ?? '') ||
      isListed(forms, at) ||
      beginsLine(page.text, starts[at] ?? 0)
    bare ||= !isNamed
    if (!isNamed) continue
    named = true
    const follows = parts.every((part, index) => {
      const next = at + 1 + index
      const gap = page.text.slice(ends[next - 1], starts[next])
      return forms[next] === part && /^[\s().\-–—]*$/.test(gap) && gap.includes('(')
    })
    if (follows) return true
  }
  if (!named) return bare ? null : false
  // On the page of a section its subsections stand on lines of their own: (2).
  return parts.every((part) => new RegExp(`(?:^|\\n)\\s*\\(${part}\\)`, 'i').test(page.text)) ? true : null
}

/** True for the second and further numbers of “sections 1, 2 and 3”. */
function isListed(forms: readonly string[], at: number): boolean {
  for (let on = at - 1; on >= Math.max(0, at - 12); on -= 1) {
    const form = forms[on] ?? ''
    if (PROVISION_WORD.test(form)) return true
    if (!/^(?:\d.*|and|or|to|-|[a-z]{1,3})$/.test(form)) return false
  }
  return false
}

const beginsLine = (text: string, place: number): boolean =>
  /(?:^|\n)\s*$/.test(text.slice(Math.max(0, place - 8), place))

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** A number as words: 5 → five, 25 → twenty five. */
const spelled = (count: number): string[] =>
  count < 20
    ? [ONES[count] ?? '']
    : count < 100
      ? [TENS[Math.floor(count / 10)] ?? '', ...(count % 10 === 0 ? [] : [ONES[count % 10] ?? ''])]
      : []

/** Terms of one length: twelve months are a year. */
function sameTerms(count: number, unit: string): [number, string][] {
  if (unit === 'month' && count % 12 === 0)
    return [
      [count, unit],
      [count / 12, 'year'],
    ]
  return unit === 'year'
    ? [
        [count, unit],
        [count * 12, 'month'],
      ]
    : [[count, unit]]
}

function maximumStands(value: string, _page: PageText, words: ReadPage): boolean | null {
  const { forms } = words
  const [first = '', second = ''] = value.split(' ')
  if (value === 'life') return lifeStands(forms)
  if (first === 'level') return sequence(forms, [['level', second]])
  if (/^\d/.test(first)) return termStands(forms, Number(first), second)
  return amountStands(forms, first.toLowerCase(), second)
}

const sequence = (forms: readonly string[], wanted: readonly (readonly string[])[]): boolean =>
  forms.some((_form, at) => wanted.some((words) => words.every((word, index) => forms[at + index] === word)))

const lifeStands = (forms: readonly string[]): boolean =>
  sequence(forms, [
    ['life', 'imprisonment'],
    ['imprisonment', 'for', 'life'],
    ['prison', 'for', 'life'],
    ['life', 'in', 'prison'],
    ['life', 'sentence'],
    ['jail', 'for', 'life'],
    ['sentence', 'of', 'life'],
    ['detention', 'for', 'life'],
    ['term', 'of', 'life'],
  ])

function termStands(forms: readonly string[], count: number, unit: string): boolean | null {
  let elsewhere = false
  for (const [number, measure] of sameTerms(count, unit)) {
    const figures = [String(number)]
    const letters = spelled(number)
    const wordings = [figures, letters, [...letters, ...figures], [...figures, ...letters]]
    if (number === 1) wordings.push(['a'])
    for (const [at, form] of forms.entries()) {
      if (form !== measure && form !== `${measure}s` && form !== `${measure}'s` && form !== `${measure}s'`)
        continue
      const stated = wordings.some(
        (wording) =>
          wording.length > 0 && wording.every((word, index) => forms[at - wording.length + index] === word),
      )
      // “Twenty-five years” does not state five years; “two years less a day” is another maximum, and so is “5 years and 6 months”.
      if (!stated || isMore(forms, at, figures, letters)) continue
      const near = forms.slice(Math.max(0, at - NEAR_SENTENCE), at + NEAR_SENTENCE)
      if (near.some((word) => SENTENCE.test(word))) return true
      elsewhere = true
    }
  }
  return elsewhere ? null : false
}

/** True where the words around a term make another number of it. */
function isMore(forms: readonly string[], at: number, figures: string[], letters: string[]): boolean {
  if (forms[at + 1] === 'less') return true
  const before = forms[at - 1] === figures[0] ? at - 2 : at - letters.length - 1
  return TENS.slice(2).includes(forms[before] ?? '') || forms[before] === 'hundred'
}

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '£': ['£', 'gbp'],
  $: ['$', 'aud', 'cad', 'nzd', 'usd', 'a$', 'c$'],
  '€': ['€', 'eur'],
  r: ['r', 'zar'],
}
const NAMES: Readonly<Record<string, RegExp>> = {
  '£': /^(?:pounds?|gbp)$/,
  $: /^(?:dollars?|aud|cad|nzd|usd)$/,
  '€': /^(?:euros?|eur)$/,
  r: /^(?:rands?|zar)$/,
}

function amountStands(forms: readonly string[], sign: string, amount: string): boolean {
  const millions = Number(amount) / 1_000_000
  return forms.some((form, at) => {
    const whole = /^\d/.test(form) && Number(form) === Number(amount)
    const inMillions =
      Number.isInteger(millions) &&
      millions > 0 &&
      forms[at + 1] === 'million' &&
      (Number(form) === millions || form === spelled(millions)[0])
    if (!whole && !inMillions) return false
    if (whole && forms[at + 1] === 'million') return false
    const after = forms[at + (inMillions ? 2 : 1)] ?? ''
    return (SIGNS[sign] ?? []).includes(forms[at - 1] ?? '') || (NAMES[sign]?.test(after) ?? false)
  })
}
