import { plainPage, type PageText } from './page.ts'

/** One set line of a PDF page. Units are points, from the bottom of the page. */
export interface PdfLine {
  text: string
  y: number
  size: number
}

/** Lines at the top and bottom of a page searched for running headers and footers. */
const EDGE_LINES = 3

/** Minimum share of pages that have a running line. */
const RUNNING = 0.3

/** A page number on a line of its own: 12, – 12 –, Page 3 of 9, xii. */
const FOLIO = /^[-–—\s]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|\/)\s*\d{1,4})?[-–—\s]*$/i

/** Maximum size of footnote text, relative to the body text. */
const SMALL = 0.9

/** Distance between lines, in multiples of the text height, that separates paragraphs. */
const APART = 1.9

/** A word broken at the end of a line, and how the next line continues. */
const CUT = /([\p{L}]+)[-‐‑\u00AD]$/u
const GOES_ON = /^[\p{L}]+/u

/**
 * The text of a PDF, read across line and page ends: broken words are joined, and running headers, page numbers and
 * footnotes moved after the text, where they interrupt no sentence.
 */
export function pdfText(pages: readonly (readonly PdfLine[])[]): PageText {
  const running = runningLines(pages)
  const body = sizeOfBody(pages)
  const compounds = compoundsIn(pages)
  const flow = new Flow(compounds)
  const after: string[] = []
  for (const page of pages) {
    const edges = edgesOf(page)
    const isEdge = (line: PdfLine): boolean =>
      edges.includes(line) && (running.has(patternOf(line)) || FOLIO.test(line.text.trim()))
    const lines = page.filter((line) => !isEdge(line))
    const notes = notesFrom(lines, body)
    for (const line of lines.slice(0, notes)) flow.add(line)
    flow.endPage()
    const small = new Flow(compounds)
    for (const line of lines.slice(notes)) small.add(line)
    after.push(small.text, ...page.filter(isEdge).map(({ text }) => text.trim()))
  }
  const aside = after.filter((text) => text !== '')
  return plainPage([flow.text, ...new Set(aside)].filter((text) => text !== '').join('\n\n'))
}

const patternOf = ({ text }: PdfLine): string =>
  text.trim().toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')

function edgesOf(page: readonly PdfLine[]): PdfLine[] {
  const lines = page.filter(({ text }) => text.trim() !== '').toSorted((a, b) => b.y - a.y)
  return [...lines.slice(0, EDGE_LINES), ...lines.slice(-EDGE_LINES)]
}

/** Lines at the edge of many pages, ignoring numbers. */
function runningLines(pages: readonly (readonly PdfLine[])[]): Set<string> {
  const seen = new Map<string, number>()
  for (const page of pages)
    for (const pattern of new Set(edgesOf(page).map(patternOf)))
      seen.set(pattern, (seen.get(pattern) ?? 0) + 1)
  const least = Math.max(2, Math.ceil(pages.length * RUNNING))
  return new Set([...seen].filter(([, count]) => count >= least).map(([pattern]) => pattern))
}

/** The size of most letters. */
function sizeOfBody(pages: readonly (readonly PdfLine[])[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of pages.flat())
    letters.set(Math.round(size * 2) / 2, (letters.get(Math.round(size * 2) / 2) ?? 0) + text.length)
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Where a page's footnotes begin: its last lines, if smaller than the body text. */
function notesFrom(lines: readonly PdfLine[], body: number): number {
  let at = lines.length
  while (at > 0 && (lines[at - 1]?.size ?? body) <= SMALL * body) at -= 1
  return at === 0 ? lines.length : at
}

/** Words hyphenated within a line: if one breaks at its hyphen, the hyphen stays. */
function compoundsIn(pages: readonly (readonly PdfLine[])[]): Set<string> {
  const found = new Set<string>()
  for (const { text } of pages.flat())
    for (const [word] of text.matchAll(/\p{L}+(?:[-‐‑]\p{L}+)+/gu))
      found.add(word.toLowerCase().replace(/[‐‑]/g, '-'))
  return found
}

/** Joins lines into paragraphs. */
class Flow {
  readonly #compounds: Set<string>
  readonly #pieces: string[] = []
  #last: PdfLine | null = null
  #turned = false

  constructor(compounds: Set<string>) {
    this.#compounds = compounds
  }

  add(line: PdfLine): void {
    const text = line.text.trim()
    if (text === '') return
    if (this.#last) this.#join(this.#last, { ...line, text })
    this.#pieces.push(text)
    this.#last = { ...line, text }
    this.#turned = false
  }

  endPage(): void {
    this.#turned = true
  }

  get text(): string {
    return this.#pieces.join('')
  }

  #join(last: PdfLine, next: PdfLine): void {
    const [, left = ''] = CUT.exec(last.text) ?? []
    const [right = ''] = GOES_ON.exec(next.text) ?? []
    if (left !== '' && right !== '' && !/^(?:and|or|to)$/.test(right)) {
      const whole = /^\p{Ll}/u.test(right) && !this.#compounds.has(`${left}-${right}`.toLowerCase())
      if (whole) this.#pieces.push(`${(this.#pieces.pop() ?? '').slice(0, -1)}\u00AD`)
      return
    }
    // A range of numbers: 2019-20.
    if (/\d[-‐‑–]$/.test(last.text) && /^\d/.test(next.text)) return
    const gap = this.#turned ? 0 : Math.abs(last.y - next.y)
    const another =
      gap > APART * Math.max(last.size, next.size) || Math.abs(last.size - next.size) > 0.15 * last.size
    this.#pieces.push(another || (this.#turned && /[.:;]$/.test(last.text)) ? '\n' : ' ')
  }
}
