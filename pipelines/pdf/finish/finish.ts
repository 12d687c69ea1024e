import { inflateSync, deflateSync } from 'node:zlib'
import { ParseSpeeds, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import type { LegalDate } from '#domain/dates.ts'
import type { Variant } from '#domain/publish/paths.ts'
import { markContent } from './content.ts'
import { keepVariant } from './ink.ts'
import { foliosOf, withFolios, type Folios } from './folios.ts'
import { finishLinks } from './links.ts'
import { writeMetadata } from './metadata.ts'
import { dropBookmarks, nameBookmarks } from './outline.ts'
import { Structure } from './structure.ts'
import { nameShapes } from './unicode.ts'
import { wordsOf, type PrintWords } from './words.ts'

/** Two are enough, because the numbers have the same room whatever they are; a third would say that they have not. */
const ROUNDS = 3

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
      const marked = deflateSync(Buffer.from(operators, 'latin1'), { level: 6 })
      context.assign(
        at,
        PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: marked.length }), marked),
      )
      return [ref, numbers]
    }),
  )
}

/** Reads a print as Chromium made it. */
export const readPrint = (print: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(print, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })

/** The pages that blocks begin on in a finished print; none where it is damaged. */
export const foliosIn = (print: Uint8Array): Promise<Folios> =>
  readPrint(print)
    .then(foliosOf)
    .catch(() => new Map<string, number>())

/** A print as Chromium made it, with the HTML that it is of. */
export interface RawPrint {
  html: string
  print: Uint8Array
  /** The print as read. Finishing it changes it. */
  document: PDFDocument
}

/**
 * Prints a document whose contents name pages: with the numbers of its last print, or empty room for them; then with the
 * numbers that came of it, until they are true of the print that bears them. Numbers move nothing, so what it starts
 * from makes no difference to the bytes.
 * @param press makes a PDF of HTML.
 * @param last the numbers of its last print.
 */
export async function printWithContents(
  html: string,
  press: (html: string) => Promise<Uint8Array>,
  last: Folios = new Map(),
): Promise<RawPrint> {
  let filled = withFolios(html, last)
  for (let round = 0; round < ROUNDS; round += 1) {
    const print = await press(filled)
    const document = await readPrint(print)
    const next = withFolios(html, foliosOf(document))
    if (next === filled) return { html: filled, print, document }
    filled = next
  }
  throw new Error(`its contents do not come to rest in ${ROUNDS} prints`)
}

/**
 * A print without the words of its other variants.
 * @throws {Error} where it has none: then both would stand in one another's place.
 */
function asVariant(document: PDFDocument, variant: Variant | undefined): PDFDocument {
  if (variant && keepVariant(document, variant) === 0)
    throw new Error('the words of its variants cannot be told apart')
  return document
}

/** Brings a print to the form that PDF/UA asks for; null, with a warning, where it has something that this code does not know. */
function conforming(document: PDFDocument, words: PrintWords): PDFDocument | null {
  try {
    new Structure(document.context, document.catalog, markPages(document)).finish()
    finishLinks(document, words)
    if (!words.isDiscreet) nameBookmarks(document, words)
    nameShapes(document)
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
 * @param date the date the PDF carries.
 * @param variant which it is; undefined for a document without variants.
 */
export async function finishPdf(
  raw: Pick<RawPrint, 'html' | 'print'> & Partial<RawPrint>,
  date: LegalDate,
  variant?: Variant,
): Promise<Uint8Array> {
  const words = wordsOf(raw.html, variant)
  const read = async (): Promise<PDFDocument> => asVariant(await readPrint(raw.print), variant)
  const finished = conforming(raw.document ? asVariant(raw.document, variant) : await read(), words)
  const document = finished ?? (await read())
  // Viewers open them beside the page. That must not depend on whether the rest could be finished.
  if (words.isDiscreet) dropBookmarks(document)
  writeMetadata(document, { ...words, date, conforms: finished !== null })
  return document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Infinity,
  })
}
