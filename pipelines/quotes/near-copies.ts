import type { IndexedPage, Numbered } from './indexed.ts'
import { weightOf } from './indexed.ts'
import type { Span } from './same-words.ts'

/** A stretch of a page that resembles a passage without the same words. */
export interface NearCopy extends Span {
  /** 0 to 1: the share the two have in common. */
  likeness: number
}

/** Occurrences above which a word does not help to locate a passage. */
const TOO_COMMON = 400
/** Stretches compared word by word. */
const CANDIDATES = 8
/** Minimum share of a passage found near one place for it to be compared there. */
const WORTH_COMPARING = 0.25
/** Maximum cells of one comparison. */
const MOST_CELLS = 4_000_000

/** Cost of replacing, inserting or omitting a word: small enough only to break ties. */
const REPLACED = 0.15
const INSERTED = 0.1
const LEFT_OUT = 0.2

/** Factor for a likeness that ignores word order. */
const OUT_OF_ORDER = 0.85

/**
 * The stretches of a page most like a passage, best first. Time grows linearly with the page's length.
 * @param windows stretches to compare besides those where many of the words occur.
 */
export function nearCopies(words: Numbered, page: IndexedPage, windows: readonly Span[] = []): NearCopy[] {
  const count = words.ids.length
  const weights = Float32Array.from(words.forms, (form, at) => (words.optional[at] ? 0 : weightOf(form)))
  const total = weights.reduce((sum, each) => sum + each, 0)
  const slack = Math.max(8, Math.ceil(count / 3))
  const found: NearCopy[] = []
  const likely = likelyPlaces(words, weights, total, page, slack).map((place) => ({
    from: place - slack,
    to: place + count + 2 * slack,
  }))
  for (const window of [...likely, ...windows]) {
    const from = Math.max(0, window.from)
    const to = Math.min(page.ids.length, window.to)
    if ((to - from) * count > MOST_CELLS) continue
    const aligned = align(words, weights, total, page, { from, to })
    const shuffled = aligned.likeness < 0.7 ? mostOf(words, weights, total, page, { from, to }) : null
    const best = shuffled && shuffled.likeness > aligned.likeness ? shuffled : aligned
    if (!found.some((each) => each.from === best.from && each.to === best.to)) found.push(best)
  }
  return found.toSorted((a, b) => b.likeness - a.likeness || a.from - b.from)
}

/** Likely starts of the passage: each occurrence of one of its words votes for the start it implies. */
function likelyPlaces(
  words: Numbered,
  weights: Float32Array,
  total: number,
  page: IndexedPage,
  width: number,
): number[] {
  const votes = new Map<number, number>()
  const vote = (bucket: number, weight: number): void =>
    void votes.set(bucket, (votes.get(bucket) ?? 0) + weight)
  for (let at = 0; at < words.ids.length; at += 1) {
    const places = page.places[words.ids[at] ?? -1] ?? []
    const weight = weights[at] ?? 0
    if (places.length > TOO_COMMON || weight === 0) continue
    for (const place of places) {
      const bucket = Math.floor((place - at) / width)
      vote(bucket, weight)
      vote(bucket - 1, weight)
    }
  }
  return [...votes]
    .filter(([, weight]) => weight >= WORTH_COMPARING * total)
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, CANDIDATES)
    .map(([bucket]) => bucket * width)
}

/** The best in-order alignment of a passage with part of a stretch (Sellers' algorithm, with weighted words). */
function align(
  words: Numbered,
  weights: Float32Array,
  total: number,
  page: IndexedPage,
  { from, to }: Span,
): NearCopy {
  const size = to - from + 1
  let [score, begin, same] = [new Float32Array(size), new Int32Array(size), new Float32Array(size)]
  let [nextScore, nextBegin, nextSame] = [
    new Float32Array(size),
    new Int32Array(size),
    new Float32Array(size),
  ]
  for (let column = 0; column < size; column += 1) begin[column] = from + column
  for (let at = 0; at < words.ids.length; at += 1) {
    const weight = weights[at] ?? 0
    nextScore[0] = (score[0] ?? 0) - LEFT_OUT
    nextBegin[0] = from
    nextSame[0] = 0
    for (let column = 1; column < size; column += 1) {
      const on = from + column - 1
      const equal = words.ids[at] === page.ids[on]
      const diagonal = (score[column - 1] ?? 0) + (equal ? weight + 0.01 : -REPLACED)
      const up = (score[column] ?? 0) - LEFT_OUT
      const left = (nextScore[column - 1] ?? 0) - (page.optional[on] ? 0 : INSERTED)
      if (diagonal >= up && diagonal >= left) {
        nextScore[column] = diagonal
        nextBegin[column] = begin[column - 1] ?? from
        nextSame[column] = (same[column - 1] ?? 0) + (equal ? weight : 0)
      } else if (up > left) {
        nextScore[column] = up
        nextBegin[column] = begin[column] ?? from
        nextSame[column] = same[column] ?? 0
      } else {
        nextScore[column] = left
        nextBegin[column] = nextBegin[column - 1] ?? from
        nextSame[column] = nextSame[column - 1] ?? 0
      }
    }
    ;[score, nextScore] = [nextScore, score]
    ;[begin, nextBegin] = [nextBegin, begin]
    ;[same, nextSame] = [nextSame, same]
  }
  let best = 0
  for (let column = 1; column < size; column += 1)
    if ((score[column] ?? 0) > (score[best] ?? 0)) best = column
  const span = { from: begin[best] ?? from, to: from + best }
  return { ...span, likeness: likeness(same[best] ?? 0, total, page, span) }
}

/** The passage-length part of a stretch with most of its words in any order. */
function mostOf(
  words: Numbered,
  weights: Float32Array,
  total: number,
  page: IndexedPage,
  { from, to }: Span,
): NearCopy {
  const wanted = new Map<number, number>()
  for (let at = 0; at < words.ids.length; at += 1)
    if (weights[at]) wanted.set(words.ids[at] ?? -1, (wanted.get(words.ids[at] ?? -1) ?? 0) + 1)
  const length = Math.min(words.ids.length, to - from)
  const change = (on: number, by: 1 | -1): number => {
    const id = page.ids[on] ?? -1
    const left = wanted.get(id)
    if (left === undefined) return 0
    wanted.set(id, left - by)
    return (by === 1 ? left > 0 : left >= 0) ? by * (page.weights[on] ?? 0) : 0
  }
  let same = 0
  let most = 0
  let best = from
  for (let on = from; on < to; on += 1) {
    same += change(on, 1)
    if (on - from >= length) same += change(on - length, -1)
    if (same > most) [most, best] = [same, Math.max(from, on - length + 1)]
  }
  const span = { from: best, to: best + length }
  return { ...span, likeness: OUT_OF_ORDER * likeness(most, total, page, span) }
}

/** Dice's coefficient, by word weight. */
function likeness(same: number, total: number, page: IndexedPage, { from, to }: Span): number {
  let there = 0
  for (let on = from; on < to; on += 1) there += page.weights[on] ?? 0
  return total + there === 0 ? 0 : (2 * same) / (total + there)
}
