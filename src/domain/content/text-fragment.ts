import type { Quote } from './content.ts'

/** Longest quote, in UTF-16 units, that is sought as one piece: browsers make links of that length themselves. */
const WHOLE = 300
/** Words at each end by which a longer passage is sought. */
const ENDS = 6
/** A quote of fewer words may stand on a page twice: the words around it then say which is meant. */
const SHORT = 5
/** Words of the text before and after a short quote. */
const AROUND = 4

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' })

/** Where each word of a text begins and ends; characters of scripts without spaces are split into words, too. */
const wordsOf = (text: string): { start: number; end: number }[] =>
  [...SEGMENTER.segment(text)].flatMap(({ isWordLike, index, segment }) =>
    isWordLike ? [{ start: index, end: index + segment.length }] : [],
  )

/** A text up to the end of one of its first words, and from the beginning of one of its last. */
const firstWords = (text: string, count: number): string => text.slice(0, wordsOf(text)[count - 1]?.end)
const lastWords = (text: string, count: number): string => text.slice(wordsOf(text).at(-count)?.start ?? 0)

/** A text without what stands before its first word and after its last. */
function withoutEdges(text: string): string {
  const words = wordsOf(text)
  return text.slice(words[0]?.start, words.at(-1)?.end)
}

/**
 * A term of a text directive. A comma, an ampersand and a hyphen have a meaning in it, and `encodeURIComponent` leaves
 * the hyphen.
 * @see https://wicg.github.io/scroll-to-text-fragment/#syntax
 */
const term = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D')

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The first and the last words of a passage, between which everything is marked; null if it is sought whole. */
function ends(exact: string): { start: string; end: string } | null {
  const lines = exact
    .split('\n')
    .map(squeezed)
    .filter((line) => wordsOf(line).length > 0)
  const first = lines[0] ?? ''
  const last = lines.at(-1) ?? ''
  const words = wordsOf(squeezed(exact)).length
  // One piece must stand in one paragraph. A passage of several is sought by its ends.
  if (words < 2 || (lines.length < 2 && exact.length <= WHOLE)) return null
  const some = lines.length < 2 ? Math.min(ENDS, Math.floor(words / 2)) : ENDS
  return { start: withoutEdges(firstWords(first, some)), end: withoutEdges(lastWords(last, some)) }
}

/** The directive that finds quoted words on a page; empty if there are no words. */
function directive({ prefix, exact, suffix }: Quote): string {
  const whole = squeezed(exact)
  const words = wordsOf(whole).length
  if (words === 0) return ''
  const range = ends(exact)
  if (range) return `text=${term(range.start)},${term(range.end)}`
  if (words >= SHORT) return `text=${term(whole)}`
  const before = squeezed(lastWords(prefix ?? '', AROUND))
  const after = squeezed(firstWords(suffix ?? '', AROUND))
  return [
    'text=',
    wordsOf(before).length > 0 ? `${term(before)}-,` : '',
    term(whole),
    wordsOf(after).length > 0 ? `,-${term(after)}` : '',
  ].join('')
}

/**
 * The address at which a browser opens a page at quoted words and marks them. A browser that does not know text
 * fragments, or does not find the words, opens the page.
 */
export function atWords(url: string, quote: Quote | null): string {
  const found = quote === null ? '' : directive(quote)
  if (found === '') return url
  const [page = ''] = url.split(':~:', 1)
  return `${page}${page.includes('#') ? '' : '#'}:~:${found}`
}
