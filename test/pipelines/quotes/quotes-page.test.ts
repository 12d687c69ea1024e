import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath } from '../../support/browsers.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import type { Quote } from '#domain/content/content.ts'
import { legalDate } from '#domain/dates.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { assessQuotes } from '#pipelines/quotes/assess.ts'
import type { PageText } from '#pipelines/quotes/page.ts'
import { pdfPage } from '#pipelines/quotes/pdf-page.ts'
import { readPage } from '#pipelines/quotes/read-page.ts'

const answer = (bytes: Uint8Array, type: string, over: Partial<Parameters<typeof readPage>[0]> = {}) => ({
  status: 200,
  url: 'https://example.org/act/5',
  headers: type === '' ? {} : { 'content-type': type },
  hops: [],
  bytes,
  ...over,
})

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (bytes: Uint8Array, type: string, over = {}): Promise<PageText> =>
  readPage(answer(bytes, type, over))
const bare = (exact: string): Quote => ({ prefix: null, exact, suffix: null })
const verdict = (page: PageText, exact: string): string | undefined =>
  assessQuotes(page, [bare(exact)]).quotes[0]?.verdict

describe('the text of an answer', () => {
  it('is decoded as the bytes are, whatever the header says', async () => {
    const html = '<p>“Häusliche Gewalt” – £5,000</p>'
    const latin = Uint8Array.from(Buffer.from('<p>Häusliche Gewalt £5</p>', 'latin1'))
    const texts = await Promise.all([
      read(utf8(html), 'text/html'),
      read(utf8(html), 'text/html; charset=iso-8859-1'),
      read(Buffer.from(`\uFEFF${html}`, 'utf16le'), 'text/html'),
      read(latin, 'text/html; charset=utf-8'),
      read(latin, 'text/html; charset=nonsense'),
      read(Buffer.concat([utf8('<meta charset="shift_jis"><p>'), Uint8Array.of(0x88, 0xa2)]), 'text/html'),
    ])
    expect(texts.map(({ text }) => text)).toEqual([
      '“Häusliche Gewalt” – £5,000',
      '“Häusliche Gewalt” – £5,000',
      '“Häusliche Gewalt” – £5,000',
      'Häusliche Gewalt £5',
      'Häusliche Gewalt £5',
      '阿',
    ])
  })

  it.each([
    ['charset-after-1024-bytes', 'Česká republika zaručuje ochranu proti nebezpečnému pronásledování osob.'],
    ['charset-of-a-script-first', 'Česká republika zaručuje ochranu proti nebezpečnému pronásledování osob.'],
    ['charset-utf16-label', 'A person commits an offence if he sends a menacing message.'],
    ['charset-unicode-label', 'A person commits an offence if he sends a menacing message.'],
  ])('has the encoding that browsers find: %s', async (name, words) => {
    const page = await read(readFileSync(`test/fixtures/charsets/${name}.html`), 'text/html')
    expect(verdict(page, words)).toBe('stands')
  })

  it('is told by its bytes where the header does not say what it is', async () => {
    const pdf = readFileSync('test/fixtures/two-pages.first.pdf')
    expect((await read(pdf, 'application/octet-stream')).text).toBe('One\nA\nB C D\nTwo')
    expect((await read(utf8('<!DOCTYPE html><p>Words'), '')).text).toBe('Words')
    expect((await read(utf8('Words'), 'text/plain')).text).toBe('Words')
    const utf16 = Buffer.from('\uFEFF<!DOCTYPE html><p>Words', 'utf16le')
    expect((await read(utf16, '')).text).toBe('Words')
    const declared = Buffer.from(
      '<?xml version="1.0" encoding="iso-8859-2"?><html><p>\xe8esk\xfd</p></html>',
      'latin1',
    )
    for (const type of ['application/xhtml+xml', 'text/xml', 'text/html', ''])
      expect((await read(declared, type)).text).toBe('český')
    expect((await read(declared, 'text/html, text/html; charset=iso-8859-1')).text).toBe('èeský')
  })

  it.each([
    ['a picture', answer(Uint8Array.of(0xff, 0xd8, 0xff), 'image/jpeg'), 'type'],
    ['data', answer(utf8('{"a":1}'), 'application/json'), 'type'],
    ['nothing', answer(new Uint8Array(), 'text/html'), 'empty'],
    ['a failure', answer(utf8('<p>Words'), 'text/html', { status: 503 }), 'unread'],
    [
      'the front page, in place of what was asked for',
      answer(utf8(`<p>${'Welcome to the courts. '.repeat(30)}`), 'text/html', {
        url: 'https://example.org/en',
        hops: [{ status: 302, from: 'https://example.org/act/5', to: 'https://example.org/en' }],
      }),
      'leads-home',
    ],
    ['a locked PDF', answer(readFileSync('test/fixtures/locked.pdf'), 'application/pdf'), 'locked'],
    ['a broken PDF', answer(utf8('%PDF-1.7\nno more'), 'application/pdf'), 'damaged'],
    ['a page of 50,000 elements in one another', answer(utf8('<div>'.repeat(50_000)), 'text/html'), 'heavy'],
  ])('says why it cannot be judged: %s', async (_name, given, problem) => {
    const page = await readPage(given)
    expect(page.problem).toBe(problem)
    expect(verdict(page, 'the court may make an order')).toBe('cannot-tell')
  })
})

/** A PDF of one page with one stream, deflated. */
function pdfOf(content: Uint8Array): Uint8Array {
  const stream = deflateSync(content)
  return Buffer.concat([
    utf8(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length ${stream.byteLength}/Filter/FlateDecode>>stream\n`,
    ),
    stream,
    utf8('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ])
}

describe('a PDF that would take all there is', () => {
  it('is read when it is small', async () => {
    const page = await pdfPage(pdfOf(utf8('BT /F 12 Tf 20 100 Td (Up to 5 years) Tj ET')))
    expect([page.text, page.problem]).toEqual(['Up to 5 years', null])
  })

  it('is given up after its time', async () => {
    const words = Buffer.from('BT /F 12 Tf 20 100 Td (Up to 5 years) Tj ET\n'.repeat(200_000))
    const began = performance.now()
    expect((await pdfPage(pdfOf(words), { milliseconds: 400 })).problem).toBe('heavy')
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it('is given up when it swells', async () => {
    const page = await pdfPage(pdfOf(new Uint8Array(80_000_000).fill(32)), { buffers: 30 })
    expect(page.problem).toBe('heavy')
  })
})

describe('a PDF printed by a browser', () => {
  let printer: Printer
  beforeAll(async () => {
    printer = await Printer.start(await browserPath(), { presses: 1 })
  })
  afterAll(() => printer.close())

  const LONG =
    'A person who unlawfully and intentionally discloses, by means of an electronic communications service, a data message which threatens a person with damage to property belonging to that person, or with violence against that person, is guilty of an offence and is liable on conviction to a fine or to imprisonment for a period not exceeding three years.'

  it('holds its sentences together over lines, pages, headers and hyphens', async () => {
    const html = `<!doctype html><html lang="en"><head><title>Act</title><style>
      @page { size: 90mm 70mm; margin: 18mm 12mm; @top-center { content: 'Government Gazette, 1 June 2021' } @bottom-center { content: 'Page ' counter(page) } }
      body { font: 11pt serif; hyphens: manual; width: 60mm } sup { font-size: 7pt }</style></head><body>
      <h1>Malicious communications</h1>
      <p>${LONG.replace('electronic', 'elec&shy;tronic').replace('intentionally', 'inten&shy;tionally').replace('imprisonment', 'imprison&shy;ment').replace('communications', 'commu&shy;nica&shy;tions')}<sup>1</sup></p>
      <p>The court decides within 10<sup>2</sup> days.</p></body></html>`
    const bytes = await printer.print({ path: '/act.pdf', html, date: legalDate('2026-11-21') })
    const page = await readPage(answer(bytes, 'application/pdf'))
    expect((await readPdf(bytes)).pages.length).toBeGreaterThan(1)
    expect(verdict(page, LONG)).toBe('stands')
    expect(verdict(page, LONG.replace('three', 'five'))).toBe('altered')
    expect(verdict(page, 'The court decides within 10² days')).toBe('stands')
    expect(verdict(page, 'The court decides within 102 days')).toBe('altered')
    expect(verdict(page, 'The registrar publishes each judgment on the website')).toBe('gone')
    expect(assessQuotes(page, [bare(LONG)]).quotes[0]?.excerpt?.exact).toBe(LONG)
  })

  it('with pictures in place of text cannot be judged', async () => {
    const html =
      '<!doctype html><html lang="en"><head><title>Scan</title></head><body><svg width="200" height="200"><rect width="200" height="200"/></svg></body></html>'
    const bytes = await printer.print({ path: '/scan.pdf', html, date: legalDate('2026-11-21') })
    expect(Buffer.from(bytes).includes('pdfuaid:part')).toBe(false)
    const page = await readPage(answer(bytes, 'application/pdf'))
    expect([page.problem, verdict(page, LONG)]).toEqual(['picture', 'cannot-tell'])
  })
})
