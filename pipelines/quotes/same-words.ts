import type { Numbered, IndexedPage } from './indexed.ts'

/** A stretch of a page, counted in words: from, and the first one after it. */
export interface Span {
  from: number
  to: number
}

/** Steps that looking for one passage may take on one page. */
export const MOST_WORK = 3_000_000

/** Raised where a page repeats the words of a quote so often that looking would take too long. */
export class TooRepetitive extends Error {
  override name = 'TooRepetitive'
}

/** Every place where these words stand one after the other. What may be left out may be missing on either side. */
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

/** The word of a passage that stands on the page least often, of those that stand there as they are. */
function rarest({ ids, optional, joined }: Numbered, page: IndexedPage): number {
  let best = -1
  let fewest = Infinity
  for (let at = 0; at < ids.length; at += 1) {
    const count = page.places[ids[at] ?? -1]?.length ?? 0
    // One side of a hyphen may be one word with the other side on the page.
    if (count === 0 || optional[at] || joined[at] || joined[at + 1]) continue
    if (count < fewest) [best, fewest] = [at, count]
  }
  return best
}

/**
 * Follows words and page from one place on, forward (1) or backward (-1), as long as they are the same.
 * @returns the first word of the page after the last one followed, in that direction; null where they part before `end`.
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

/** How many words from a place on, joined by hyphens, are together the one given; 0 when none. */
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
