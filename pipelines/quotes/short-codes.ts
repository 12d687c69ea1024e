import { evenText, keypad } from '#domain/even-text.ts'
import { between, saidWhen, saysWhen, type DialPage } from './phone-numbers.ts'

/** Maximum distance, in words, between a short code and a word that says to call it. */
const NEAR_CALL = 8
const CALL =
  /^(?:call|calls|calling|dial|dialling|dialing|ring|phone|phones|telephone|tel|text|texts|texting|forward|sms|hotline|helpline|lifeline|textline|childline|careline|crisisline|number|numbers|emergency|emergencies|contact|textphone|minicom|tty|relay|freephone|24\/7)$/i
/** Words that say so only on a short line: a label, a table cell. */
const SERVICE =
  /^(?:police|garda[ií]?|ambulance|fire|coastguard|rescue|medical|crisis|suicide|doctor|poison|operator|switchboard|mobile|support|free|toll-free|urgent)$/i
const FEW_WORDS = 8

/** UTF-16 units of a line examined on each side of a code, and occurrences of one code examined. */
const LONGEST_LINE = 120
const MOST_PLACES = 500

/** Numbers recognised as such wherever one is next to another. */
const KNOWN = new Set([
  '000',
  '111',
  '112',
  '999',
  '911',
  '101',
  '988',
  '105',
  '106',
  '110',
  '118',
  '119',
  '10111',
  '18000',
])

const PROVISION =
  '(?:ss?|secs?|sections?|arts?|articles?|clauses?|regs?|regulations?|paras?|paragraphs?|rules?|forms?|pages?|pp?|rooms?|chapters?|chs?|parts?|schedules?|acts?|bills?|tables?|figures?|figs?|items?|notes?|cases?|flats?|box|routes?|highways?|appendix|version|step|stage)'
const NAMED_BEFORE = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])${PROVISION}\.? ?(?:[nN]os?\. ?)?|§+ ?)(?:\d[\w().]*(?: ?(?:,|and|or|to|-|&) ?)+){0,30}$`,
  'iu',
)
const OF_ACT = /^(?: ?\(\w{1,4}\))* of (?:the |\d{4}\b)/
const DATED =
  /\b(?:in|since|of|from|until|till|by|before|after|during|year|©|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october) $/i
const ADDRESS =
  /^ (?:[\p{L}'’.]+ ){0,3}(?:street|st|road|rd|avenue|ave|lane|drive|square|way|place|terrace|crescent|boulevard|house|floor|b\.?c|a\.?d)\b/iu
const COUNTED =
  /^[ -](?:more |other |new |different )?(?:people|persons?|men|women|children|victims?|members?|officers?|offenders?|cases?|offences?|crimes?|incidents?|reports?|complaints?|requests?|responses?|pages?|words?|characters?|times|years?|months?|weeks?|days?|hours?|minutes?|seconds?|pounds?|pence|dollars?|cents?|euros?|rands?|points?|penalty|units?|per ?cent|percent|hundred|thousand|million|billion|miles?|km|kilomet\w+|met(?:re|er)s?|kg|mm|cm|acres?|countries|states|of (?:them|these|those|whom|which))\b/i

type CodeUse = 'called' | 'unclear' | null

/**
 * How a short code appears on a page: as a number to call, as something else it may be, or not at all.
 * @param printed the code as the entry prints it: words next to it there may be next to it here.
 */
export function codeUse(page: DialPage, code: string, printed: string): CodeUse {
  if (/[*#]/.test(code)) return signCodeUse(page, code, printed)
  let places = 0
  for (let at = 0; at < page.groups.length && places < MOST_PLACES; at += 1) {
    const on = lastGroup(page, at, code)
    if (on === null || isOfLonger(page, at, on)) continue
    const [from, to] = [page.groups[at]?.from ?? 0, page.groups[on]?.to ?? 0]
    if (!isNamedOtherwise(page.text, from, to, code) && isCalled(page, from, to, printed, on)) return 'called'
    places += 1
  }
  return places > 0 ? 'unclear' : null
}

/** #7233, *120*7867#, and vanity forms: #SAFE. */
function signCodeUse(page: DialPage, code: string, printed: string): CodeUse {
  let places = 0
  for (const { 0: shown, index } of page.text.matchAll(/[*#]{1,2}[A-Za-z\d][A-Za-z\d*#\-]{0,30}/g)) {
    if (/[\p{L}\p{N}]/u.test(page.text[index - 1] ?? '')) continue
    const plain = keypad(shown).replace(/-/g, '')
    if (plain !== code && shown.replace(/[-*]+$/, '') !== code) continue
    if (isCalled(page, index, index + shown.length, printed, -1)) return 'called'
    places += 1
    if (places === MOST_PLACES) break
  }
  return places > 0 ? 'unclear' : null
}

/** Index of the last digit group of a code that starts at `at`: 131 444, 9-1-1; null where it is another number. */
function lastGroup(page: DialPage, at: number, code: string): number | null {
  const { groups } = page
  let together = ''
  for (let on = at; on < groups.length && together.length < code.length; on += 1) {
    if (on > at && !/^(?:[ .\-·•]| - )$/.test(between(page, on))) return null
    together += groups[on]?.digits ?? ''
    if (!code.startsWith(together)) return null
    if (together !== code) continue
    const count = on - at + 1
    // 9.99 is an amount, 1 12 a list.
    return count === 1 || count === code.length || (code.length > 4 && count <= 3) ? on : null
  }
  return null
}

/** True for the prefix digits of a longer number, by the world's dialling habits: 0800, 1300; not 000. */
const isPrefix = (digits: string): boolean => /^(?:0+[1-9]\d*|1?8\d\d|1300|1900)$/.test(digits)
const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits)
const isCode = (digits: string): boolean => /^\d{3,6}$/.test(digits) && !isPrefix(digits) && !isYear(digits)

/** True where the digits next to a code belong to the same number, date or amount. */
function isOfLonger(page: DialPage, at: number, on: number): boolean {
  const { text, groups } = page
  const [first, last] = [groups[at], groups[on]]
  if (!first || !last) return true
  const edge = text.slice(Math.max(0, first.from - 2), first.from)
  if (/[+#*]$/.test(edge)) return true
  return isJoinedLeft(page, at) || isJoinedRight(page, on)
}

const BESIDE = /^[ ().,:'\/\-·•]{1,4}$/
const ALTERNATIVE = /^(?: ?\/ ?| - )$/

function isJoinedLeft(page: DialPage, at: number): boolean {
  const left = page.groups[at - 1]
  const gap = between(page, at)
  if (!left || !BESIDE.test(gap)) return false
  if (/^[.,:']$/.test(gap)) return true
  if (/[.,:] /.test(gap) || saidWhen(page, at - 1)) return false
  // 1) begins an item of a list; (0800) is part of a number.
  if (gap.startsWith(')')) return page.text[left.from - 1] === '('
  if (!gap.includes('(') && !ALTERNATIVE.test(gap)) return true
  const run = runLeft(page, at - 1)
  return !(run.count === 1 && isCode(left.digits)) && !(gap.includes('(') && run.digits.length > 6)
}

function isJoinedRight(page: DialPage, on: number): boolean {
  const right = page.groups[on + 1]
  const gap = between(page, on + 1)
  if (!right || !BESIDE.test(gap)) return false
  if (/^[.,:']$/.test(gap)) return true
  if (/[.,:] /.test(gap) || saysWhen(page.text, right.from)) return false
  if (gap.includes('(')) return /^\d{1,5}\)[ .\-]?\d/.test(page.text.slice(right.from, right.from + 8))
  if (!ALTERNATIVE.test(gap)) return true
  const run = runRight(page, on + 1)
  return (
    !(run.count === 1 && isCode(right.digits)) && !(run.digits.length > 8 && right.digits.startsWith('0'))
  )
}

const TIGHT = /^(?: ?[(.\-] ?|[ .\-]|\)[ \-]?)$/

function runLeft(page: DialPage, from: number): { digits: string; count: number } {
  let [at, digits] = [from, page.groups[from]?.digits ?? '']
  while (at > 0 && TIGHT.test(between(page, at)) && from - at < 6) {
    at -= 1
    digits = (page.groups[at]?.digits ?? '') + digits
  }
  return { digits, count: from - at + 1 }
}

function runRight(page: DialPage, from: number): { digits: string; count: number } {
  let [at, digits] = [from, page.groups[from]?.digits ?? '']
  while (at + 1 < page.groups.length && TIGHT.test(between(page, at + 1)) && at - from < 6) {
    at += 1
    if (saysWhen(page.text, page.groups[at]?.from ?? 0)) break
    digits += page.groups[at]?.digits ?? ''
  }
  return { digits, count: at - from + 1 }
}

/** True where the text next to a code makes it something else: a section, an amount, a word, an address. */
function isNamedOtherwise(text: string, from: number, to: number, code: string): boolean {
  const line = lineBefore(text, from)
  const [before, after] = [line.slice(-1), text.slice(to, to + 60)]
  if (/[\p{Sc}§_@=&]/u.test(before) || /^[%_@=]|^ ?[%\p{Sc}]/u.test(after)) return true
  // E101, BS-999, 101st; scripts without spaces put letters next to numbers.
  if (
    /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]-?$/u.test(line) &&
    /(?:^|[^\p{L}])\p{Lu}{0,3}-?$|\p{L}$/u.test(line)
  )
    return true
  if (/^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]/u.test(after) || /^\(\w{1,3}\)/.test(after)) return true
  if (/(?:\/\/|www\.|\.\p{L}{2,})\S*$/u.test(line) && /\S$/.test(line)) return true
  if (/(?:\bR|[\p{Sc}]) $/u.test(line)) return true
  return (
    NAMED_BEFORE.test(line) ||
    OF_ACT.test(after) ||
    COUNTED.test(after) ||
    ADDRESS.test(after) ||
    (isYear(code) && DATED.test(line))
  )
}

const wordsOf = (text: string): string[] => text.match(/24\/7|[\p{L}\p{N}'’]+/gu) ?? []

function isCalled(page: DialPage, from: number, to: number, printed: string, on: number): boolean {
  const { text, groups } = page
  const near = [
    ...wordsOf(text.slice(Math.max(0, from - 160), from)).slice(-NEAR_CALL),
    ...wordsOf(text.slice(to, to + 160)).slice(0, NEAR_CALL),
  ]
  if (near.some((word) => CALL.test(word))) return true
  const right = groups[on + 1]
  if (on !== -1 && right && right.from - to < 5 && !text.slice(to, right.from).includes('\n')) {
    if (saysWhen(text, right.from)) return true
    if (text.slice(to, right.from).includes('/') && KNOWN.has(right.digits)) return true
  }
  const slashed = /(?<!\d)(\d{3,6}) ?\/ ?$/.exec(text.slice(Math.max(0, from - 10), from))?.[1]
  if (slashed !== undefined && KNOWN.has(slashed)) return true
  const line = `${lineBefore(text, from)}${text.slice(from, to)}${lineAfter(text, to)}`
  const words = wordsOf(line).filter((word) => !/^\d+$/.test(word))
  if (words.length <= FEW_WORDS && words.some((word) => SERVICE.test(word))) return true
  return standsAsPrinted(line, printed) || standsAlone(page, from, to, line)
}

const lineBefore = (text: string, to: number): string =>
  text.slice(Math.max(0, to - LONGEST_LINE), to).replace(/^[^]*\n/, '')

const lineAfter = (text: string, from: number): string =>
  text.slice(from, from + LONGEST_LINE).replace(/\n[^]*$/, '')

/** True where a code is next to the same words as in the entry: TTY 106. */
function standsAsPrinted(line: string, printed: string): boolean {
  const words = wordsOf(evenText(printed).toLowerCase())
  return (
    words.some((word) => /\p{L}/u.test(word)) &&
    ` ${wordsOf(line.toLowerCase()).join(' ')} `.includes(` ${words.join(' ')} `)
  )
}

/**
 * True for a code alone on a line or with other codes, and for a long code alone in a cell. Consecutive numbers
 * (100, 101, 102) are page or section numbers.
 */
function standsAlone({ text }: DialPage, from: number, to: number, line: string): boolean {
  const edges = `${text.slice(Math.max(0, from - 1), from)}${text.slice(to, to + 1)}`
  if (to - from > 4 && /^[\t\n]*$/.test(edges)) return true
  const others = line.match(/\d+/g) ?? []
  if (!/^(?:[\d\s,\/]|or|and)*$/.test(line) || others.length > 3 || !others.every(isCode)) return false
  const count = Number(text.slice(from, to))
  return ![count - 1, count + 1].some((next) =>
    new RegExp(`(?:^|[\\n\\t])${next}\\.?(?:[\\n\\t]|$)`).test(text),
  )
}
