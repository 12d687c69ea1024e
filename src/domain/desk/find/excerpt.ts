import type { FindableText } from './findable.ts'
import { wordsOf } from './words.ts'
import { PHONE, phonesIn, provisionsIn } from './numbers.ts'

/** A piece of an excerpt; a hit is what was searched for. */
export interface Piece {
  text: string
  hit: boolean
}

/** Where the words were found. */
export interface Excerpt {
  label: string
  pieces: Piece[]
}

interface Span {
  at: number
  end: number
  term: string
}

/** What to mark: words, provisions (as terms of `numbers.ts`), and digits of a telephone number. */
export interface Hits {
  words: ReadonlySet<string>
  provisions: readonly string[]
  phone: string | null
}

/** Characters of an excerpt, and how many of them stand before its first hit. */
const LENGTH = 150
const BEFORE = 40

/** Characters of a text that are searched for its hits. */
const LOOKED = 20_000

const isAsked = (asked: string, unit: string, number: string): boolean => {
  const [of = '*', wanted = ''] = asked.split(/:(.*)/s)
  return (of === '*' || of === unit) && (number === wanted || number.startsWith(`${wanted}(`))
}

function spansIn(text: string, { words, provisions, phone }: Hits): Span[] {
  const found: Span[] = wordsOf(text).filter(({ term }) => words.has(term))
  if (provisions.length > 0)
    for (const { unit, number, at, end } of provisionsIn(text)) {
      const asked = provisions.find((each) => isAsked(each, unit, number))
      if (asked) found.push({ at, end, term: asked })
    }
  if (phone !== null)
    for (const match of text.matchAll(PHONE))
      if (phonesIn(match[0]).some((digits) => digits.includes(phone)))
        found.push({ at: match.index, end: match.index + match[0].length, term: phone })
  return found.sort((a, b) => a.at - b.at || b.end - a.end)
}

/** A text in pieces, with its hits marked. */
export function marked(text: string, hits: Hits, from = 0, to = text.length): Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (const span of spansIn(text.slice(0, to), hits)) {
    if (span.at < at) continue
    if (span.at > at) pieces.push({ text: text.slice(at, span.at), hit: false })
    pieces.push({ text: text.slice(span.at, span.end), hit: true })
    at = span.end
  }
  if (at < to) pieces.push({ text: text.slice(at, to), hit: false })
  return pieces
}

/** The nearest end of a word, so that an excerpt does not begin in the middle of one. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.lastIndexOf(' ', at)
  return space >= at - 20 ? space + 1 : at
}

function around(text: string, first: number, hits: Hits): Piece[] {
  const from = wordStart(text, first - BEFORE)
  const end = Math.min(text.length, from + LENGTH)
  const to = end < text.length ? Math.max(text.lastIndexOf(' ', end), first + 1, from + LENGTH - 20) : end
  return [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...marked(text, hits, from, to),
    ...(to < text.length ? [{ text: ' …', hit: false }] : []),
  ]
}

/** The text in which most of what was searched for stands, cut around its first hit; null if none does. */
export function excerptOf(texts: readonly FindableText[], hits: Hits): Excerpt | null {
  let best: { label: string; text: string; first: number; score: number } | null = null
  for (const { label, text: whole } of texts) {
    const text = whole.slice(0, LOOKED).replace(/\s+/g, ' ')
    const spans = spansIn(text, hits)
    const [first] = spans
    if (!first) continue
    const score = new Set(spans.map(({ term }) => term)).size
    if (best === null || score > best.score) best = { label, text, first: first.at, score }
  }
  return best && { label: best.label, pieces: around(best.text, best.first, hits) }
}
