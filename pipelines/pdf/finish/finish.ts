import { inflateSync, deflateSync } from 'node:zlib'
import { ParseSpeeds, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import type { LegalDate } from '#domain/dates.ts'
import { markContent } from './content.ts'
import { finishLinks } from './links.ts'
import { writeMetadata } from './metadata.ts'
import { nameBookmarks } from './outline.ts'
import { Structure } from './structure.ts'
import { wordsOf } from './words.ts'

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

/**
 * Does for a print what Chromium leaves undone: PDF/UA-1, one name for each bookmark, small files. The same print gives
 * the same bytes, and nothing in them depends on when it was made.
 * @param html the document printed: its title, headings and links.
 * @param date the date the PDF carries.
 */
export async function finishPdf(print: Uint8Array, html: string, date: LegalDate): Promise<Uint8Array> {
  const document = await PDFDocument.load(print, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
  const words = wordsOf(html)
  finishLinks(document, words)
  new Structure(document.context, document.catalog, markPages(document)).finish()
  nameBookmarks(document, words)
  writeMetadata(document, words.title, date)
  return document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Infinity,
  })
}
