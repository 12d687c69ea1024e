/** A piece of one side of a comparison; `gap` marks omitted text, unchanged or too long. */
export interface Piece {
  mark: 'same' | 'del' | 'ins' | 'gap'
  text: string
}

/** Maximum characters of unchanged text kept on each side of a change. */
export const CONTEXT = 140

/** Maximum characters kept of one change. */
const CHANGED = 500

export const GAP: Piece = { mark: 'gap', text: '' }

/** A removed or added text, as much of it as is shown. */
export const changed = (mark: 'del' | 'ins', text: string): Piece[] =>
  text.length <= CHANGED ? [{ mark, text }] : [{ mark, text: headOf(text, CHANGED) }, GAP]

/** The part of an unchanged stretch that is kept: sentences, or some words, next to the changes. */
export function unchanged(text: string, first: boolean, last: boolean): Piece[] {
  const whole = first || last ? CONTEXT : 2 * CONTEXT
  if (text.length <= whole) return [{ mark: 'same', text }]
  if (first && last) return [{ mark: 'same', text: headOf(text, CONTEXT) }, GAP]
  const head: Piece[] = first ? [] : [{ mark: 'same', text: sentenceHead(text) }]
  const tail: Piece[] = last ? [] : [{ mark: 'same', text: sentenceTail(text) }]
  return [...head, GAP, ...tail.filter((piece) => piece.text !== '')]
}

const SENTENCE = /[.!?](?:["”’)]*)\s+/g

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

/** What marks a line as an item of a list. */
export const BULLET = /^(?:[-•*–] +)+/

/** The first words of a text, on one line: items of a list follow one another as in a sentence. */
export function openingWords(text: string, characters: number): string {
  const lines = text.split('\n').map((each) => each.replace(/\s+/g, ' ').trim())
  const line = lines
    .filter(Boolean)
    .map((each, index, all) => {
      const item = BULLET.test(each) && index < all.length - 1 && /[\p{L}\p{N}]$/u.test(each)
      return each.replace(BULLET, '') + (item ? ';' : '')
    })
    .join(' ')
  return line.length <= characters ? line : `${headOf(line, characters)} …`
}

/** The first lines of a text, and the first words of the line that no longer has room. */
export function openingLines(text: string, characters: number): string {
  const lines: string[] = []
  let room = characters
  for (const line of text.split('\n')) {
    if (line.length > room) {
      const words = `${BULLET.exec(line)?.[0] ?? ''}${openingWords(line, room)}`
      return [...lines, room > characters / 4 ? words : '…'].join('\n')
    }
    lines.push(line)
    room -= line.length
  }
  return text
}

/** The cost of a text in a page: its characters, and more for those that take more bytes. */
export const weight = (text: string): number =>
  text.length + 2 * (text.match(/[^\u0000-\u007f]/g)?.length ?? 0)
