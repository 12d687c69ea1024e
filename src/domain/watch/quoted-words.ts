/**
 * A text as the words that a quote is judged by. White space, case, and the marks between words do not count; digits,
 * signs of money and measure, dashes between numbers and apostrophes inside words do.
 */
export interface QuotedWords {
  /** Each word in the form that is compared. */
  forms: string[]
  /** Where each word begins and ends in the text, in UTF-16 units. */
  starts: number[]
  ends: number[]
  /** 1 where a word may be left out without a change of meaning: the number of a footnote, a marker of an annotation. */
  optional: number[]
  /** 1 where a hyphen alone stands between a word and the one before it: “cross-examine” is also “crossexamine”. */
  joined: number[]
}

/** A text with its words. */
export interface ReadText extends QuotedWords {
  text: string
}

/** Soft hyphens, zero-width and directional marks: part of a word or number, never seen. */
const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFE0E\\uFE0F\\uFEFF'

/** Scripts that put no space between words: each character counts as one. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const LETTER = `[[\\p{L}\\p{M}\\p{Nl}${INVISIBLE}]--[${UNSPACED}\\p{Lm}]]`
const DASHES = '\\-\\u2010-\\u2015\\u2212'
const RAISED = '[⁰¹²³⁴-⁹]'

/** The sorts of words, the first that fits. Groups are named where a sort needs its own form. */
const WORD = new RegExp(
  [
    // Annotations of consolidated statutes, references of encyclopedias.
    String.raw`(?<marker>\[(?:[FCXIEM]\d{1,4}|[Nn]ote \d{1,3}|citation needed)\])`,
    // A fraction keeps its line, so that 1½ is not 11/2.
    String.raw`(?<fraction>[¼-¾⅐-⅞↉]|${RAISED}+[\/⁄][₀-₉]+)`,
    `(?<raised>${RAISED}+)`,
    // 5,000 and 5 000 are one number, with a space of any width. Where a space parts the thousands, a comma may part the cents.
    String.raw`(?<grouped>(?<![\p{Nd}.,])\p{Nd}{1,3}(?:(?<by>[,'’])\p{Nd}{3}(?:\k<by>\p{Nd}{3})*|(?:\p{Zs}\p{Nd}{3})+(?:,(?=\p{Nd}{2}(?!\p{Nd}))\p{Nd}{2})?)(?!\p{Nd})(?:\.\p{Nd}+)?)`,
    String.raw`(?<number>(?:(?<![\p{L}\p{N}.])\.)?[\p{Nd}₀-₉]+(?:(?:[${INVISIBLE}]+|[.:\/⁄])\p{Nd}+)*[[\p{L}${INVISIBLE}]--[${UNSPACED}]]*)`,
    // U.S., p.m.
    String.raw`(?<dotted>\p{L}(?:\.\p{L})+(?!\p{L}))`,
    `(?:${LETTER}|\\p{Lm})+(?:['’‘ʼ＇]${LETTER}+)*`,
    `[${UNSPACED}]`,
    // A dash is part of a range of numbers, and of a number below zero.
    String.raw`(?<dash>(?<=\p{Nd}\p{Zs}?)[${DASHES}](?=\p{Zs}?\p{Nd})|(?<=^|[\s\(\[])[${DASHES}](?=\p{Nd}))`,
    String.raw`[\p{Sc}%‰°§&+=<>×÷±≤≥≠]`,
    String.raw`\p{No}`,
  ].join('|'),
  'vy',
)

/** Of ASCII characters, 1 for a letter, 2 for one that is never part of a word by itself. */
const SORT = Uint8Array.from({ length: 128 }, (_each, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z]/.test(character)) return 1
  return /[\s!"#'\(\)*,\/:;?@\\\]^_`\{\|\}~]/v.test(character) || code < 32 ? 2 : 0
})

const UNSEEN = new RegExp(`[${INVISIBLE}]`, 'gv')
const HYPHEN = new RegExp(`^[${DASHES}]$`, 'v')
const ENDS_IN_LETTER = /\p{L}$/u
const BEGINS_WITH_LETTER = /^\p{L}/u

/** Letters after a number that belong to it (474.17A, 2nd, 264bis), and units, which stand for themselves. */
const NUMBER_WITH_LETTERS = /^([^\p{L}]+)(\p{L}+)$/u
const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'bis', 'ter'])
const UNITS = new Set(['km', 'cm', 'mm', 'kg', 'mg', 'ml', 'kb', 'mb', 'gb', 'am', 'pm', 'bn', 'hr', 'ft'])

/** What a raised digit makes a square or a cube of; after any longer word it is the number of a footnote. */
const MEASURED = new Set(['km', 'cm', 'mm', 'ft', 'in', 'mi'])

const formOf = (raw: string): string =>
  raw
    .replace(UNSEEN, '')
    .replace(/[’‘ʼ＇]/g, "'")
    .normalize('NFKC')
    .toLowerCase()

/** 5,000.50 → 5000.50; 40 000,50 → 40000.50 */
const groupedForm = (raw: string): string =>
  formOf(raw)
    .replace(/,(\p{Nd}{2})$/u, '.$1')
    .replace(/[^\p{Nd}.]/gu, '')

/** The words of a text. */
export function quotedWords(text: string): QuotedWords {
  const words: QuotedWords = { forms: [], starts: [], ends: [], optional: [], joined: [] }
  addWords(words, text, 0, false)
  return words
}

/** A text with its words. */
export const readText = (text: string): ReadText => ({ ...quotedWords(text), text })

/** The words of a text of which some stretches, in order, may be left out: `[from, to)`, in UTF-16 units. */
export function quotedWordsOf(text: string, omissible: readonly (readonly [number, number])[]): QuotedWords {
  if (omissible.length === 0) return quotedWords(text)
  const words: QuotedWords = { forms: [], starts: [], ends: [], optional: [], joined: [] }
  let at = 0
  for (const [from, to] of omissible) {
    addWords(words, text.slice(at, from), at, false)
    addWords(words, text.slice(from, to), from, true)
    at = to
  }
  addWords(words, text.slice(at), at, false)
  return words
}

function addWords(words: QuotedWords, text: string, offset: number, optional: boolean): void {
  const piece = { words, text, offset, optional, first: words.forms.length }
  let at = 0
  while (at < text.length) {
    const plain = plainEnd(text, at)
    if (plain > at) {
      addWord(piece, text.slice(at, plain).toLowerCase(), at, plain)
      at = plain
      continue
    }
    if (SORT[text.charCodeAt(at)] === 2) {
      at += 1
      continue
    }
    WORD.lastIndex = at
    const match = WORD.exec(text)
    if (match === null) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
      continue
    }
    addMatch(piece, match, at)
    at += match[0].length
  }
}

/** A text whose words are added, and where it stands among them. */
interface Piece {
  words: QuotedWords
  text: string
  /** Where it begins in the whole. */
  offset: number
  optional: boolean
  /** How many words there were before it. */
  first: number
}

function addWord(piece: Piece, form: string, start: number, end: number, mayGo = piece.optional): void {
  if (form === '') return
  const { words, text, offset, first } = piece
  const { forms, starts, ends } = words
  const before = forms.length > first ? (ends[ends.length - 1] ?? 0) - offset : -1
  const joined =
    before !== -1 &&
    start === before + 1 &&
    HYPHEN.test(text[before] ?? '') &&
    ENDS_IN_LETTER.test(forms[forms.length - 1] ?? '') &&
    BEGINS_WITH_LETTER.test(form)
  forms.push(form)
  starts.push(start + offset)
  ends.push(end + offset)
  words.optional.push(mayGo ? 1 : 0)
  words.joined.push(joined ? 1 : 0)
}

/** Adds what the pattern of words found, each sort in the form in which it is compared. */
function addMatch(piece: Piece, match: RegExpExecArray, start: number): void {
  const [raw] = match
  const end = start + raw.length
  const { marker, fraction, raised, grouped, number, dotted, dash } = match.groups ?? {}
  if (marker !== undefined) addWord(piece, formOf(raw), start, end, true)
  else if (fraction !== undefined) addWord(piece, formOf(raw).replace('⁄', '/'), start, end)
  else if (raised !== undefined) addRaised(piece, raw, start)
  else if (grouped !== undefined) addWord(piece, groupedForm(raw), start, end)
  else if (number !== undefined) addNumber(piece, raw, start)
  else if (dotted !== undefined) addWord(piece, formOf(raw).replaceAll('.', ''), start, end)
  else if (dash !== undefined) addWord(piece, '-', start, end)
  else if (raw === '&') addWord(piece, 'and', start, end)
  else addWord(piece, formOf(raw), start, end)
}

/** Raised digits: a power behind a number, else the mark of a note, unless a unit of measure stands before them. */
function addRaised(piece: Piece, raw: string, start: number): void {
  const { words, offset, optional, first } = piece
  const { forms, ends } = words
  const end = start + raw.length
  const before = forms.length > first && ends[ends.length - 1] === start + offset ? forms.at(-1) : undefined
  const digits = formOf(raw)
  if (before !== undefined && /\p{Nd}$/u.test(before)) return addWord(piece, `^${digits}`, start, end)
  const isPower = before !== undefined && (before.length < 2 || MEASURED.has(before))
  addWord(piece, digits, start, end, optional || !isPower)
}

function addNumber(piece: Piece, raw: string, start: number): void {
  const end = start + raw.length
  const form = formOf(raw).replace('⁄', '/').replace(/^\./, '0.')
  const [, digits = form, letters = ''] = NUMBER_WITH_LETTERS.exec(form) ?? []
  // Words that only look joined to a number, because nothing but a style stands between them, come apart.
  const belongs = !UNITS.has(letters) && (letters.length <= 2 || ORDINALS.has(letters))
  if (letters === '' || belongs) return addWord(piece, form, start, end)
  const split = start + raw.search(/\p{L}/u)
  addWord(piece, digits, start, split)
  addWord(piece, letters, split, end)
}

/**
 * Where a run of ASCII letters or digits ends that is a whole word; where it begins when what follows may be part of it.
 * Most words are, and found in a tenth of the time.
 */
function plainEnd(text: string, from: number): number {
  let at = from
  if (isDigit(text.charCodeAt(at))) {
    while (isDigit(text.charCodeAt(at))) at += 1
    const next = text.charCodeAt(at)
    // A line end, a bracket, or a space or a mark that no digit follows: the number ends here.
    const ends = next === 10 || next === 40 || next === 41
    const mayEnd = next === 32 || next === 44 || next === 46 || next === 59
    return at === text.length || ends || (mayEnd && !isDigit(text.charCodeAt(at + 1))) ? at : from
  }
  while (SORT[text.charCodeAt(at)] === 1) at += 1
  if (at === text.length) return at
  const next = text.charCodeAt(at)
  return next >= 128 || next === 39 || (next === 46 && at === from + 1) ? from : at
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** The words of a text in the form that is compared, without those that may be left out: equal for equal wording. */
export const normalisedWords = (text: string): string => {
  const { forms, optional } = quotedWords(text)
  return forms.filter((_form, index) => optional[index] === 0).join(' ')
}
