import { storedForm } from '../text-rules.ts'

/** A stretch of text that stayed, went or came. */
export interface DiffPart {
  op: 'same' | 'del' | 'ins'
  text: string
}

/** Steps that one comparison may take: some tens of milliseconds. Beyond it the rest counts as replaced. */
const MAX_WORK = 4_000_000

/** Letters of an equal stretch that is too small to stand between two changes: “the”, “of a”. */
const ISLAND = 3

/** Words of an equal stretch that goes under when the changes on both sides of it are longer than it is. */
const ISLAND_WORDS = 3

/** A word, a run of white space, or one other character. */
const TOKENS = /[\p{L}\p{N}\p{M}_]+(?:[.,'’][\p{L}\p{N}\p{M}_]+)*|\s+|[^\p{L}\p{N}\p{M}_\s]/gu

/** Tokens of a text as numbers, equal for equal words, with the place at which each begins and the end of the last. */
interface Tokens {
  ids: Int32Array
  starts: Int32Array
}

/** A stretch of both texts, counted in tokens. What is changed in it is everything. */
interface Hunk {
  a: number
  aEnd: number
  b: number
  bEnd: number
}

/**
 * What changed between two texts, word by word, as one would mark it by hand. `same` and `del` joined are the text
 * before, `same` and `ins` joined the text after, both in the form in which texts are kept; parts of one kind never touch. Texts that have little in common, and
 * long ones that would take too long to compare (some ten thousand words), are one `del` and one `ins`.
 */
export function wordDiff(was: string, is: string): DiffPart[] {
  const [before, after] = [storedForm(was), storedForm(is)]
  const known = new Map<string, number>()
  const a = tokensOf(before, known)
  const b = tokensOf(after, known)
  const all: Hunk = { a: 0, aEnd: a.ids.length, b: 0, bEnd: b.ids.length }
  const hunks = readable(new Comparison(a.ids, b.ids).hunks(all), before, a, b)
  return partsOf(isRewritten(hunks, before, a) ? [ends(all, a.ids, b.ids)] : hunks, before, after, a, b)
}

function tokensOf(text: string, known: Map<string, number>): Tokens {
  const words = text.match(TOKENS) ?? []
  const ids = new Int32Array(words.length)
  const starts = new Int32Array(words.length + 1)
  let at = 0
  for (const [index, word] of words.entries()) {
    let id = known.get(word)
    if (id === undefined) known.set(word, (id = known.size))
    ids[index] = id
    starts[index] = at
    at += word.length
  }
  starts[words.length] = at
  return { ids, starts }
}

/** The stretch without what both texts begin and end with. */
function ends({ a, aEnd, b, bEnd }: Hunk, ids: Int32Array, others: Int32Array): Hunk {
  while (a < aEnd && b < bEnd && ids[a] === others[b]) {
    a += 1
    b += 1
  }
  while (a < aEnd && b < bEnd && ids[aEnd - 1] === others[bEnd - 1]) {
    aEnd -= 1
    bEnd -= 1
  }
  return { a, aEnd, b, bEnd }
}

/** Myers' comparison from both ends, which needs memory for two rows only (An O(ND) Difference Algorithm, 1986, § 4b). */
class Comparison {
  readonly #a: Int32Array
  readonly #b: Int32Array
  #work = MAX_WORK

  constructor(a: Int32Array, b: Int32Array) {
    this.#a = a
    this.#b = b
  }

  hunks(within: Hunk): Hunk[] {
    const hunk = ends(within, this.#a, this.#b)
    const { a, aEnd, b, bEnd } = hunk
    if (a === aEnd && b === bEnd) return []
    const split = a === aEnd || b === bEnd ? null : this.#middle(hunk)
    if (!split) return [hunk]
    return [...this.hunks({ a, aEnd: split.a, b, bEnd: split.b }), ...this.hunks({ ...hunk, ...split })]
  }

  /** Where the shortest way from before to after passes half-way; null where finding it takes too long. */
  #middle({ a, aEnd, b, bEnd }: Hunk): { a: number; b: number } | null {
    const n = aEnd - a
    const m = bEnd - b
    const max = Math.ceil((n + m) / 2)
    // No more steps than the work allows are taken, so no longer rows are needed: d steps cost about d² in all.
    const reach = Math.min(max, Math.ceil(Math.sqrt(Math.max(this.#work, 0))) + 1)
    const forth = new Row(reach)
    const back = new Row(reach)
    const delta = n - m
    const odd = delta % 2 !== 0
    for (let d = 0; d < reach; d += 1) {
      for (let k = -d + forth.low; k <= d - forth.high; k += 2) {
        const x = forth.step(d, k)
        const end = this.#follow(a + x, b + x - k, aEnd, bEnd)
        forth.set(k, end - a)
        const y = end - a - k
        if (end > aEnd) forth.high += 2
        else if (y > m) forth.low += 2
        else if (odd && back.has(delta - k) && end - a >= n - back.get(delta - k)) return { a: end, b: b + y }
      }
      for (let k = -d + back.low; k <= d - back.high; k += 2) {
        const x = back.step(d, k)
        const end = this.#followBack(aEnd - x, bEnd - x + k, a, b)
        const far = aEnd - end
        back.set(k, far)
        if (far > n) back.high += 2
        else if (far - k > m) back.low += 2
        else if (!odd && forth.has(delta - k)) {
          const near = forth.get(delta - k)
          if (near >= n - far) return { a: a + near, b: b + near - (delta - k) }
        }
      }
      this.#work -= 2 * d + 2
      if (this.#work < 0) return null
    }
    return null
  }

  #follow(a: number, b: number, aEnd: number, bEnd: number): number {
    const from = a
    while (a < aEnd && b < bEnd && this.#a[a] === this.#b[b]) {
      a += 1
      b += 1
    }
    this.#work -= a - from
    return a
  }

  #followBack(a: number, b: number, aStart: number, bStart: number): number {
    const from = a
    while (a > aStart && b > bStart && this.#a[a - 1] === this.#b[b - 1]) {
      a -= 1
      b -= 1
    }
    this.#work -= from - a
    return a
  }
}

/** How far one gets on each diagonal. */
class Row {
  readonly #far: Int32Array
  readonly #middle: number
  /** Diagonals at either end that have run out of the texts. */
  low = 0
  high = 0

  constructor(reach: number) {
    this.#middle = reach + 1
    this.#far = new Int32Array(2 * reach + 3).fill(-1)
    this.set(1, 0)
  }

  has(k: number): boolean {
    return Math.abs(k) < this.#middle && this.get(k) !== -1
  }

  get(k: number): number {
    return this.#far[this.#middle + k] ?? -1
  }

  set(k: number, far: number): void {
    this.#far[this.#middle + k] = far
  }

  /** Where step d begins on diagonal k: one word down from its right neighbour, or one on from its left. */
  step(d: number, k: number): number {
    const left = this.get(k - 1)
    const right = this.get(k + 1)
    return k === -d || (k !== d && left < right) ? right : left + 1
  }
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
