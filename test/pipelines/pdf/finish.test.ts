import { readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { pdfFacts } from '#pipelines/pdf/facts.ts'
import { markContent } from '#pipelines/pdf/finish/content.ts'
import { finishPdf, foliosIn, printWithContents, readPrint } from '#pipelines/pdf/finish/finish.ts'
import { readPdf, stringsOf } from '../../support/publish/pdf.ts'
import { uaProblems } from '../../support/publish/pdf-ua.ts'

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)))

/** What both fixtures were printed from, as far as the finish asks. */
const HTML = '<title>Two pages</title><h1>One</h1><h1>Two</h1><a href="#x" title="To the second page">A</a>'
const DAY = legalDate('2026-11-03')

const finished = async (print: Uint8Array, day = DAY): Promise<Uint8Array> =>
  finishPdf({ html: HTML, print, document: await readPrint(print) }, day)

describe('a print by Chromium', () => {
  it('fails PDF/UA as it comes, and nothing of it when it is finished', async () => {
    const print = fixture('two-pages.first.pdf')
    expect((await uaProblems(print)).map((problem) => problem.split(' ')[0])).toEqual(
      expect.arrayContaining(['5', '7.1', '7.18.1']),
    )
    expect(await uaProblems(await finished(print))).toEqual([])
  })

  it('says the same as before', async () => {
    const print = fixture('two-pages.first.pdf')
    const before = await readPdf(print)
    expect(before.pages.join('')).toContain('B CD')
    expect(await readPdf(await finished(print))).toEqual(before)
  })

  it('has the same bytes as another of the same document, on the same day', async () => {
    const first = Buffer.from(await finished(fixture('two-pages.first.pdf')))
    expect(first.equals(await finished(fixture('two-pages.later.pdf')))).toBe(true)
    const nextDay = await finished(fixture('two-pages.first.pdf'), legalDate('2026-11-04'))
    expect(first.equals(nextDay)).toBe(false)
  })

  it('leaves the bytes that it was given as they were', async () => {
    const given = fixture('two-pages.first.pdf')
    await finished(given)
    expect(Buffer.from(given).equals(fixture('two-pages.first.pdf'))).toBe(true)
  })

  it('tells how many pages and bytes it has', async () => {
    const pdf = await finished(fixture('two-pages.first.pdf'))
    expect(pdfFacts(pdf)).toEqual({ pages: 2, bytes: pdf.byteLength })
    expect(pdf.byteLength).toBeLessThan(fixture('two-pages.first.pdf').byteLength)
  })

  it('has no pages where it is none', () => {
    expect(pdfFacts(new Uint8Array([1, 2, 3]))).toEqual({ pages: 0, bytes: 3 })
  })
})

describe('the content of a page', () => {
  const TEXT = ['BT', '/F4 11 Tf', '<0011> Tj', '5.9 0 Td <001C> Tj', 'ET']
  const SOFT = ['BT', '/Span<</ActualText <FEFF00AD> >> BDC', '<0011> Tj', 'EMC', 'ET']
  const BOX = ['0 0 10 1 re', 'f']
  const HEAD = '/Artifact <</Type /Pagination>> BDC'
  const LINE = '/Artifact <</Type /Layout>> BDC'

  it.each<[string, string[], string[]]>([
    ['is an artifact where it is text of a margin', TEXT, [HEAD, ...TEXT, 'EMC']],
    [
      'is one artifact where it is several',
      [...TEXT, '1 0 0 rg', ...TEXT],
      [HEAD, ...TEXT, '1 0 0 rg', ...TEXT, 'EMC'],
    ],
    ['is an artifact where it is a line', ['q', ...BOX, 'Q'], ['q', LINE, ...BOX, 'EMC', 'Q']],
    [
      'is no artifact where nothing is painted',
      ['q', '0 0 9 9 re', 'W* n', 'Q'],
      ['q', '0 0 9 9 re', 'W* n', 'Q'],
    ],
    [
      'keeps its tag where it says something',
      ['/P <</MCID 7 >>BDC', ...TEXT, 'EMC'],
      ['/P <</MCID 0>> BDC', ...TEXT, 'EMC'],
    ],
    [
      'loses its tag where it is the line around something',
      ['/TD <</MCID 0 >>BDC', ...BOX, 'EMC', '/P <</MCID 1 >>BDC', ...TEXT, 'EMC'],
      [LINE, ...BOX, 'EMC', '/P <</MCID 0>> BDC', ...TEXT, 'EMC'],
    ],
    [
      'keeps what a soft hyphen is read as',
      ['/P <</MCID 7 >>BDC', ...SOFT, 'EMC'],
      ['/P <</MCID 0>> BDC', ...SOFT, 'EMC'],
    ],
    ['needs no word for a soft hyphen in a margin', SOFT, [HEAD, 'BT', '<0011> Tj', 'ET', 'EMC']],
    [
      'keeps the tag of a figure, which is drawn',
      ['/Figure <</MCID 0 >>BDC', ...BOX, 'EMC'],
      ['/Figure <</MCID 0>> BDC', ...BOX, 'EMC'],
    ],
  ])('%s', (_name, before, after) => {
    expect(markContent(before.join('\n')).operators.split('\n')).toEqual(after)
  })

  it('is not painted where what comes next would lie on it, as the name of an offence on that of its continuation', () => {
    const again = ['BT', '1 0 0 -1 9 9 Tm', '<0011> Tj', 'ET']
    const real = ['/H3 <</MCID 0 >>BDC', ...again, 'EMC']
    const clipped = ['q', ...again, 'Q', 'q', ...TEXT, 'Q']
    const of = (...lines: string[]): string[] => markContent(lines.join('\n')).operators.split('\n')
    const painted = ['/H3 <</MCID 0>> BDC', ...again, 'EMC']
    expect(of(...clipped, ...real)).toEqual(['q', 'Q', 'q', 'Q', ...painted])
    const elsewhere = real.map((line) => line.replace('9 9 Tm', '9 30 Tm'))
    expect(of(...clipped, ...elsewhere)).toContain(HEAD)
  })

  it('is numbered anew, without what became an artifact', () => {
    const { numbers } = markContent(
      ['/TD <</MCID 0 >>BDC', ...BOX, 'EMC', '/P <</MCID 1 >>BDC', ...TEXT, 'EMC'].join('\n'),
    )
    expect([...numbers]).toEqual([[1, 0]])
  })

  it.each([
    ['marks within marks', '/P <</MCID 0 >>BDC\n/P <</MCID 1 >>BDC\nEMC\nEMC'],
    ['an end without a beginning', 'EMC'],
    ['marks without a number', '/P <</Lang (en) >>BDC\nEMC'],
    ['an operator without an end', 'q\n[<0011>'],
  ])('is refused with %s', (_name, operators) => {
    expect(() => markContent(operators)).toThrow()
  })
})

/** A print with words of its open variant on its first page, and with marks that the finish does not know. */
async function ofVariants(print: Uint8Array, marks: string): Promise<Uint8Array> {
  const document = await readPrint(print)
  const at = document.getPage(0).node.get(PDFName.of('Contents'))
  const stream = document.context.lookup(at)
  if (!(at instanceof PDFRef) || !(stream instanceof PDFRawStream))
    throw new Error('The page has no stream of its own.')
  const operators = `${inflateSync(stream.contents).toString('latin1')}\n0 0 .0039 rg\nBT\n<0011> Tj\nET\n${marks}`
  const packed = deflateSync(Buffer.from(operators, 'latin1'))
  document.context.assign(
    at,
    PDFRawStream.of(document.context.obj({ Filter: 'FlateDecode', Length: packed.length }), packed),
  )
  return document.save()
}

describe('a discreet print', () => {
  const DISCREET =
    '<title>One</title><h1 class="open">One</h1><h1 class="discreet">Notes</h1><a href="#x" title="To the second page">A</a>'
  const discreet = async (marks: string): Promise<Uint8Array> => {
    const print = await ofVariants(fixture('two-pages.first.pdf'), marks)
    return finishPdf({ html: DISCREET, print }, DAY, 'discreet')
  }
  const warned: string[] = []
  const listen = ({ message }: Error): void => void warned.push(message)

  it.each([
    ['', []],
    ['/P <</MCID 0 >>BDC\n/P <</MCID 1 >>BDC\nEMC\nEMC', [expect.stringContaining('does not conform')]],
  ])(
    'has no bookmarks anywhere in its file, whether it could be finished or not: “%s”',
    async (marks, warnings) => {
      const given = fixture('two-pages.first.pdf')
      expect((await readPdf(given)).outline).toEqual(['One', 'Two'])
      process.on('warning', listen)
      const pdf = await discreet(marks)
      await new Promise(setImmediate)
      process.off('warning', listen)
      expect(warned.splice(0)).toEqual(warnings)
      expect(await readPdf(pdf)).toMatchObject({ title: 'Notes', outline: [] })
      expect(await stringsOf(given)).toContain('Two')
      expect(await stringsOf(pdf)).not.toContain('Two')
    },
  )
})

/** A print whose destinations all lead to its first page. */
async function withFirstPageOnly(print: Uint8Array): Promise<Uint8Array> {
  const document = await readPrint(print)
  const named = document.catalog.lookup(PDFName.of('Dests'), PDFDict)
  for (const [, target] of named.entries())
    document.context.lookup(target, PDFArray).set(0, document.getPage(0).ref)
  return document.save()
}

describe('the contents of a print', () => {
  const CONTENTS = '<span class="folio" data-of="x"></span>, <span class="folio" data-of="nowhere"></span>'

  it('are printed with the pages that they lead to, once these are known', async () => {
    const prints: string[] = []
    const { html } = await printWithContents(CONTENTS, async (filled) => {
      prints.push(filled)
      return fixture('two-pages.first.pdf')
    })
    expect(html).toBe(CONTENTS.replace('"x">', '"x">2'))
    expect(prints).toEqual([CONTENTS, html])
  })

  it('need one print where the pages of the last print still hold, and another where they do not', async () => {
    const first = fixture('two-pages.first.pdf')
    const last = await finished(first)
    const prints: string[] = []
    const press = (filled: string): Promise<Uint8Array> => {
      prints.push(filled)
      return Promise.resolve(first)
    }
    const on = (page: number): string => CONTENTS.replace('"x">', `"x">${page}`)
    await printWithContents(CONTENTS, press, await foliosIn(last))
    expect(prints.splice(0)).toEqual([on(2)])
    await printWithContents(CONTENTS, press, await foliosIn(await withFirstPageOnly(last)))
    expect(prints).toEqual([on(1), on(2)])
  })

  it('need no last print that can be read', async () => {
    expect(await foliosIn(new Uint8Array([1, 2, 3]))).toEqual(new Map())
  })

  it('need one print where there are none', async () => {
    let prints = 0
    await printWithContents(HTML, async () => {
      prints += 1
      return fixture('two-pages.first.pdf')
    })
    expect(prints).toBe(1)
  })
})
