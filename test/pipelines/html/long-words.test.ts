import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf, type PrintDocument } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { rewordWorld, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { watchedPage } from '../../support/browser.ts'
import { browserPath, borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { everyPage, worldOfLongAddresses, worldWith } from '../../support/publish/every-page.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { scaled } from '../../support/scale.ts'

/** Words that no line holds: too wide for a cell of a table, for a page of paper, for several lines. */
const TOKENS = [137, 204, 500].map((length) => 'abcdefghij'.repeat(50).slice(0, length))
const TOKEN = TOKENS[2] ?? ''

/** A world in which no two texts are equal. */
function numbered(say: (words: string) => string): { from: World; texts: string[] } {
  const texts: string[] = []
  const from = rewordWorld(world(), (words) => {
    texts.push(say(`${words} §${texts.length}§`))
    return texts.at(-1) ?? ''
  })
  return { from, texts }
}

/** Heads of a table: they stand again on each page that a row of it reaches. */
const HEADS = 'PlaceOffencesofitsownRecordingyourowncalls'

/** The lines of a text as they are printed, without white space. */
const linesOf = (text: string): string[] =>
  text
    .replaceAll('{place}', 'Testland')
    .split('\n')
    .map((line) => line.replace(/^- /, '').replace(/\s+/g, ''))

const documentOf = (from: World, paper: string): PrintDocument => {
  const found = documentsOf(snapshotOf(from)).find(
    ({ path }) => path === `/guides/testland/testland.${paper}.pdf`,
  )
  if (!found) throw new Error('There is no document.')
  return found
}

describe('a print with words that no line holds', () => {
  let printer: Printer
  beforeAll(async () => {
    printer = await Printer.start(await browserPath(), { presses: 1 })
  })
  afterAll(() => printer.close())

  const read = async (from: World, paper = 'a4') => readPdf(await printer.print(documentOf(from, paper)))

  const CASES: [name: string, paper: string, say: (words: string) => string][] = [
    ['137 letters', 'a4', (words: string) => `${words} ${TOKENS[0]}`],
    ['204 letters', 'a4', (words: string) => `${words} ${TOKENS[1]}`],
    ['500 letters', 'a4', (words: string) => `${words} ${TOKENS[2]}`],
    ['500 letters', 'letter', (words: string) => `${words} ${TOKENS[2]}`],
    ['500 letters before the first word', 'a4', (words: string) => `${TOKENS[2]} ${words}`],
    ['wide letters', 'a4', (words: string) => `${words} ${'W'.repeat(300)}`],
  ]
  it.each(CASES.slice(scaled(0, 3)))(
    'has letters of the same height, and all of them: %s in every field, %s',
    async (_name, paper, say) => {
      const short = numbered((words) => words)
      const wide = numbered(say)
      const plain = await read(short.from, paper)
      const long = await read(wide.from, paper)
      expect(long.heights).toEqual(plain.heights)
      expect(long.outside).toEqual([])

      // Only what the print of this guide says at all can be lost from it.
      const body = long.body.replaceAll(HEADS, '')
      const has = (where: string, words = ''): boolean => linesOf(words).every((line) => where.includes(line))
      // A cell that is taller than a page stands in parts, with its neighbours between them.
      const said = wide.texts.filter(
        (words, index) => has(plain.body, short.texts[index]) && !words.includes('NM §'),
      )
      expect(said.length).toBeGreaterThan(150)
      expect(said.filter((words) => !has(body, words))).toEqual([])
    },
  )

  it('has every address whole, in letters of the same height', async () => {
    const plain = await read(world())
    const from = worldOfLongAddresses(TOKEN)
    const long = await read(from)
    expect(long.heights).toEqual(plain.heights)
    expect(long.outside).toEqual([])
    for (const address of [
      'forms.example.org/complaint',
      'law.example.org/official',
      'help.example.org/essay',
    ])
      expect(long.body).toContain(`${address}/${TOKEN}?${TOKEN}=${TOKEN}`)
  })
})

describe('a page or a mail with words that no line holds', () => {
  let running: Borrowed
  beforeAll(async () => {
    running = await borrowBrowser()
  })
  afterAll(() => running.close())

  const WINDOWS: [width: number, zoom: string][] = [
    [320, '100%'],
    [360, '100%'],
    [320, '200%'],
    [700, '100%'],
    [1280, '100%'],
    [1280, '200%'],
  ]

  /** What reaches beyond the window of an open page, by its name and classes. */
  const beyond = async (page: Page): Promise<string[]> => {
    const found: string[] = []
    for (const [width, zoom] of WINDOWS) {
      await page.setViewport({ width, height: 900, hasTouch: width < 500, isMobile: width < 500 })
      const wide = await page.evaluate((size) => {
        const { documentElement: root } = document
        root.style.fontSize = size
        for (const each of document.querySelectorAll('details')) each.open = true
        if (root.scrollWidth <= root.clientWidth && document.body.scrollWidth <= root.clientWidth) return []
        return [...document.querySelectorAll('body *')]
          .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1)
          .slice(0, 3)
          .map((each) => `${each.tagName}.${each.className}`)
      }, zoom)
      if (wide.length > 0) found.push(`${width} px, ${zoom}: ${wide.join(', ')}`)
    }
    return found
  }

  it('never scrolls sideways, from 320 to 1280 px wide, with doubled text too', async () => {
    const say = (words: string): string => `${words} ${TOKEN}`
    const pages = [
      ...everyPage(worldWith(say), say),
      ...pagesOf(snapshotOf(worldOfLongAddresses(TOKEN)), new Map()).map((page): [string, string] => [
        `${page.path} with long addresses`,
        renderPage(page),
      ]),
    ]
    const { page } = await watchedPage(running)
    const found: string[] = []
    for (const [name, html] of pages) {
      // The policy of one page would bind what is written over it.
      await page.goto('about:blank')
      await page.setContent(html)
      found.push(...(await beyond(page)).map((wide) => `${name}, ${wide}`))
    }
    await page.browserContext().close()
    expect(found).toEqual([])
  })

  it('breaks no word that a line holds', async () => {
    const { page } = await watchedPage(running, 320)
    const found: string[] = []
    for (const { path, ...rest } of pagesOf(snapshotOf(world()), new Map())) {
      await page.setContent(renderPage({ path, ...rest }))
      const broken = await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        const cut: string[] = []
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          // What is only for screen readers is a pixel wide.
          if ((node.parentElement?.closest('thead, i')?.clientWidth ?? 2) <= 1) continue
          for (const match of (node.textContent ?? '').matchAll(/[\p{L}\p{N}’]+/gu)) {
            range.setStart(node, match.index)
            range.setEnd(node, match.index + match[0].length)
            const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
            if (tops.size > 1) cut.push(match[0])
          }
        }
        return cut
      })
      found.push(...broken.map((word) => `${path}: ${word}`))
    }
    await page.browserContext().close()
    expect(found).toEqual([])
  })
})
