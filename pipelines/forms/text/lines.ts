import { withoutControls } from '#domain/text-rules.ts'

/** Characters of a line, where words allow. */
export const WIDTH = 74

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Text of which each character takes one column: most of it. */
const NARROW = /^[\u0020-\u02ff\u2010-\u2027\u2030-\u205e]*$/

const characters = (text: string): string[] =>
  NARROW.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment)

const UNSEEN = /^\p{DI}$/u

/** Columns that a text takes: a mark takes none, an ideograph two. */
const columns = (text: string): number =>
  NARROW.test(text)
    ? text.length
    : characters(text).reduce((sum, each) => sum + (UNSEEN.test(each) ? 0 : WIDE.test(each) ? 2 : 1), 0)

const ADDRESS = /^\(?(?:https?:\/\/|mailto:|\S+@\S+\.)/

/** A word that fits no line, in parts that do; an address stays whole, so that it can be copied. */
function partsOf(word: string, room: number): string[] {
  if (columns(word) <= room || ADDRESS.test(word)) return [word]
  const parts: string[] = []
  let part = ''
  let width = 0
  for (const each of characters(word)) {
    const wide = columns(each)
    if (part !== '' && width + wide > room) {
      parts.push(part)
      part = ''
      width = 0
    }
    part += each
    width += wide
  }
  return [...parts, part]
}

/**
 * Text in lines. Line ends in it are kept.
 * @param first what the first line begins with, and `rest` the others.
 */
export function wrapped(text: string, first = '', rest = first): string[] {
  const lines: string[] = []
  for (const paragraph of text.replace(/\r\n?/g, '\n').split('\n')) {
    let line = lines.length === 0 ? first : rest
    let width = columns(line)
    let empty = true
    for (const word of withoutControls(paragraph)
      .split(/[ \t]+/)
      .filter(Boolean))
      for (const part of partsOf(word, WIDTH - rest.length)) {
        const wide = columns(part)
        if (!empty && width + 1 + wide > WIDTH) {
          lines.push(line)
          line = rest
          width = rest.length
          empty = true
        }
        line += empty ? part : ` ${part}`
        width += empty ? wide : wide + 1
        empty = false
      }
    if (!empty) lines.push(line)
  }
  return lines
}
