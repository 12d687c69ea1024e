/** Spacing accents, and their combining forms. */
const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  ˋ: '\u0300',
  '´': '\u0301',
  ˊ: '\u0301',
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  ˉ: '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030A',
  '°': '\u030A',
  '˝': '\u030B',
  ˇ: '\u030C',
  '¸': '\u0327',
  '˛': '\u0328',
}

/** Dotless letters, set where an accent replaces the dot. */
const DOTTED: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }

/** True for a possible accent of the adjacent letter. */
export const isAccent = (text: string): boolean => Object.hasOwn(COMBINING, text) || /^\p{Mn}$/u.test(text)

/** The precomposed letter with its accent; null where there is none. */
export function accented(letter: string, accent: string): string | null {
  if (!/^\p{L}\p{Mn}*$/u.test(letter)) return null
  const whole = `${DOTTED[letter] ?? letter}${COMBINING[accent] ?? accent}`.normalize('NFC')
  return whole.length === letter.length ? whole : null
}
