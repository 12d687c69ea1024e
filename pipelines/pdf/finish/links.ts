import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
  type PDFDocument,
} from '@cantoo/pdf-lib'
import type { PrintWords } from './words.ts'

const name = (text: string): PDFName => PDFName.of(text)

/** Where an annotation leads, as it stands in the HTML. */
function hrefOf(annotation: PDFDict): string {
  const target = annotation.lookup(name('Dest'))
  if (target instanceof PDFName) return `#${target.decodeText()}`
  const action = annotation.lookup(name('A'))
  const uri = action instanceof PDFDict ? action.lookup(name('URI')) : undefined
  return uri instanceof PDFString || uri instanceof PDFHexString ? uri.decodeText() : ''
}

/** Points below which nobody can have written anything: a link of the next page that reaches into this one. */
const SLIVER = 2

const heightOf = (annotation: PDFDict): number => {
  const { height } = annotation.lookup(name('Rect'), PDFArray).asRectangle()
  return Math.abs(height)
}

/**
 * Says in each link what it leads to: who hears it may hear it without its surroundings. Slivers of links are removed.
 */
export function finishLinks(document: PDFDocument, { links }: PrintWords): void {
  for (const { node } of document.getPages()) {
    const listed = node.lookup(name('Annots'))
    if (!(listed instanceof PDFArray)) continue
    const kept = listed.asArray().filter((at) => {
      const annotation = document.context.lookup(at, PDFDict)
      const href = hrefOf(annotation)
      annotation.set(name('Contents'), PDFHexString.fromText(links.get(href) || href))
      if (heightOf(annotation) >= SLIVER) return true
      if (at instanceof PDFRef) document.context.delete(at)
      return false
    })
    node.set(name('Annots'), document.context.obj(kept))
  }
}
