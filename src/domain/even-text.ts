/**
 * Invisible marks: soft hyphens, zero-width and directional marks, variation selectors, and the keycap around a
 * digit. They do not separate digits.
 */
const UNSEEN =
  /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\u20E3\uFE00-\uFE0F\uFEFF]/gu
const DASHES = /[\p{Pd}\u2043\u2212\u02D7]/gu
const WIDE = /[\uFF01-\uFF5E]/g
const DIGITS = /\p{Nd}/gu
const DIGIT = /^\p{Nd}$/u

/** The value of a digit in any script. Each script's ten digits are consecutive, starting with zero. */
function countOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  // Mathematical digits: five sets without a gap.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10
  let zero = code
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}

/** Converts digits of every script to 0 to 9. */
export const plainDigits = (text: string): string =>
  text.replace(DIGITS, (digit) => (digit < '\u0080' ? digit : String(countOf(digit))))

/**
 * A text with numbers in a uniform form: every digit as 0 to 9, every dash as `-`, a single kind of space
 * within a line, and no invisible marks. Superscript digits stay, so that 10² is not 102.
 */
export const evenText = (text: string): string =>
  plainDigits(text.replace(UNSEEN, ''))
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(DASHES, '-')
    .replace(/\p{Zs}/gu, ' ')

/** Letters on the keys of a telephone. */
const KEYS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** Converts each letter to the digit on its key: S is 7. Other characters stay. */
export const keypad = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => String(KEYS.findIndex((key) => key.includes(letter.toLowerCase())) + 2))
