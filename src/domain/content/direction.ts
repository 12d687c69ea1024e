/** Letters and signs that are written from right to left: the blocks that Unicode keeps for them (UAX 44, Bidi_Class). */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const LETTER = /\p{L}/u

/** What begins a part of a text with a direction of its own, and what ends it. */
const ISOLATE = { ltr: '\u2066', rtl: '\u2067' } as const
const END = '\u2069'

/** True where a part of the text runs from right to left. */
export const hasFromRight = (text: string): boolean => FROM_RIGHT.test(text)

/** The direction in which a text is read: that of its first letter. */
export const directionOf = (text: string): 'ltr' | 'rtl' =>
  FROM_RIGHT.test(LETTER.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr'

/** What must stand before and after a text inside other text, so that numbers and stops beside it keep their place. */
export const isolation = (text: string): [before: string, after: string] =>
  hasFromRight(text) ? [ISOLATE[directionOf(text)], END] : ['', '']

/** A text that can stand within a sentence. */
export function isolated(text: string): string {
  const [before, after] = isolation(text)
  return before + text + after
}
