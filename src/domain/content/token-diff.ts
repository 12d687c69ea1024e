import { diffArrays } from 'diff'

/** A stretch of both lists, as token positions. All tokens in it count as changed. */
export interface Hunk {
  a: number
  aEnd: number
  b: number
  bEnd: number
}

/** Two lists of tokens as numbers; equal numbers are equal tokens. */
interface Pair {
  a: readonly number[]
  b: readonly number[]
}

/** Maximum edits in one comparison. The work grows with the square: a few tenths of a second at most. */
const MAX_EDITS = 2_830

/** The remaining work allowance. */
interface Budget {
  left: number
}

/**
 * The differences between two token lists, by Myers' algorithm (jsdiff). If too much differs for it, whole
 * stretches (sentences) are compared first, then tokens only within those that differ; whatever is still too
 * much counts as replaced.
 * @param endsStretch whether a stretch ends with this token.
 */
export function hunksBetween(pair: Pair, endsStretch: (token: number) => boolean): Hunk[] {
  const all = { a: 0, aEnd: pair.a.length, b: 0, bEnd: pair.b.length }
  const budget = { left: MAX_EDITS ** 2 }
  return compare(pair, all, budget) ?? compareStretches(pair, all, endsStretch, budget)
}

/** The stretch without the common start and end of both lists. */
export function withoutEnds({ a, b }: Pair, within: Hunk): Hunk {
  const hunk = { ...within }
  while (hunk.a < hunk.aEnd && hunk.b < hunk.bEnd && a[hunk.a] === b[hunk.b]) {
    hunk.a += 1
    hunk.b += 1
  }
  while (hunk.a < hunk.aEnd && hunk.b < hunk.bEnd && a[hunk.aEnd - 1] === b[hunk.bEnd - 1]) {
    hunk.aEnd -= 1
    hunk.bEnd -= 1
  }
  return hunk
}

/** @returns null if the differences exceed the budget. */
function compare(pair: Pair, within: Hunk, budget: Budget): Hunk[] | null {
  const hunk = withoutEnds(pair, within)
  if (hunk.a === hunk.aEnd && hunk.b === hunk.bEnd) return []
  if (hunk.a === hunk.aEnd || hunk.b === hunk.bEnd) return [hunk]
  const a = pair.a.slice(hunk.a, hunk.aEnd)
  const b = pair.b.slice(hunk.b, hunk.bEnd)
  const maxEditLength = Math.floor(Math.sqrt(budget.left))
  if (fewestEdits(a, b) > maxEditLength) return null
  const parts = diffArrays(a, b, { maxEditLength })
  const edits = parts?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0)
  budget.left -= (edits ?? maxEditLength) ** 2
  return parts ? changedIn(parts, hunk) : null
}

/** A lower bound on the edits: the surplus tokens of either list. */
function fewestEdits(a: readonly number[], b: readonly number[]): number {
  const more = new Map<number, number>()
  for (const token of a) more.set(token, (more.get(token) ?? 0) + 1)
  for (const token of b) more.set(token, (more.get(token) ?? 0) - 1)
  return [...more.values()].reduce((sum, count) => sum + Math.abs(count), 0)
}

/** Removed and added tokens, one hunk per position. */
function changedIn(parts: ReturnType<typeof diffArrays<number>>, { a, b }: Hunk): Hunk[] {
  const hunks: Hunk[] = []
  for (const { added, removed, count } of parts) {
    const [aEnd, bEnd] = [added ? a : a + count, removed ? b : b + count]
    const last = hunks.at(-1)
    if (added || removed) {
      if (last?.aEnd === a && last.bEnd === b) Object.assign(last, { aEnd, bEnd })
      else hunks.push({ a, aEnd, b, bEnd })
    }
    a = aEnd
    b = bEnd
  }
  return hunks
}

function compareStretches(
  pair: Pair,
  all: Hunk,
  endsStretch: (token: number) => boolean,
  budget: Budget,
): Hunk[] {
  const known = new Map<string, number>()
  const [a, b] = [stretchesOf(pair.a, endsStretch, known), stretchesOf(pair.b, endsStretch, known)]
  const changed = compare(
    { a: a.ids, b: b.ids },
    { a: 0, aEnd: a.ids.length, b: 0, bEnd: b.ids.length },
    budget,
  )
  if (!changed) return [withoutEnds(pair, all)]
  return changed.flatMap((each) => {
    const hunk = {
      a: a.starts[each.a] ?? all.aEnd,
      aEnd: a.starts[each.aEnd] ?? all.aEnd,
      b: b.starts[each.b] ?? all.bEnd,
      bEnd: b.starts[each.bEnd] ?? all.bEnd,
    }
    return compare(pair, hunk, budget) ?? [withoutEnds(pair, hunk)]
  })
}

/** Stretches of a list as numbers, equal for equal stretches, with the start position of each. */
function stretchesOf(
  tokens: readonly number[],
  endsStretch: (token: number) => boolean,
  known: Map<string, number>,
): { ids: number[]; starts: number[] } {
  const ids: number[] = []
  const starts: number[] = []
  let from = 0
  for (const [index, token] of tokens.entries()) {
    if (!endsStretch(token) && index < tokens.length - 1) continue
    const words = tokens.slice(from, index + 1).join(' ')
    const id = known.get(words) ?? known.size
    known.set(words, id)
    ids.push(id)
    starts.push(from)
    from = index + 1
  }
  return { ids, starts }
}
