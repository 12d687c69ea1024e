import type { Numbered, IndexedPage } from './indexed.ts'

/** A stretch of a page in words: start, and end (exclusive). */
export interface Span {
  from: number
  to: number
}

/** Maximum steps of the search for one passage on one page. */
export const MOST_WORK = 3_000_000

/** Thrown where a page repeats a quote's words so often that the search would take too long. */
export class TooRepetitive extends Error {
  override name = 'TooRepetitive'
}

/** All places where these words occur in sequence. Omissible words may be missing on either side. */
export function placesOf(words: Numbered, page: IndexedPage): Span[] {
  const seed = rarest(words, page)
  if (seed === -1) return []
  const found: Span[] = []
  let work = 0
  for (const place of page.places[words.ids[seed] ?? -1] ?? []) {
    const to = walk(words, seed, words.ids.length, page, place, 1)
    const from = to === null ? null : walk(words, seed, -1, page, place, -1)
    work += 1 + (to === null ? 0 : words.ids.length)
    if (work > MOST_WORK) throw new TooRepetitive('The words of the quote stand on the page too often.')
    if (from !== null && to !== null && found.at(-1)?.from !== from + 1) found.push({ from: from + 1, to })
  }
  return found
}

/** The passage's rarest word on the page, among those that occur unchanged. */
function rarest({ ids, optional, joined }: Numbered, page: IndexedPage): number {
  let best = -1
  let fewest = Infinity
  for (let at = 0; at < ids.length; at += 1) {
    const count = page.places[ids[at] ?? -1]?.length ?? 0
    // The two sides of a hyphen may be one word on the page.
    if (count === 0 || optional[at] || joined[at] || joined[at + 1]) continue
    if (count < fewest) [best, fewest] = [at, count]
  }
  return best
}

/**
 * Compares words and page from one position on, forward (1) or backward (-1), while they match.
 * @returns the page word after the last match, in that direction; null where they differ before `end`.
 */
export function walk(
  words: Numbered,
  from: number,
  end: number,
  page: IndexedPage,
  place: number,
  by: 1 | -1,
): number | null {
  let at = from
  let on = place
  while (at !== end) {
    if (words.ids[at] === page.ids[on] && words.ids[at] !== undefined) {
      at += by
      on += by
      continue
    }
    const here = compound(words, at, page.forms[on], by)
    if (here > 0) {
      at += here * by
      on += by
      continue
    }
    const there = compound(page, on, words.forms[at], by)
    if (there > 0) {
      at += by
      on += there * by
    } else if (page.optional[on]) on += by
    else if (words.optional[at]) at += by
    else return null
  }
  return on
}

/** How many hyphenated words from a position on form the given word together; 0 if none do. */
function compound(words: Numbered, at: number, whole: string | undefined, by: 1 | -1): number {
  if (whole === undefined) return 0
  let together = words.forms[at]
  if (together === undefined) return 0
  for (let count = 1; together.length < whole.length; count += 1) {
    const next = at + count * by
    const hyphen = by === 1 ? next : next + 1
    const form = words.forms[next]
    if (!words.joined[hyphen] || form === undefined) return 0
    together = by === 1 ? together + form : form + together
    if (together === whole) return count + 1
  }
  return 0
}
