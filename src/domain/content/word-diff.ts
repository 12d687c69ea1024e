import { storedForm } from '../text-rules.ts'
import { hunksBetween, withoutEnds, type Hunk } from './token-diff.ts'

/** A stretch of text that was kept, removed or added. */
export interface DiffPart {
  op: 'same' | 'del' | 'ins'
  text: string
}

/** Letters in an unchanged stretch too short to separate two changes: “the”, “of a”. */
const ISLAND = 3

/** Words in an unchanged stretch that is absorbed if the changes on both sides are longer. */
const ISLAND_WORDS = 3

/** A word, a run of white space, or one other character. */
const TOKENS = /[\p{L}\p{N}\p{M}_]+(?:[.,'’][\p{L}\p{N}\p{M}_]+)*|\s+|[^\p{L}\p{N}\p{M}_\s]/gu

/** A token after which a new sentence may begin. */
const SENTENCE_END = /^[.!?]$|\n/

/** Tokens of a text as numbers, equal for equal words, with the start of each and the end of the last. */
interface Tokens {
  ids: number[]
  starts: number[]
}

/**
 * The word-level differences between two texts, marked as a person would by hand. Joining `same` and `del`
 * gives the text before, joining `same` and `ins` the text after, both in their stored form; no two adjacent
 * parts have the same kind. Texts with little in common become one `del` and one `ins`, as do sentences of long
 * texts that would take too long to compare.
 */
export function wordDiff(was: string, is: string): DiffPart[] {
  const [before, after] = [storedForm(was), storedForm(is)]
  const known = new Map<string, number>()
  const a = tokensOf(before, known)
  const b = tokensOf(after, known)
  const pair = { a: a.ids, b: b.ids }
  const ends = new Set([...known].flatMap(([word, id]) => (SENTENCE_END.test(word) ? [id] : [])))
  const changed = hunksBetween(pair, (token) => ends.has(token))
  const hunks = readable(changed, before, a, b).map((hunk) => withoutEnds(pair, hunk))
  const all = { a: 0, aEnd: a.ids.length, b: 0, bEnd: b.ids.length }
  return partsOf(isRewritten(hunks, before, a) ? [withoutEnds(pair, all)] : hunks, before, after, a, b)
}

function tokensOf(text: string, known: Map<string, number>): Tokens {
  const ids: number[] = []
  const starts: number[] = []
  let at = 0
  for (const word of text.match(TOKENS) ?? []) {
    const id = known.get(word) ?? known.size
    known.set(word, id)
    ids.push(id)
    starts.push(at)
    at += word.length
  }
  return { ids, starts: [...starts, at] }
}

const textOf = (text: string, { starts }: Tokens, from: number, to: number): string =>
  text.slice(starts[from], starts[to])

const length = ({ starts }: Tokens, from: number, to: number): number =>
  (starts[to] ?? 0) - (starts[from] ?? 0)

const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0

/** Merges changes with too little unchanged text between them, so that each reads as one. */
function readable(hunks: readonly Hunk[], before: string, a: Tokens, b: Tokens): Hunk[] {
  const size = (hunk: Hunk): number => Math.max(length(a, hunk.a, hunk.aEnd), length(b, hunk.b, hunk.bEnd))
  const isIsland = (left: Hunk, right: Hunk): boolean => {
    if (right.a - left.aEnd > 2 * ISLAND_WORDS + 3) return false
    const text = textOf(before, a, left.aEnd, right.a)
    if (text.includes('\n')) return false
    if (lettersIn(text) <= ISLAND) return true
    return wordsIn(text) <= ISLAND_WORDS && text.length <= size(left) && text.length <= size(right)
  }
  const joined: Hunk[] = []
  for (const hunk of hunks) {
    let next = hunk
    for (let last = joined.at(-1); last && isIsland(last, next); last = joined.at(-1)) {
      next = { a: last.a, aEnd: next.aEnd, b: last.b, bEnd: next.bEnd }
      joined.pop()
    }
    joined.push(next)
  }
  return joined
}

/** True if hardly any words were kept: word-level marks would only confuse. */
function isRewritten(hunks: readonly Hunk[], before: string, a: Tokens): boolean {
  const changed = hunks.reduce((sum, hunk) => sum + length(a, hunk.a, hunk.aEnd), 0)
  return hunks.length > 2 && before.length - changed < before.length / 5
}

function partsOf(hunks: readonly Hunk[], before: string, after: string, a: Tokens, b: Tokens): DiffPart[] {
  const parts: DiffPart[] = []
  const add = (op: DiffPart['op'], text: string): void => {
    if (text !== '') parts.push({ op, text })
  }
  let at = 0
  for (const hunk of hunks) {
    add('same', textOf(before, a, at, hunk.a))
    add('del', textOf(before, a, hunk.a, hunk.aEnd))
    add('ins', textOf(after, b, hunk.b, hunk.bEnd))
    at = hunk.aEnd
  }
  add('same', textOf(before, a, at, a.ids.length))
  return parts
}
