import {
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFDocument,
} from '@cantoo/pdf-lib'
import type { PrintWords } from './words.ts'

const name = (text: string): PDFName => PDFName.of(text)

/** Chromium doubles the name of a heading that stands first on a page. */
const single = (title: string, { headings }: PrintWords): string => {
  const half = title.slice(0, title.length / 2)
  return title === half + half && !headings.has(title) && headings.has(half) ? half : title
}

/** The bookmarks below this one, or below the root, in order. */
function below(above: PDFDict): { at: PDFRef; item: PDFDict }[] {
  const found: { at: PDFRef; item: PDFDict }[] = []
  let at = above.get(name('First'))
  while (at instanceof PDFRef) {
    const item = above.context.lookup(at, PDFDict)
    found.push({ at, item })
    at = item.get(name('Next'))
  }
  return found
}

/** Leaves out a bookmark without others below it. */
function unlink(root: PDFDict, at: PDFRef, item: PDFDict): void {
  const [above, before, after] = ['Parent', 'Prev', 'Next'].map((key) => item.get(name(key)))
  const point = (from: unknown, key: string, to: unknown): void => {
    const dict = from instanceof PDFRef ? root.context.lookup(from, PDFDict) : undefined
    if (to instanceof PDFRef) dict?.set(name(key), to)
    else dict?.delete(name(key))
  }
  point(before ?? above, before ? 'Next' : 'First', after)
  point(after ?? above, after ? 'Prev' : 'Last', before)
  const count = root.lookup(name('Count'))
  if (count instanceof PDFNumber) root.set(name('Count'), PDFNumber.of(count.asNumber() - 1))
  root.context.delete(at)
}

/**
 * Gives every bookmark the one name of its heading. That of a heading of another variant, which is not in this print any
 * more, is left out: it stands before that of this variant, and so has nothing below it (templates/print/titles.hbs).
 */
export function nameBookmarks({ catalog, context }: PDFDocument, words: PrintWords): void {
  const root = catalog.lookup(name('Outlines'))
  if (!(root instanceof PDFDict)) return
  const visit = (above: PDFDict): void => {
    for (const { at, item } of below(above)) {
      const title = item.lookup(name('Title'))
      if (title instanceof PDFString || title instanceof PDFHexString)
        item.set(name('Title'), PDFHexString.fromText(single(title.decodeText(), words)))
      const heading = item.get(name('SE'))
      if (heading instanceof PDFRef && !context.lookup(heading) && !item.has(name('First')))
        unlink(root, at, item)
      else visit(item)
    }
  }
  visit(root)
}

/** Takes all bookmarks from a print. What nothing leads to is written all the same: each of them is deleted. */
export function dropBookmarks({ catalog, context }: PDFDocument): void {
  const drop = (above: PDFDict): void => {
    for (const { at, item } of below(above)) {
      drop(item)
      context.delete(at)
    }
  }
  const at = catalog.get(name('Outlines'))
  const root = context.lookup(at)
  if (root instanceof PDFDict) drop(root)
  if (at instanceof PDFRef) context.delete(at)
  catalog.delete(name('Outlines'))
}
