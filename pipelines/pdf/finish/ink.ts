import { deflateSync, inflateSync } from 'node:zlib'
import { PDFName, PDFRawStream, PDFRef, type PDFDocument } from '@cantoo/pdf-lib'
import type { Variant } from '#domain/publish/paths.ts'

/** The colours of what one variant alone has, as Chromium writes them: #000001 and #010000 (templates/styles/print.css). */
const INKS: Record<Variant, string> = { open: '0 0 .0039 rg', discreet: '.0039 0 0 rg' }

const SHOWS = /(?:^|[\s>\])])(Tj|TJ)$/

/** A page's operators without the text in these inks, and how often that was. */
function withoutInks(operators: string, inks: readonly string[]): { left: string; dropped: number } {
  const saved: boolean[] = []
  let isOther = false
  let dropped = 0
  const left = operators.split('\n').filter((line) => {
    if (line === 'q') saved.push(isOther)
    else if (line === 'Q') isOther = saved.pop() ?? false
    else if (line.endsWith(' rg')) isOther = inks.some((ink) => line.endsWith(ink))
    if (!isOther || !SHOWS.test(line)) return true
    dropped += 1
    return false
  })
  return { left: left.join('\n'), dropped }
}

/**
 * Takes from a print the words of all other variants.
 * @returns how many pieces of text that were.
 */
export function keepVariant(document: PDFDocument, variant: Variant): number {
  const inks = Object.entries(INKS).flatMap(([of, ink]) => (of === variant ? [] : [ink]))
  let all = 0
  for (const { node } of document.getPages()) {
    const at = node.get(PDFName.of('Contents'))
    const stream = document.context.lookup(at)
    if (!(at instanceof PDFRef) || !(stream instanceof PDFRawStream))
      throw new Error('A page without one content stream')
    const { left, dropped } = withoutInks(inflateSync(stream.contents).toString('latin1'), inks)
    all += dropped
    if (dropped === 0) continue
    const packed = deflateSync(Buffer.from(left, 'latin1'), { level: 0 })
    document.context.assign(
      at,
      PDFRawStream.of(document.context.obj({ Filter: 'FlateDecode', Length: packed.length }), packed),
    )
  }
  return all
}
