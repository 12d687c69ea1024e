import type { FieldChange } from '#domain/content/diff.ts'
import { wordDiff, type DiffPart } from '#domain/content/word-diff.ts'

/** A piece of one side of a comparison; `gap` is where unchanged or overlong text was left out. */
export interface Piece {
  mark: 'same' | 'del' | 'ins' | 'gap'
  text: string
}

/** One field before and after, shortened to what changed. A side is null where the field was, or is, not there. */
export interface WasNow {
  label: string
  was: Piece[] | null
  now: Piece[] | null
}

/** Characters of unchanged text that are kept on either side of a change, at most. */
const CONTEXT = 140

/** Characters of one change that are kept, and of one side in all. */
const CHANGED = 500
const SIDE = 900

const GAP: Piece = { mark: 'gap', text: '' }

/** A field as *was* and *is now*, with the words themselves marked. */
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

/** One side of a comparison: all parts but those of the other side. */
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

/** White space at the edges of a change carries no mark: it would show as a stroke beside the words. */
function withoutEdges(piece: Piece): Piece[] {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(piece.text) ?? []
  if (words === '') return [piece]
  return [
    { mark: 'same' as const, text: before },
    { mark: piece.mark, text: words },
    { mark: 'same' as const, text: after },
  ].filter(({ text }) => text !== '')
}

/** What is kept of a stretch that stayed: the sentences, or some words, next to the changes. */
function context(text: string, first: boolean, last: boolean): Piece[] {
  const whole = first || last ? CONTEXT : 2 * CONTEXT
  if (text.length <= whole || (first && last)) return [{ mark: 'same', text }]
  const head: Piece[] = first ? [] : [{ mark: 'same', text: sentenceHead(text) }]
  const tail: Piece[] = last ? [] : [{ mark: 'same', text: sentenceTail(text) }]
  return [...head, GAP, ...tail.filter((piece) => piece.text !== '')]
}

const SENTENCE = /[.!?](?:["”’)]*)\s+|\n/g

/** The beginning of a text up to the end of its first sentence, or some words of it. */
function sentenceHead(text: string): string {
  SENTENCE.lastIndex = 0
  const end = SENTENCE.exec(text.slice(0, CONTEXT))
  return end ? text.slice(0, end.index + 1).trimEnd() : headOf(text, CONTEXT)
}

/** The end of a text from the beginning of its last sentence, or some words of it. */
function sentenceTail(text: string): string {
  const near = text.slice(-CONTEXT)
  const last = [...near.matchAll(SENTENCE)].at(-1)
  return last ? near.slice(last.index + last[0].length) : tailOf(text, CONTEXT)
}

/** Takes care of what a cut would break: words, and characters of two units. */
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

/** As many pieces as a side may hold; at least the first change is among them. */
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

/** The first words of a text in one line. */
export function openingWords(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= characters ? line : `${headOf(line, characters)} …`
}

/** What a text costs a page: its characters, and more for those that take more bytes. */
export const weight = (text: string): number =>
  text.length + 2 * (text.match(/[^\u0000-\u007f]/g)?.length ?? 0)

/** What a comparison costs a page. */
export const printedWeight = ({ label, was, now }: WasNow): number =>
  [...(was ?? []), ...(now ?? [])].reduce((sum, { text }) => sum + weight(text), weight(label))
