/** Maximum lengths of stored texts, in characters. */
export const LIMITS = { line: 300, prose: 8_000, richText: 60_000, note: 2_000 } as const

const MARKUP = /<\/?[a-z!?][^>]*>?/i
const ENTITY = /&(#\d+|#x[0-9a-f]+|[a-z]{2,8});/i

/**
 * Characters that no text may contain: lone surrogates, controls, private-use and unassigned code points,
 * replacement marks, and invisible marks that change or hide text.
 */
const UNFIT = /[\p{Cs}\p{Co}\p{Cn}\p{DI}\ufff9-\ufffd]|(?!\n)\p{Cc}/u

/** Scripts in which joiners change letters. */
const JOINING =
  '[\\p{scx=Arab}\\p{scx=Beng}\\p{scx=Deva}\\p{scx=Gujr}\\p{scx=Guru}\\p{scx=Khmr}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Mymr}\\p{scx=Orya}\\p{scx=Sinh}\\p{scx=Syrc}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Tibt}]'
const PICTURE = '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?'

/**
 * Marks allowed where they are part of a visible character: emoji, joined letters, variants of a Han character.
 */
const FIT = new RegExp(
  `${PICTURE}(?:\\u200d${PICTURE})+|\\p{RGI_Emoji}|${PICTURE}|[[\\p{L}\\p{M}]&&${JOINING}][\\u200c\\u200d](?![\\u200c\\u200d])|\\p{scx=Hani}[\\u{e0100}-\\u{e01ef}]`,
  'gv',
)

/** Invisible marks that pasted text may contain, by name. */
const NAMES: Record<number, string> = {
  0xad: 'soft hyphen',
  0x61c: 'Arabic letter mark',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of an embedding',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0xfe0f: 'variation selector',
  0xfeff: 'byte order mark',
}

/**
 * Marks on one letter that a text may have: as many as any script piles up. More of them paint over the lines above and
 * below.
 */
const MOST_MARKS = 8
const PILE = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'u')
const EACH_PILE = new RegExp(PILE, 'gu')

/** Plain ASCII, as in most machine-written text: already in stored form. */
const PLAIN = /^[\n -~]*$/

/**
 * The stored form of a text: Unicode NFC, so that equal words are equal, with one kind of space and one kind of
 * line end. Idempotent.
 */
export const storedForm = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .normalize('NFC')
        .replace(/\r\n?|[\u2028\u2029]/g, '\n')
        .replace(/[\t\p{Zs}]/gu, ' ')

/** True if no reader could see a difference between two texts. */
export const sameText = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && storedForm(a) === storedForm(b))

/** The start of a text, with at most the given number of characters, never ending in half a character. */
export const cut = (text: string, characters: number): string => {
  const head = text.slice(0, characters)
  return head.length < text.length ? head.replace(/[\ud800-\udbff]$/, '') : head
}

/** A text of the same length with allowed marks masked. */
const masked = (text: string): string => text.replace(FIT, (fit) => '.'.repeat(fit.length))

/** Position of the first disallowed character; -1 if there is none. */
const unfitAt = (text: string): number => (UNFIT.test(text) ? masked(text).search(UNFIT) : -1)

const EACH_UNFIT = new RegExp(UNFIT, 'gu')

/**
 * Cleans a text that no person can be asked to retype: converts it to its stored form and removes disallowed
 * characters, and marks beyond what a letter may have.
 */
export function cleaned(text: string): string {
  const kept = storedForm(text).replace(EACH_PILE, '$1')
  if (!UNFIT.test(kept)) return kept
  let rest = ''
  let from = 0
  for (const { index, 0: unfit } of masked(kept).matchAll(EACH_UNFIT)) {
    rest += kept.slice(from, index)
    from = index + unfit.length
  }
  return (rest + kept.slice(from)).normalize('NFC')
}

function kindOf(character: string): string {
  const point = character.codePointAt(0) ?? 0
  const name = NAMES[point]
  if (name !== undefined) return `an invisible mark (${name})`
  if (/\p{Cs}/u.test(character)) return 'half of a character (surrogate)'
  if (point === 0xfffd) return 'the sign for a character that was lost'
  if (point === 0xfffc) return 'the sign for an object that is no text'
  if (/\p{Noncharacter_Code_Point}/u.test(character)) return 'no character at all'
  if (/\p{Co}/u.test(character)) return 'a private character, which others cannot read'
  if (/\p{Cn}/u.test(character) && !/\p{DI}/u.test(character)) return 'a character that nobody has given out'
  if (/\p{Cc}/u.test(character)) return 'a control character'
  return 'an invisible mark'
}

const BREAKS: Record<number, string> = { 0x2028: ' (line separator)', 0x2029: ' (paragraph separator)' }

const pointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The words just before a position, to help find it. */
function before(text: string, at: number): string {
  const words = cleaned([...text.slice(0, at).replace(/\s+/g, ' ')].slice(-20).join(''))
  return words.trim() === '' ? 'at the beginning' : `after “${words}”`
}

function pileProblem(text: string): string | null {
  const at = text.search(PILE)
  return at === -1
    ? null
    : `This text has a letter with more than ${MOST_MARKS} marks above or below it, ${before(text, at)}. They would cover other lines: remove them.`
}

/**
 * The first disallowed character and its position, worded for the person who typed it; null if there is none.
 */
export function characterProblem(text: string, { multiline = true } = {}): string | null {
  const at = unfitAt(text.replace(/[\t\r]/g, ' ').replace(/[\u2028\u2029]/g, ' '))
  if (at !== -1) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    return `This text contains ${pointOf(character)}, ${kindOf(character)}, ${before(text, at)}. Type it again, or paste it as plain text.`
  }
  const pile = pileProblem(storedForm(text))
  if (pile !== null) return pile
  const end = multiline ? -1 : text.search(/[\r\n\u2028\u2029]/)
  if (end === -1) return null
  const character = text.charAt(end)
  return `This must be one line: it contains ${pointOf(character)}, a line break${BREAKS[character.charCodeAt(0)] ?? ''}, ${before(text, end)}.`
}

/**
 * What is wrong with a plain text, worded for the person who typed it; null if nothing is.
 * @param limit maximum length in characters.
 */
export function textProblem(text: string, limit: number, { multiline = true } = {}): string | null {
  const kept = storedForm(text)
  if (kept.length > limit)
    return `This text has ${kept.length.toLocaleString('en')} characters; at most ${limit.toLocaleString('en')} are kept. Shorten it.`
  const markup = MARKUP.exec(text) ?? ENTITY.exec(text)
  if (markup)
    return `“${cleaned(cut(markup[0], 40))}” looks like HTML. This is plain text: remove the markup.`
  return characterProblem(text, { multiline })
}

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufeff\ufffe\uffff]/g

/**
 * A text for a plain text or mail, without what would scramble what follows, or be misread: controls and bidirectional
 * overrides. Isolates stay: they keep it in order.
 */
export const withoutControls = (text: string): string => text.replace(CONTROLS, '')
