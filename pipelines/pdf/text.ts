import { inflateSync } from 'node:zlib'
import { PDFDict, PDFName, PDFRawStream, type PDFContext, type PDFPage } from '@cantoo/pdf-lib'
import { readPrint } from './finish/finish.ts'

type Shapes = ReadonlyMap<string, string>

const streamText = (context: PDFContext, at: Parameters<PDFContext['lookup']>[0]): string => {
  const stream = context.lookup(at)
  return stream instanceof PDFRawStream ? inflateSync(stream.contents).toString('latin1') : ''
}

const characters = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** What each letter shape of a font is read as (`ToUnicode`). */
function shapesOf(map: string): Shapes {
  const shapes = new Map<string, string>()
  for (const [, list = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, shape = '', to = ''] of list.matchAll(/<(\w+)> <(\w+)>/g)) shapes.set(shape, characters(to))
  for (const [, list = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', last = '', to = ''] of list.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let shape = parseInt(from, 16); shape <= parseInt(last, 16); shape += 1) {
        const code = parseInt(to, 16) + shape - parseInt(from, 16)
        shapes.set(
          shape.toString(16).toUpperCase().padStart(4, '0'),
          characters(code.toString(16).padStart(to.length, '0')),
        )
      }
  return shapes
}

function fontsOf(page: PDFPage, known: Map<unknown, Shapes>): ReadonlyMap<string, Shapes> {
  const { context } = page.doc
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict)
  return new Map(
    (fonts?.entries() ?? []).map(([name, at]) => {
      const font = context.lookup(at, PDFDict)
      const map = font.get(PDFName.of('ToUnicode'))
      const shapes = known.get(map) ?? shapesOf(map ? streamText(context, map) : '')
      known.set(map, shapes)
      return [name.asString(), shapes] as const
    }),
  )
}

/** What is read instead of the letters in it: `ActualText`, UTF-16 with its mark, as hex. */
const ACTUAL = /\/ActualText <FEFF([0-9A-F]*)>/i
const FONT = /^(\/\S+) \S+ Tf$/
const SHOWN = /<([0-9A-Fa-f]+)>/g

/** The words of one page in the order in which they are set, without what repeats on each page. */
function wordsOf(operators: string, fonts: ReadonlyMap<string, Shapes>): string {
  let font: Shapes = new Map()
  let words = ''
  /** Sequences of marked content around a letter: whether readers get none of their letters. */
  const open: boolean[] = []
  for (const line of operators.split('\n')) {
    if (line.endsWith('BDC') || line.endsWith('BMC')) {
      const actual = ACTUAL.exec(line)?.[1]
      if (actual !== undefined && !open.includes(true)) words += characters(actual.toUpperCase())
      open.push(actual !== undefined || line.startsWith('/Artifact'))
    } else if (line.endsWith('EMC')) open.pop()
    else if (line.endsWith(' Tf')) font = fonts.get(FONT.exec(line)?.[1] ?? '') ?? new Map()
    else if ((line.endsWith('Tj') || line.endsWith('TJ')) && !open.includes(true))
      for (const [, shown = ''] of line.matchAll(SHOWN))
        for (let at = 0; at + 4 <= shown.length; at += 4)
          words += font.get(shown.slice(at, at + 4)) ?? '\ufffd'
  }
  return words
}

/**
 * The words of a print as its own text layer has them, without running heads and feet. Only for prints that
 * `finishPdf` finished: it reads what Chromium writes, and is many times as fast as a reader of any document.
 */
export async function printWords(bytes: Uint8Array): Promise<string> {
  const document = await readPrint(bytes)
  const known = new Map<unknown, Shapes>()
  return document
    .getPages()
    .map((page) =>
      wordsOf(streamText(document.context, page.node.get(PDFName.of('Contents'))), fontsOf(page, known)),
    )
    .join('\n')
}
