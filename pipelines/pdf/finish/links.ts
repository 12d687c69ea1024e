import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from '@cantoo/pdf-lib'
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

/**
 * Says in each link what it leads to: who hears it may hear it without its surroundings. Links that the structure has
 * dropped are removed from their pages.
 */
export function finishLinks(document: PDFDocument, { links }: PrintWords): void {
  for (const { node } of document.getPages()) {
    const listed = node.lookup(name('Annots'))
    if (!(listed instanceof PDFArray)) continue
    const kept = listed.asArray().filter((at) => document.context.lookup(at) instanceof PDFDict)
    for (const at of kept) {
      const annotation = document.context.lookup(at, PDFDict)
      const href = hrefOf(annotation)
      annotation.set(name('Contents'), PDFHexString.fromText(links.get(href) || href))
    }
    node.set(name('Annots'), document.context.obj(kept))
  }
}
