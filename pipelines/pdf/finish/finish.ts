import { inflateSync, deflateSync } from 'node:zlib'
import { ParseSpeeds, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import type { LegalDate } from '#domain/dates.ts'
import { markContent } from './content.ts'
import { finishLinks } from './links.ts'
import { writeMetadata } from './metadata.ts'
import { nameBookmarks } from './outline.ts'
import { Structure } from './structure.ts'
import { wordsOf, type PrintWords } from './words.ts'

/** Marks the content of every page. */
function markPages(document: PDFDocument): Map<PDFRef, ReadonlyMap<number, number>> {
  const { context } = document
  return new Map(
    document.getPages().map(({ ref, node }) => {
      const at = node.get(PDFName.of('Contents'))
      const stream = context.lookup(at)
      if (!(at instanceof PDFRef) || !(stream instanceof PDFRawStream))
        throw new Error('A page without one content stream')
      const { operators, numbers } = markContent(inflateSync(stream.contents).toString('latin1'))
      const marked = deflateSync(Buffer.from(operators, 'latin1'), { level: 9 })
      context.assign(
        at,
        PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: marked.length }), marked),
      )
      return [ref, numbers]
    }),
  )
}

const load = (print: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(print, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })

/** The print in the form that PDF/UA asks for; null, with a warning, where it has something that this code does not know. */
async function conforming(print: Uint8Array, words: PrintWords): Promise<PDFDocument | null> {
  const document = await load(print)
  try {
    finishLinks(document, words)
    new Structure(document.context, document.catalog, markPages(document)).finish()
    nameBookmarks(document, words)
    return document
  } catch (error) {
    process.emitWarning(
      `“${words.title}” is printed, but does not conform to PDF/UA: ${(error as Error).message}`,
    )
    return null
  }
}

/**
 * Does for a print what Chromium leaves undone: PDF/UA-1, one name for each bookmark, small files. The same print gives
 * the same bytes, and nothing in them depends on when it was made. A print that cannot be brought to conform is kept as
 * Chromium made it: readers need it on paper first.
 * @param html the document printed: its title, headings and links.
 * @param date the date the PDF carries.
 */
export async function finishPdf(print: Uint8Array, html: string, date: LegalDate): Promise<Uint8Array> {
  const words = wordsOf(html)
  const finished = await conforming(print, words)
  const document = finished ?? (await load(print))
  writeMetadata(document, { title: words.title, date, conforms: finished !== null })
  return document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Infinity,
  })
}
