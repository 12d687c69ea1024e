/** Accents that are characters of their own, and what puts them on a letter. */
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

/** Letters that are set without their dot where an accent takes its place. */
const DOTTED: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }

/** True for what may be the accent of a letter beside it. */
export const isAccent = (text: string): boolean => Object.hasOwn(COMBINING, text) || /^\p{Mn}$/u.test(text)

/** The letter with its accent as one character; null where there is none. */
export function accented(letter: string, accent: string): string | null {
  if (!/^\p{L}\p{Mn}*$/u.test(letter)) return null
  const whole = `${DOTTED[letter] ?? letter}${COMBINING[accent] ?? accent}`.normalize('NFC')
  return whole.length === letter.length ? whole : null
}
