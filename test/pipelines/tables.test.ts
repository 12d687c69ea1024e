import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareEntries } from '#domain/content/compare.ts'
import type { EntryOf } from '#domain/content/content.ts'
import { plainText } from '#domain/content/rich-text.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { formFiles } from '#pipelines/forms/output.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { parseHtml } from '../fixtures/html.ts'
import { change, entry, snapshotOf, world, type World } from '../fixtures/snapshot.ts'
import { cell, LONG_TABLE, TABLE, withBlocks } from '../fixtures/table.ts'
import { axeProblems, watchedPage } from '../support/browser.ts'
import { borrowBrowser, browserPath, type Borrowed } from '../support/browsers.ts'
import { picture } from '../support/hands.ts'
import { groundOf, recipient } from '../support/mail/digest.ts'
import { checkXml, readEpub } from '../support/publish/epub.ts'
import { readPdf } from '../support/publish/pdf.ts'
import { uaProblems } from '../support/publish/pdf-ua.ts'

const PUBLIC_URL = 'https://guides.example.org'

const HTML =
  '<table class="rich"><caption>Fines by level</caption>' +
  '<thead><tr><th scope="col">Level</th><th scope="col">Most</th><th scope="col">How it is paid</th></tr></thead>' +
  '<tbody><tr><th scope="row">4</th><td>£2,500</td><td rowspan="2"><p><a href="https://fines.example.org/pay" rel="noreferrer">Online</a>, or</p><ul><li>by post</li></ul></td></tr>' +
  '<tr><th scope="row">5</th><td>No limit</td></tr>' +
  '<tr><th scope="row">Other</th><td colspan="2">As the court decides</td></tr></tbody></table>'

const essay = (from: World): string => {
  const page = pagesOf(snapshotOf(from), new Map()).find(({ path }) => path === '/essentials/evidence/')
  if (!page) throw new Error('There is no page of the essay.')
  return renderPage(page)
}

const form = async (from: World, name: string): Promise<Uint8Array> => {
  const file = formFiles(snapshotOf(from), { publicUrl: PUBLIC_URL, code: 'code' }).find(
    ({ path }) => path === `guides/testland/${name}`,
  )
  return (await file?.make()) ?? new Uint8Array()
}

describe('a table of an essay', () => {
  const from = withBlocks(world(), [TABLE])

  it('is on its page, and in the forms that show the same, with what heads it, and its caption', async () => {
    expect(essay(from)).toContain(
      `<div class="table" role="group" tabindex="0" aria-label="Table: Fines by level">${HTML}</div>`,
    )
    expect(new TextDecoder().decode(await form(from, 'testland.html'))).toContain(HTML)
    const book = readEpub(await form(from, 'testland.epub'))
    const pages = [...book].filter(([path]) => path.endsWith('.xhtml'))
    expect(pages.map(([, page]) => page).join('')).toContain('<caption>Fines by level</caption>')
    for (const [, page] of pages) expect(() => checkXml(page)).not.toThrow()
  })

  it('is said in lines as plain text: each cell with what heads its column', async () => {
    const text = new TextDecoder().decode(await form(from, 'testland.txt'))
    expect(text).toContain(
      [
        'Fines by level',
        '',
        '- Level: 4',
        '  Most: £2,500',
        '  How it is paid: Online (https://fines.example.org/pay), or; by post',
        '',
        '- Level: 5',
        '  Most: No limit',
        '  How it is paid: Online (https://fines.example.org/pay), or; by post',
        '',
        '- Level: Other',
        '  Most, How it is paid: As the court decides',
      ].join('\n'),
    )
  })

  it('shows in a review what changed in it, and that another cell heads a column', () => {
    const [first, ...rest] = TABLE.rows
    const changed = {
      ...TABLE,
      rows: [
        { cells: [cell('Level'), ...(first?.cells.slice(1) ?? [])] },
        ...rest.map((row, index) =>
          index === 1 ? { cells: [cell('5', { header: 'row' }), cell('£10,000')] } : row,
        ),
      ],
    }
    const of = (block: typeof TABLE): EntryOf<'essential'> => {
      const each: EntryOf<'essential'> = entry('essential', { key: 'global/essential/evidence' })
      const sections = each.content.sections.map((section) => ({ ...section, body: [block] }))
      return { ...each, content: { ...each.content, sections } }
    }
    const { fields } = compareEntries(of(TABLE), of(changed))
    expect(fields.map(({ field }) => field)).toEqual(['sections.first', 'sections.second', 'form'])
    expect(fields[0]?.after).toContain(
      'Fines by level\nLevel | Most | How it is paid\n4 | £2,500 | Online, or; by post\n5 | £10,000\n',
    )
    expect(fields[2]?.before).toContain('Row 1, “Level”: heads its column')
    expect(fields[2]?.after).not.toContain('Row 1, “Level”: heads its column')
    expect(fields[2]?.before).toContain('Online: https://fines.example.org/pay')
  })

  it('is in a mail on what changed: each row that differs, before and after, in a line', () => {
    const changed = {
      ...TABLE,
      rows: TABLE.rows.map((row, index) =>
        index === 2 ? { cells: [cell('5', { header: 'row' }), cell('£10,000')] } : row,
      ),
    }
    const fields = [
      {
        field: 'sections.first',
        label: 'First section',
        before: plainText([TABLE]),
        after: plainText([changed]),
      },
    ]
    const { text, html } = renderDigest(
      { kind: 'weekly', seqs: [1] },
      recipient(),
      groundOf([change(1, { fields })], from),
    )
    expect(text).toContain(
      [
        'Is now:',
        '    Fines by level',
        '    Level | Most | How it is paid',
        '    4 | £2,500 | Online, or; by post',
        '    5 | *£10,000*',
      ].join('\n'),
    )
    expect(text).toContain('\n    5 | *No limit*\n')
    expect(parseHtml(html ?? '').text.replace(/\s+/g, ' ')).toMatch(
      /Is now: ?Fines by level ?Level \| Most .*5 \| £10,000.*Was: ?Fines by level/,
    )
  })

  describe('in a browser', () => {
    let running: Borrowed
    beforeAll(async () => {
      running = await borrowBrowser()
    })
    afterAll(() => running.close())

    it.each([360, 1280])(
      'makes no page wider than the screen, %i px wide, and is without complaint of axe',
      async (width) => {
        const { page, trouble } = await watchedPage(running, width)
        const wide = {
          ...TABLE,
          rows: TABLE.rows.map(({ cells }) => ({
            cells: [...cells, ...Array.from({ length: 6 }, (_, index) => cell(`Column ${index}`))],
          })),
        }
        await page.setContent(essay(withBlocks(world(), [TABLE, wide])))
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        const scrolled = await page.$$eval('div.table', (tables) => {
          const [, last] = tables
          last?.focus()
          return [
            tables.length,
            document.activeElement === last,
            (last?.scrollWidth ?? 0) > (last?.clientWidth ?? 0),
          ]
        })
        expect(scrolled).toEqual([2, true, true])
        expect(await axeProblems(page)).toEqual([])
        await page.$eval('.table', (table) => table.scrollIntoView({ block: 'center' }))
        await picture(page, `table-${width}`)
        expect(trouble).toEqual([])
        await page.browserContext().close()
      },
    )
  })

  it('has its head on each page of a print, and every row whole, and conforms to PDF/UA', async () => {
    const printer = await Printer.start(await browserPath())
    try {
      const documents = documentsOf(snapshotOf(withBlocks(world(), [TABLE, LONG_TABLE])), {
        publicUrl: PUBLIC_URL,
        prints: ['guide', 'large'],
      }).filter(({ path }) => path.split('/').at(-1)?.startsWith('testland.'))
      expect(documents.map(({ path }) => path.split('/').at(-1))).toEqual([
        'testland.a4.pdf',
        'testland.letter.pdf',
        'testland.large.a4.pdf',
        'testland.large.letter.pdf',
      ])
      for (const document of documents) {
        const pdf = await printer.print(document)
        expect(await uaProblems(pdf)).toEqual([])
        const read = await readPdf(pdf)
        const { outside, body } = read
        const pages = read.pages.map((page) => page.replace(/\s+/g, ''))
        expect(outside).toEqual([])
        expect(body).toContain('Finesbylevel')
        const rows = pages.map((page) => [...page.matchAll(/Firstlineofrow(\d+)/g)].map(([, row]) => row))
        const ends = pages.map((page) => [...page.matchAll(/End(\d+)\./g)].map(([, row]) => row))
        expect(rows.flat()).toHaveLength(120)
        expect(ends).toEqual(rows)
        const long = pages.filter((_page, index) => (rows[index]?.length ?? 0) > 0)
        expect(long.length).toBeGreaterThan(3)
        for (const page of long) expect(page).toContain('Actofthelongtable')
      }
    } finally {
      await printer.close()
    }
  })
})
