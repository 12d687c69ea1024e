// Runs in a thread of its own (pdf-page.ts): what it is given may never end, or want all memory there is.
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import { pageWithout, type PageProblem, type PageText } from './page.ts'
import { pdfText, type PdfLine } from './pdf-flow.ts'

/** Pages that are read; characters of text. */
const MOST_PAGES = 500
const MOST_TEXT = 5_000_000

/** Part of the pages that may be without text, and of the letters that may be unknown, before nothing is said to be gone. */
const MAY_BE_PICTURES = 0.2
const MAY_BE_UNKNOWN = 0.05

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

interface Item {
  str: string
  hasEOL: boolean
  height: number
  transform: number[]
}

async function read(bytes: Uint8Array): Promise<PageText> {
  const document = await getDocumentProxy(bytes, {
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  })
  const pages: PdfLine[][] = []
  let length = 0
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && length < MOST_TEXT; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    page.cleanup()
    const lines = linesOf(items.flatMap((item) => ('str' in item ? [item as Item] : [])))
    length += lines.reduce((sum, { text }) => sum + text.length, 0)
    pages.push(lines)
  }
  const found = pdfText(pages)
  return { ...found, problem: problemOf(pages, pages.length < document.numPages, found.text) }
}

/** Items of one line together; digits that are raised by how they are set, raised as characters. */
function linesOf(items: readonly Item[]): PdfLine[] {
  const lines: PdfLine[] = []
  let open: PdfLine | null = null
  for (const { str, hasEOL, height, transform } of items) {
    const y = transform[5] ?? 0
    if (str !== '') {
      if (open && height > 0 && Math.abs(open.y - y) > 1.2 * open.size) {
        lines.push(open)
        open = null
      }
      const isRaised =
        open !== null && height > 0 && height < 0.8 * open.size && y > open.y + 0.15 * open.size
      const text =
        isRaised && /^\d{1,3}$/.test(str)
          ? str.replace(/\d/g, (digit) => RAISED[Number(digit)] ?? digit)
          : str
      if (!open) open = { text, y, size: height }
      else
        open = { text: open.text + text, y: open.size === 0 ? y : open.y, size: Math.max(open.size, height) }
    }
    if (hasEOL && open) {
      lines.push(open)
      open = null
    }
  }
  return open ? [...lines, open] : lines
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

read(workerData as Uint8Array)
  .catch((error: unknown) => pageWithout(failure(error)))
  .then((page) => parentPort?.postMessage(page))
