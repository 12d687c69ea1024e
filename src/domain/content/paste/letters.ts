/** A letter at which a word begins. */
const FIRST = /(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu

const SHOWN: Readonly<Record<string, (words: string) => string>> = {
  uppercase: (words) => words.toUpperCase(),
  lowercase: (words) => words.toLowerCase(),
  capitalize: (words) => words.replace(FIRST, (letter) => letter.toUpperCase()),
}

/** Whether a `text-transform` shows words in other letters than they are written in. */
export const showsOthers = (letters: string, words: string): boolean =>
  letters.split(/\s+/).some((each) => Object.hasOwn(SHOWN, each) && SHOWN[each]?.(words) !== words)
