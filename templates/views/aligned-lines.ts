import { hunksBetween, type Hunk } from '#domain/content/token-diff.ts'
import { BULLET } from './shortened.ts'

/** How the text of a field is read: lines of text, a list, or an order of numbered parts. */
export type Form = 'text' | 'list' | 'order'

/** A line of a text: a paragraph, or an item of a list. */
export interface Line {
  text: string
  item: boolean
}

/** A line before and after. */
export interface Pair {
  was: Line | null
  now: Line | null
  /** That it stood elsewhere: as which item of its list, counted from 1; null for a paragraph. */
  moved: { from: number | null } | null
}

const NUMBER = /^\d+\.(?: |$)/

/** The lines of a text that has any words, without the marks of lists. */
export function linesOf(text: string | null, form: Form): Line[] {
  return (text ?? '').split(/\r\n|[\r\n\u2028\u2029]/).flatMap((raw): Line[] => {
    const line = raw.replace(/\s+/g, ' ').trim()
    const bare = (form === 'order' ? line.replace(NUMBER, '') : line).replace(BULLET, '')
    return bare === '' || /^[-•*–]$/.test(bare)
      ? []
      : [{ text: bare, item: form !== 'text' || bare !== line }]
  })
}

/** Characters and lines beyond which pairs are no longer searched for. */
const PAIRED = 60

/** Share of words that two lines have in common if one is the other, changed. */
const LIKE = 0.4

/** Lines before and after, in the order after; a removed line stands where it was. */
export function aligned(was: readonly Line[], now: readonly Line[]): Pair[] {
  const hunks = hunksOf(was, now)
  const gone = hunks.flatMap(({ a, aEnd }) => range(a, aEnd))
  const come = hunks.flatMap(({ b, bEnd }) => range(b, bEnd))
  const moved = movedBetween(was, now, gone, come)
  const pairs: Pair[] = []
  let at = 0
  const same = (end: number): void => {
    for (; at < end; at += 1) pairs.push({ was: was[at] ?? null, now: was[at] ?? null, moved: null })
  }
  for (const hunk of hunks) {
    same(hunk.a)
    pairs.push(...pairsIn(hunk, was, now, moved))
    at = hunk.aEnd
  }
  same(was.length)
  return pairs
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_each, index) => from + index)

function hunksOf(was: readonly Line[], now: readonly Line[]): Hunk[] {
  const known = new Map<string, number>()
  const ids = (lines: readonly Line[]): number[] =>
    lines.map(({ text, item }) => {
      const key = `${item ? '-' : ' '}${text}`
      const id = known.get(key) ?? known.size
      known.set(key, id)
      return id
    })
  return hunksBetween({ a: ids(was), b: ids(now) }, () => true)
}

/** Lines that stand elsewhere with the same words: index after, by index before. */
function movedBetween(
  was: readonly Line[],
  now: readonly Line[],
  gone: readonly number[],
  come: readonly number[],
): Map<number, number> {
  const free = Map.groupBy(come, (index) => now[index]?.text)
  const moved = new Map<number, number>()
  for (const index of gone) {
    const to = free.get(was[index]?.text)?.shift()
    if (to !== undefined) moved.set(index, to)
  }
  return moved
}

/** Which item of its list a line is, counted from 1; null for a paragraph. */
function numberOf(lines: readonly Line[], index: number): number | null {
  if (!lines[index]?.item) return null
  const before = lines.slice(0, index).findLastIndex(({ item }) => !item)
  return index - before
}

function pairsIn(
  { a, aEnd, b, bEnd }: Hunk,
  was: readonly Line[],
  now: readonly Line[],
  moved: ReadonlyMap<number, number>,
): Pair[] {
  const from = new Map([...moved].map(([before, after]) => [after, before]))
  const gone = range(a, aEnd).filter((index) => !moved.has(index))
  const come = range(b, bEnd)
  const fresh = come.filter((index) => !from.has(index))
  const partners = partnersOf(gone, fresh, was, now)
  const left = gone.filter((index) => ![...partners.values()].includes(index))
  return [
    ...come.map((index): Pair => {
      const before = from.get(index)
      const partner = partners.get(index)
      return {
        was: was[before ?? partner ?? -1] ?? null,
        now: now[index] ?? null,
        moved: before === undefined ? null : { from: numberOf(was, before) },
      }
    }),
    ...left.map((index): Pair => ({ was: was[index] ?? null, now: null, moved: null })),
  ]
}

/** Which line before each new line is a change of: index before, by index after. */
function partnersOf(
  gone: readonly number[],
  fresh: readonly number[],
  was: readonly Line[],
  now: readonly Line[],
): Map<number, number> {
  const [only, onlyNow] = [gone[0], fresh[0]]
  if (gone.length === 1 && fresh.length === 1 && only !== undefined && onlyNow !== undefined)
    return new Map([[onlyNow, only]])
  const partners = new Map<number, number>()
  if (gone.length > PAIRED || fresh.length > PAIRED) return partners
  const free = new Set(gone)
  for (const index of fresh) {
    const [best] = [...free]
      .map((before) => ({ before, like: likeness(was[before]?.text ?? '', now[index]?.text ?? '') }))
      .sort((x, y) => y.like - x.like)
    if (!best || best.like < LIKE) continue
    partners.set(index, best.before)
    free.delete(best.before)
  }
  return partners
}

/** Share of the words of two lines that both have (Dice). */
function likeness(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))
  if (!one || !other || one.size + other.size === 0) return 0
  return (2 * [...one].filter((word) => other.has(word)).length) / (one.size + other.size)
}
