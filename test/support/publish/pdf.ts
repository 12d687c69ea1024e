import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFString } from '@cantoo/pdf-lib'
import { getDocumentProxy, getMeta } from 'unpdf'

export interface PdfText {
  /** Text of each page. */
  pages: string[]
  /** Titles of the outline, in reading order. */
  outline: string[]
  tagged: boolean
  title: string
  /** Font sizes in points, smallest first. */
  heights: number[]
  /** Its content, without white space: no running heads, and no names of what is continued. */
  body: string
  /** Text wholly or partly below a page's foot, above its head or in its right margin. */
  outside: string[]
}

/** Margin of the prints, in points. */
const MARGIN = (15 / 25.4) * 72

/** A CSS pixel, in points. */
const PIXEL = 0.75

/** Precision with which a PDF says where text stands, in points. */
const PRECISION = 0.01

/**
 * Where text ends at the right of a sheet of this width, in points. The browser sets it on whole pixels: it rounds the
 * sheet up and the margin down, so that lines of A4 end 1.06 pt later than by its measures.
 */
const rightEdge = (width: number): number =>
  (Math.ceil(width / PIXEL) - Math.floor(MARGIN / PIXEL)) * PIXEL + PRECISION

interface OutlineItem {
  title: string
  items: OutlineItem[]
}

const titles = (items: readonly OutlineItem[]): string[] =>
  items.flatMap((item) => [item.title, ...titles(item.items)])

/** The text of a PDF as a reader would copy it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  const heights = new Set<number>()
  const outside: string[] = []
  let body = ''
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const marked = (await page.getTextContent({ includeMarkedContent: true })).items
    const items = marked.filter((item) => 'str' in item)
    const open: boolean[] = []
    const { width, height } = page.getViewport({ scale: 1 })
    for (const item of marked) {
      if (!('str' in item)) {
        if (item.type === 'endMarkedContent') open.pop()
        else open.push('tag' in item && item.tag === 'Artifact')
        continue
      }
      if (!item.str.trim()) continue
      const [, , , , left = 0, bottom = 0] = item.transform as number[]
      heights.add(Math.round(item.height * 100) / 100)
      if (left < 0 || left + item.width > rightEdge(width) || bottom < 4 || bottom + item.height > height)
        outside.push(item.str)
      if (!open.includes(true)) body += item.str.replace(/\s+/g, '')
    }
    pages.push(items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''))
  }
  const outline = titles((await document.getOutline()) ?? [])
  const { Marked } = ((await document.getMarkInfo()) ?? {}) as { Marked?: boolean }
  const { info } = (await getMeta(document)) as { info: { Title?: string } }
  await document.loadingTask.destroy()
  return {
    pages,
    outline,
    tagged: Marked === true,
    title: info.Title ?? '',
    heights: [...heights].sort((a, b) => a - b),
    body,
    outside,
  }
}

/** Every text in the objects of a PDF, whether anything leads to it or not: names, titles, bookmarks, not what its pages say. */
export async function stringsOf(bytes: Uint8Array): Promise<string[]> {
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false })
  const within = (value: unknown): string[] => {
    if (value instanceof PDFString || value instanceof PDFHexString) return [value.decodeText()]
    if (value instanceof PDFArray) return value.asArray().flatMap(within)
    return value instanceof PDFDict ? value.values().flatMap(within) : []
  }
  return context.enumerateIndirectObjects().flatMap(([, object]) => within(object))
}
