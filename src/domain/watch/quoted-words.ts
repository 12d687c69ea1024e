/**
 * A text split into the words by which quotes are compared. White space, case and punctuation between words are
 * ignored; digits, currency and unit signs, dashes between numbers and apostrophes inside words count.
 */
export interface QuotedWords {
  /** Each word in its normalised form. */
  forms: string[]
  /** Where each word begins and ends in the text, in UTF-16 units. */
  starts: number[]
  ends: number[]
  /** 1 if a word may be omitted without a change of meaning: a footnote number or an annotation marker. */
  optional: number[]
  /**
   * 1 if only a hyphen separates a word from the one before it: “cross-examine” also matches “crossexamine”.
   */
  joined: number[]
}

/** A text with its words. */
export interface ReadText extends QuotedWords {
  text: string
}

/** Soft hyphens, zero-width and directional marks: invisible parts of a word or number. */
const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFE0E\\uFE0F\\uFEFF'

/** Scripts without spaces between words: each character counts as a word. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const LETTER = `[[\\p{L}\\p{M}\\p{Nl}${INVISIBLE}]--[${UNSPACED}\\p{Lm}]]`
const DASHES = '\\-\\u2010-\\u2015\\u2212'
const RAISED = '[⁰¹²³⁴-⁹]'

/** The types of words; the first match wins. Groups are named if a type needs its own normalised form. */
const WORD = new RegExp(
  [
    // Annotations of consolidated statutes and references in encyclopedias.
    String.raw`(?<marker>\[(?:[FCXIEM]\d{1,4}|[Nn]ote \d{1,3}|citation needed)\])`,
    // A fraction keeps its bar, so that 1½ does not become 11/2.
    String.raw`(?<fraction>[¼-¾⅐-⅞↉]|${RAISED}+[\/⁄][₀-₉]+)`,
    `(?<raised>${RAISED}+)`,
    // 5,000 and 5 000 are the same number, with a space of any width. If spaces separate thousands, a comma may
    // separate the cents.
    String.raw`(?<grouped>(?<![\p{Nd}.,])\p{Nd}{1,3}(?:(?<by>[,'’])\p{Nd}{3}(?:\k<by>\p{Nd}{3})*|(?:\p{Zs}\p{Nd}{3})+(?:,(?=\p{Nd}{2}(?!\p{Nd}))\p{Nd}{2})?)(?!\p{Nd})(?:\.\p{Nd}+)?)`,
    String.raw`(?<number>(?:(?<![\p{L}\p{N}.])\.)?[\p{Nd}₀-₉]+(?:(?:[${INVISIBLE}]+|[.:\/⁄])\p{Nd}+)*[[\p{L}${INVISIBLE}]--[${UNSPACED}]]*)`,
    // U.S., p.m.
    String.raw`(?<dotted>\p{L}(?:\.\p{L})+(?!\p{L}))`,
    `(?:${LETTER}|\\p{Lm})+(?:['’‘ʼ＇]${LETTER}+)*`,
    `[${UNSPACED}]`,
    // A dash belongs to a number range or to a negative number.
    String.raw`(?<dash>(?<=\p{Nd}\p{Zs}?)[${DASHES}](?=\p{Zs}?\p{Nd})|(?<=^|[\s\(\[])[${DASHES}](?=\p{Nd}))`,
    String.raw`[\p{Sc}%‰°§&+=<>×÷±≤≥≠]`,
    String.raw`\p{No}`,
  ].join('|'),
  'vy',
)

/** For ASCII characters: 1 for a letter, 2 for a character that is never a word by itself. */
const SORT = Uint8Array.from({ length: 128 }, (_each, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z]/.test(character)) return 1
  return /[\s!"#'\(\)*,\/:;?@\\\]^_`\{\|\}~]/v.test(character) || code < 32 ? 2 : 0
})

const UNSEEN = new RegExp(`[${INVISIBLE}]`, 'gv')
const HYPHEN = new RegExp(`^[${DASHES}]$`, 'v')
const ENDS_IN_LETTER = /\p{L}$/u
const BEGINS_WITH_LETTER = /^\p{L}/u

/** Letters after a number that belong to it (474.17A, 2nd, 264bis), and units, which are words of their own. */
const NUMBER_WITH_LETTERS = /^([^\p{L}]+)(\p{L}+)$/u
const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'bis', 'ter'])
const UNITS = new Set(['km', 'cm', 'mm', 'kg', 'mg', 'ml', 'kb', 'mb', 'gb', 'am', 'pm', 'bn', 'hr', 'ft'])

/** Units that a raised digit squares or cubes; after any longer word the digit is a footnote number. */
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

/**
 * The words of a text, with the words in the given ranges, in order, optional: `[from, to)`, in UTF-16 units.
 */
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

/** A text to be split into words, and its position in the whole. */
interface Piece {
  words: QuotedWords
  text: string
  /** Its offset in the whole text. */
  offset: number
  optional: boolean
  /** Number of words before it. */
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

/** Adds a match of the word pattern in the normalised form of its type. */
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

/**
 * Raised digits: an exponent after a number, otherwise a footnote number unless a unit of measure precedes
 * them.
 */
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
  // Split off words that only look joined to a number because just styling separates them.
  const belongs = !UNITS.has(letters) && (letters.length <= 2 || ORDINALS.has(letters))
  if (letters === '' || belongs) return addWord(piece, form, start, end)
  const split = start + raw.search(/\p{L}/u)
  addWord(piece, digits, start, split)
  addWord(piece, letters, split, end)
}

/**
 * The end of a run of ASCII letters or digits that is a complete word, or its start if what follows may belong
 * to the word. Most words are such runs, found in a tenth of the time.
 */
function plainEnd(text: string, from: number): number {
  let at = from
  if (isDigit(text.charCodeAt(at))) {
    while (isDigit(text.charCodeAt(at))) at += 1
    const next = text.charCodeAt(at)
    // A line end, a bracket, or a space or mark not followed by a digit ends the number.
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

/** The words of a text in normalised form, without the optional ones: equal for equal wording. */
export const normalisedWords = (text: string): string => {
  const { forms, optional } = quotedWords(text)
  return forms.filter((_form, index) => optional[index] === 0).join(' ')
}
