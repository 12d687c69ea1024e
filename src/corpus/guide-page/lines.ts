import { Parser } from 'htmlparser2'

/** One line of a page that has words, with its number in the file. */
export interface Line {
  n: number
  text: string
}

const even = (text: string): string => text.replace(/[\s\u00a0\u200b]+/g, ' ').trim()

export const linesOfText = (text: string): Line[] =>
  text
    .split(/\r\n|[\n\r]/)
    .map((line, index) => ({ n: index + 1, text: even(line) }))
    .filter((line) => line.text !== '')

/** Elements that stand in a line with the words around them: everything else begins a line of its own. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var'.split(
    ' ',
  ),
)
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head'])

/** The words of an HTML page, as a browser would put them on lines. */
export function linesOfHtml(html: string): Line[] {
  const lines: Line[] = []
  let words = ''
  let began = 1
  let unseen = 0
  const lineAt = lineFinder(html)
  const flush = (): void => {
    const text = even(words)
    if (text !== '') lines.push({ n: began, text })
    words = ''
  }
  const parser = new Parser({
    onopentag: (name) => {
      if (UNSEEN.has(name)) unseen += 1
      if (!INLINE.has(name)) flush()
    },
    onclosetag: (name) => {
      if (UNSEEN.has(name)) unseen -= 1
      if (!INLINE.has(name)) flush()
    },
    ontext: (text) => {
      if (unseen > 0) return
      if (words.trim() === '') began = lineAt(parser.startIndex + (text.length - text.trimStart().length))
      words += text
    },
  })
  parser.end(html)
  flush()
  return lines
}

function lineFinder(text: string): (index: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (index) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}

export const linesOf = (file: string, text: string): Line[] =>
  /\.html?$/i.test(file) || /^\s*<(!doctype|html)/i.test(text) ? linesOfHtml(text) : linesOfText(text)
