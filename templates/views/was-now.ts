import type { FieldChange } from '#domain/content/diff.ts'
import { wordDiff, type DiffPart } from '#domain/content/word-diff.ts'

/** A piece of one side of a comparison; `gap` marks omitted text, unchanged or too long. */
export interface Piece {
  mark: 'same' | 'del' | 'ins' | 'gap'
  text: string
}

/** One field before and after, shortened to the changes. A side is null where the field was absent. */
export interface WasNow {
  label: string
  was: Piece[] | null
  now: Piece[] | null
}

/** Maximum characters of unchanged text kept on each side of a change. */
const CONTEXT = 140

/** Maximum characters kept of one change, and of one side in all. */
const CHANGED = 500
const SIDE = 900

const GAP: Piece = { mark: 'gap', text: '' }

/** A field as *was* and *is now*, with the changed words marked. */
export function wasNow({ label, before, after }: FieldChange): WasNow {
  if (before === null || after === null)
    return {
      label,
      was: before === null ? null : shortened('del', before),
      now: after === null ? null : shortened('ins', after),
    }
  const parts = wordDiff(before, after)
  return { label, was: side(parts, 'ins'), now: side(parts, 'del') }
}

/** One side of a comparison: all parts except the other side's. */
function side(parts: readonly DiffPart[], other: DiffPart['op']): Piece[] {
  const pieces = parts.flatMap(({ op, text }, index) => {
    if (op === other) return []
    if (op !== 'same') return shortened(op, text).flatMap(withoutEdges)
    return context(text, index === 0, index === parts.length - 1)
  })
  return limited(pieces)
}

function shortened(mark: 'del' | 'ins', text: string): Piece[] {
  return text.length <= CHANGED ? [{ mark, text }] : [{ mark, text: headOf(text, CHANGED) }, GAP]
}

/** White space at the edges of a change is not marked: it would show as a line next to the words. */
function withoutEdges(piece: Piece): Piece[] {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(piece.text) ?? []
  if (words === '') return [piece]
  return [
    { mark: 'same' as const, text: before },
    { mark: piece.mark, text: words },
    { mark: 'same' as const, text: after },
  ].filter(({ text }) => text !== '')
}

/** The part of an unchanged stretch that is kept: sentences, or some words, next to the changes. */
function context(text: string, first: boolean, last: boolean): Piece[] {
  const whole = first || last ? CONTEXT : 2 * CONTEXT
  if (text.length <= whole || (first && last)) return [{ mark: 'same', text }]
  const head: Piece[] = first ? [] : [{ mark: 'same', text: sentenceHead(text) }]
  const tail: Piece[] = last ? [] : [{ mark: 'same', text: sentenceTail(text) }]
  return [...head, GAP, ...tail.filter((piece) => piece.text !== '')]
}

const SENTENCE = /[.!?](?:["”’)]*)\s+|\n/g

/** The start of a text to the end of its first sentence, or its first words. */
function sentenceHead(text: string): string {
  SENTENCE.lastIndex = 0
  const end = SENTENCE.exec(text.slice(0, CONTEXT))
  return end ? text.slice(0, end.index + 1).trimEnd() : headOf(text, CONTEXT)
}

/** The end of a text from the start of its last sentence, or its last words. */
function sentenceTail(text: string): string {
  const near = text.slice(-CONTEXT)
  const last = [...near.matchAll(SENTENCE)].at(-1)
  return last ? near.slice(last.index + last[0].length) : tailOf(text, CONTEXT)
}

/** Avoids splitting words and surrogate pairs. */
function headOf(text: string, characters: number): string {
  const cut = text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')
  const space = cut.search(/\s\S*$/)
  return space > characters / 2 ? cut.slice(0, space) : cut
}

function tailOf(text: string, characters: number): string {
  const cut = text.slice(-characters).replace(/^[\udc00-\udfff]/, '')
  const space = cut.search(/\s/)
  return space !== -1 && space < characters / 2 ? cut.slice(space + 1) : cut
}

/** As many pieces as a side may hold, always including the first change. */
function limited(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = []
  let room = SIDE
  for (const piece of pieces) {
    if (room <= 0 && piece.mark !== 'gap') {
      if (kept.at(-1)?.mark !== 'gap') kept.push(GAP)
      break
    }
    kept.push(piece)
    room -= piece.text.length
  }
  return kept
}

/** The first words of a text, on one line. */
export function openingWords(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= characters ? line : `${headOf(line, characters)} …`
}

/** The cost of a text in a page: its characters, and more for those that take more bytes. */
export const weight = (text: string): number =>
  text.length + 2 * (text.match(/[^\u0000-\u007f]/g)?.length ?? 0)

/** The cost of a comparison in a page. */
export const printedWeight = ({ label, was, now }: WasNow): number =>
  [...(was ?? []), ...(now ?? [])].reduce((sum, { text }) => sum + weight(text), weight(label))
