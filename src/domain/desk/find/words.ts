import { LETTERS } from '../../keys.ts'

/** A word of a text, and where it stands in it. */
export interface Word {
  /** As it is compared: without case, accents and apostrophes. */
  term: string
  at: number
  end: number
}

/** Accents, and the vowel points of Hebrew and Arabic. Vowel signs of other scripts are letters of their words. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu

/** Scripts that do not put spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Text of which only the case is folded: most of it. */
const PLAIN = /^[ -&(-~]*$/

/** A text as it is compared. */
export const folded = (text: string): string => (PLAIN.test(text) ? text.toLowerCase() : foldedInFull(text))

const foldedInFull = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[ßæœøłđðþıħ]/g, (letter) => LETTERS[letter] ?? letter)

function segments(text: string, from: number): Word[] {
  const found: Word[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(text))
    if (isWordLike)
      found.push({ term: folded(segment), at: from + index, end: from + index + segment.length })
  return found
}

/** The words of a text, in their order. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const [word] = match
    if (!PLAIN.test(word) && UNSPACED.test(word)) found.push(...segments(word, match.index))
    else found.push({ term: folded(word), at: match.index, end: match.index + word.length })
  }
  return found.filter(({ term }) => term !== '')
}

export const termsOf = (text: string): string[] => wordsOf(text).map(({ term }) => term)
