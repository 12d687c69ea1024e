import { storedForm } from '../text-rules.ts'
import { hunksBetween, withoutEnds, type Hunk } from './token-diff.ts'

/** A stretch of text that stayed, went or came. */
export interface DiffPart {
  op: 'same' | 'del' | 'ins'
  text: string
}

/** Letters of an equal stretch that is too small to stand between two changes: “the”, “of a”. */
const ISLAND = 3

/** Words of an equal stretch that goes under when the changes on both sides of it are longer than it is. */
const ISLAND_WORDS = 3

/** A word, a run of white space, or one other character. */
const TOKENS = /[\p{L}\p{N}\p{M}_]+(?:[.,'’][\p{L}\p{N}\p{M}_]+)*|\s+|[^\p{L}\p{N}\p{M}_\s]/gu

/** A token after which another sentence may begin. */
const SENTENCE_END = /^[.!?]$|\n/

/** Tokens of a text as numbers, equal for equal words, with the place at which each begins and the end of the last. */
interface Tokens {
  ids: number[]
  starts: number[]
}

/**
 * What changed between two texts, word by word, as one would mark it by hand. `same` and `del` joined are the text
 * before, `same` and `ins` joined the text after, both in the form in which texts are kept; parts of one kind never
 * touch. Texts that have little in common are one `del` and one `ins`, and so are sentences of long texts that would take
 * too long to compare.
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

/** Joins changes between which too little stayed, so that each reads as one. */
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

/** True where hardly a word of the text before stayed: marks between such words only confuse. */
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
