// Runs in its own thread (pdf-page.ts): a document may take forever, or all memory.
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { pageWithout, type PageProblem, type PageText } from './page.ts'
import { pdfText, type PdfLine } from './pdf-flow.ts'
import { glyphsOf } from './pdf-glyphs.ts'
import { spaced, type Item } from './pdf-spacing.ts'

/** Maximum pages read; maximum characters of text. */
const MOST_PAGES = 500
const MOST_TEXT = 5_000_000

/** Share of pages without text, and of unknown letters, above which nothing may be reported as gone. */
const MAY_BE_PICTURES = 0.2
const MAY_BE_UNKNOWN = 0.05

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

async function read(bytes: Uint8Array): Promise<PageText> {
  const document = await getDocumentProxy(bytes, {
    useSystemFonts: false,
    verbosity: 0,
    // Images are not decoded.
    maxImageSize: 1,
  })
  const pdfJs = await getResolvedPDFJS()
  const pages: PdfLine[][] = []
  let length = 0
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && length < MOST_TEXT; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const told = items.flatMap((item) => ('str' in item ? [item as Item] : []))
    // Without letter positions, the text can still be read.
    const glyphs = await glyphsOf(page, pdfJs).catch(() => [])
    const lines = linesOf(spaced(told, glyphs) ?? told)
    page.cleanup()
    length += lines.reduce((sum, { text }) => sum + text.length, 0)
    pages.push(lines)
  }
  const found = pdfText(pages)
  return { ...found, problem: problemOf(pages, pages.length < document.numPages, found.text) }
}

/** An item's vertical position in its reading direction: a page's text may be rotated. */
function heightOf({ transform: [a = 1, b = 0, , , x = 0, y = 0] }: Item): number {
  const length = Math.hypot(a, b)
  return length === 0 ? y : (a * y - b * x) / length
}

/** Groups items into lines; digits set as superscript become superscript characters. */
function linesOf(items: readonly Item[]): PdfLine[] {
  const lines: PdfLine[] = []
  let open: PdfLine | null = null
  for (const item of items) {
    const y = heightOf(item)
    if (open && item.str !== '' && item.height > 0 && Math.abs(open.y - y) > 1.2 * open.size) {
      lines.push(open)
      open = null
    }
    if (item.str !== '') open = open ? continued(open, item, y) : { text: item.str, y, size: item.height }
    if (open && item.hasEOL) {
      lines.push(open)
      open = null
    }
  }
  return open ? [...lines, open] : lines
}

function continued(line: PdfLine, { str, height }: Item, y: number): PdfLine {
  const isRaised = height > 0 && height < 0.8 * line.size && y > line.y + 0.15 * line.size
  const text =
    isRaised && /^\s?\d{1,3}$/.test(str) ? str.replace(/\d/g, (digit) => RAISED[Number(digit)] ?? digit) : str
  return { text: line.text + text, y: line.size === 0 ? y : line.y, size: Math.max(line.size, height) }
}

function problemOf(pages: readonly PdfLine[][], cut: boolean, text: string): PageProblem | null {
  const bare = pages.filter((lines) => lines.every((line) => line.text.trim() === '')).length
  const unknown = text.match(/[\uFFFD\p{Co}\p{Cn}]/gu)?.length ?? 0
  if (bare > MAY_BE_PICTURES * pages.length) return 'picture'
  if (unknown > MAY_BE_UNKNOWN * text.length) return 'glyphs'
  return cut ? 'long' : null
}

const failure = (error: unknown): PageProblem =>
  error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged'

const page = await read(workerData as Uint8Array).catch((error: unknown) => pageWithout(failure(error)))
parentPort?.postMessage(page)
