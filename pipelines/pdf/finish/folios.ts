import { PDFArray, PDFDict, PDFName, PDFRef, type PDFDocument } from '@cantoo/pdf-lib'

/** Number of the page on which each block begins that a link leads to, by id. */
export type Folios = ReadonlyMap<string, number>

/** Where the contents have room for the number of a page. */
const ROOM = /(<span class="folio" data-of="([^"]+)">)\d*(?=<\/span>)/g

const decoded = (attribute: string): string =>
  attribute.replace(/&#x([0-9a-f]+);/gi, (_whole, hex: string) => String.fromCodePoint(parseInt(hex, 16)))

/** The page of every block that a link leads to. */
export function foliosOf(document: PDFDocument): Folios {
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref, index + 1]))
  const folios = new Map<string, number>()
  const named = document.catalog.lookup(PDFName.of('Dests'))
  for (const [name, target] of named instanceof PDFDict ? named.entries() : []) {
    const at = document.context.lookup(target)
    const page = at instanceof PDFArray ? at.get(0) : undefined
    const folio = page instanceof PDFRef ? pages.get(page) : undefined
    if (folio !== undefined) folios.set(name.decodeText(), folio)
  }
  return folios
}

/** The document with these numbers in its contents. */
export const withFolios = (html: string, folios: Folios): string =>
  html.replace(ROOM, (_whole, begin: string, id: string) => `${begin}${folios.get(decoded(id)) ?? ''}`)
