import { PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from '@cantoo/pdf-lib'
import type { PrintWords } from './words.ts'

const name = (text: string): PDFName => PDFName.of(text)

/** Chromium doubles the name of a heading that stands first on a page. */
const single = (title: string, { headings }: PrintWords): string => {
  const half = title.slice(0, title.length / 2)
  return title === half + half && !headings.has(title) && headings.has(half) ? half : title
}

/** Gives every bookmark the one name of its heading. */
export function nameBookmarks({ catalog }: PDFDocument, words: PrintWords): void {
  const visit = (item: PDFDict): void => {
    for (let each = item.lookup(name('First')); each instanceof PDFDict; each = each.lookup(name('Next'))) {
      const title = each.lookup(name('Title'))
      if (title instanceof PDFString || title instanceof PDFHexString)
        each.set(name('Title'), PDFHexString.fromText(single(title.decodeText(), words)))
      visit(each)
    }
  }
  const outlines = catalog.lookup(name('Outlines'))
  if (outlines instanceof PDFDict) visit(outlines)
}
