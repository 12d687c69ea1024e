import { deflateSync, inflateSync } from 'node:zlib'
import { PDFDict, PDFName, PDFRawStream, PDFRef, type PDFDocument } from '@cantoo/pdf-lib'

/** A letter shape without a character of its own, as Chromium lists it. */
const NONE = /^(<[0-9A-F]+>) <0000>$/gm

/**
 * Parts and joined forms of Arabic and Indic letters have no character of their own: Chromium says of them that they are
 * a null character, which PDF/UA forbids (7.21.7), and around them what they are together (`ActualText`). For software
 * that does not read this, they become the sign for a character that is not known.
 */
export function nameShapes({ context }: PDFDocument): void {
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('Font')) continue
    const at = object.get(PDFName.of('ToUnicode'))
    const stream = context.lookup(at)
    if (!(at instanceof PDFRef) || !(stream instanceof PDFRawStream)) continue
    const list = inflateSync(stream.contents).toString('latin1')
    const named = list.replace(NONE, '$1 <FFFD>')
    if (named === list) continue
    const packed = deflateSync(Buffer.from(named, 'latin1'), { level: 9 })
    context.assign(at, PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: packed.length }), packed))
  }
}
