import type { Quote } from '#domain/content/content.ts'
import type { QuoteVerdict } from '#domain/watch/quote-findings.ts'
import { quotedWords } from '#domain/watch/quoted-words.ts'
import { numbered, type IndexedPage, type Numbered, type Vocabulary } from './indexed.ts'
import { nearCopies, type NearCopy } from './near-copies.ts'
import { placesOf, walk, type Span } from './same-words.ts'

/** Words on each side, nearest the quote, that identify its place. */
const CONTEXT_WORDS = 6

/** Minimum likeness of a passage to count as an altered quote; less where the surrounding words match. */
const ALIKE = 0.45
const ALIKE_IN_PLACE = 0.3

/** Minimum surrounding words that identify a place. */
const TELLING = 3

/** Minimum weight of shared words for any verdict. */
const LEAST_SHARED = 1.5

/**
 * Words allowed between the quote's preceding and following context: this many per word of the quote, plus a
 * margin.
 */
const BETWEEN = 2
const BETWEEN_OVER = 30

/** Context occurrences examined, and the words by which the text between them may be longer. */
const MOST_ANCHORS = 20
const ROOM = 10

/** Words allowed between two parts of a quote joined by “…”. */
const ELIDED = 150

/** Where the editor left words out. */
const ELLIPSIS = /\s*(?:\[\s*(?:…|\.{3}|\. \. \.)\s*\]|…|\.{3,}|\. \. \.)\s*/

/** A quote with its words numbered. */
export interface Sought {
  /** More than one where the quote has an ellipsis. */
  parts: Numbered[]
  before: Numbered | null
  after: Numbered | null
}

export interface Judgement {
  verdict: Extract<QuoteVerdict, 'stands' | 'moved' | 'altered' | 'gone'>
  /** Where the words, or their altered form, are; null when gone. */
  span: Span | null
}

export function sought(quote: Quote, vocabulary: Vocabulary): Sought {
  const numberOf = (form: string): number => vocabulary.numberOf(form)
  const words = (text: string): Numbered => numbered(quotedWords(text), numberOf)
  const side = (text: string | null, nearest: (words: Numbered) => Numbered): Numbered | null => {
    const found = nearest(words(text ?? ''))
    return found.ids.length === 0 ? null : found
  }
  return {
    parts: quote.exact
      .split(ELLIPSIS)
      .map(words)
      .filter(({ ids }) => ids.length > 0),
    before: side(quote.prefix, (all) =>
      part(all, Math.max(0, all.ids.length - CONTEXT_WORDS), all.ids.length),
    ),
    after: side(quote.suffix, (all) => part(all, 0, CONTEXT_WORDS)),
  }
}

const part = (words: Numbered, from: number, to: number): Numbered => ({
  forms: words.forms.slice(from, to),
  starts: words.starts.slice(from, to),
  ends: words.ends.slice(from, to),
  optional: words.optional.slice(from, to),
  joined: words.joined.slice(from, to),
  ids: words.ids.slice(from, to),
})

/**
 * What became of quoted words on a page.
 * `stands`: the same words, with the same six nearest words on each side that the quote names.
 * `moved`: the same words, in other surroundings.
 * `altered`: other words in the same surroundings; or the same words nowhere, but a closely similar passage.
 * @throws {TooRepetitive} when the page repeats the words so often that the search would take too long.
 */
export function judge(quote: Sought, page: IndexedPage): Judgement {
  const { before, after } = quote
  const sides = (before ? 1 : 0) + (after ? 1 : 0)
  const fit = (span: Span): number =>
    (before && stretch(before, page, span.from - 1, -1) ? 1 : 0) +
    (after && stretch(after, page, span.to, 1) ? 1 : 0)
  const same = best(wholePlaces(quote.parts, page), fit)
  if (same && same.fit === sides) return { verdict: 'stands', span: same.span }

  const copies = quote.parts.length === 1 ? near(quote, page) : nearParts(quote.parts, page)
  const known = (before?.ids.length ?? 0) + (after?.ids.length ?? 0) >= TELLING
  const inPlace = best(
    [
      ...between(quote, page),
      ...copies.filter(({ likeness }) => likeness >= (known ? ALIKE_IN_PLACE : ALIKE)),
    ],
    fit,
  )
  if (inPlace && inPlace.fit > (same?.fit ?? 0) && !isSame(inPlace.span, same?.span))
    return { verdict: 'altered', span: inPlace.span }
  if (same) return { verdict: 'moved', span: same.span }
  const [alike] = copies.filter(({ likeness }) => likeness >= ALIKE)
  return alike ? { verdict: 'altered', span: alike } : { verdict: 'gone', span: null }
}

const isSame = (a: Span, b: Span | undefined): boolean => a.from === b?.from && a.to === b.to

const stretch = (words: Numbered, page: IndexedPage, place: number, by: 1 | -1): boolean =>
  walk(words, by === 1 ? 0 : words.ids.length - 1, by === 1 ? words.ids.length : -1, page, place, by) !== null

/** The first of the candidates whose surroundings match best. */
function best<T extends Span>(
  spans: readonly T[],
  fit: (span: T) => number,
): { span: T; fit: number } | null {
  let found: { span: T; fit: number } | null = null
  for (const span of spans) {
    const fits = fit(span)
    if (!found || fits > found.fit) found = { span, fit: fits }
  }
  return found
}

/** Places where the parts of a quote follow one another within the allowed distance. */
function wholePlaces(parts: readonly Numbered[], page: IndexedPage): Span[] {
  const [first, ...rest] = parts.map((each) => placesOf(each, page).filter(({ from }) => !page.joined[from]))
  return (first ?? []).flatMap((start) => {
    let { to } = start
    for (const places of rest) {
      const next = places.find(({ from }) => from >= to && from <= to + ELIDED)
      if (!next) return []
      to = next.to
    }
    return [{ from: start.from, to }]
  })
}

function near({ parts, before, after }: Sought, page: IndexedPage): NearCopy[] {
  return parts.flatMap((words) => {
    const count = words.ids.length
    const windows = [
      ...(before ? placesOf(before, page) : []).slice(0, MOST_ANCHORS).flatMap(({ to }) => [
        { from: to, to: to + count },
        { from: to, to: to + count + ROOM },
      ]),
      ...(after ? placesOf(after, page) : []).slice(0, MOST_ANCHORS).flatMap(({ from }) => [
        { from: from - count, to: from },
        { from: from - count - ROOM, to: from },
      ]),
    ]
    return nearCopies(words, page, windows).filter((copy) => shares(words, copy, page))
  })
}

/** Near copies of the parts, joined where they follow one another; likeness is their average. */
function nearParts(parts: readonly Numbered[], page: IndexedPage): NearCopy[] {
  const [first, ...rest] = parts.map((words) =>
    nearCopies(words, page).filter((copy) => shares(words, copy, page)),
  )
  return (first ?? [])
    .map((start) => {
      let { to, likeness } = start
      for (const copies of rest) {
        const next = copies.find((each) => each.from >= to - 1 && each.from <= to + ELIDED)
        likeness += next?.likeness ?? 0
        to = next?.to ?? to
      }
      return { from: start.from, to, likeness: likeness / parts.length }
    })
    .toSorted((a, b) => b.likeness - a.likeness)
}

/** True when a copy shares enough words with the quote, beyond a few common ones. */
function shares(words: Numbered, { from, to }: Span, page: IndexedPage): boolean {
  const wanted = new Set(words.ids)
  let weight = 0
  for (let on = from; on < to; on += 1) if (wanted.has(page.ids[on] ?? -1)) weight += page.weights[on] ?? 0
  return weight >= LEAST_SHARED
}

/** Stretches between the words that preceded the quote and those that followed it. */
function between({ parts, before, after }: Sought, page: IndexedPage): Span[] {
  if (!before || !after || before.ids.length + after.ids.length < CONTEXT_WORDS) return []
  const longest = BETWEEN * parts.reduce((sum, { ids }) => sum + ids.length, 0) + BETWEEN_OVER
  const ends = placesOf(after, page)
  return placesOf(before, page).flatMap(({ to }) => {
    const end = ends.find(({ from }) => from > to && from <= to + longest)
    return end ? [{ from: to, to: end.from }] : []
  })
}
