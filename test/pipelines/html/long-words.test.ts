import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate } from '#domain/dates.ts'
import { FIRST_CHOICES } from '#domain/mail/subscribing.ts'
import { archivePage } from '#pipelines/digest/archive.ts'
import { renderDigest } from '#pipelines/digest/render.ts'
import { renderPage } from '#pipelines/html/output.ts'
import { pagesOf } from '#pipelines/html/pages.ts'
import { documentsOf, type PrintDocument } from '#pipelines/pdf/documents.ts'
import { Printer } from '#pipelines/pdf/printer.ts'
import { requestReceivedPage } from '#pipelines/subscribe/request-pages.ts'
import { confirmedPage, confirmPage } from '#pipelines/subscribe/confirm-pages.ts'
import { linkPage, subscribePage } from '#pipelines/subscribe/form-pages.ts'
import { leavePage, leftPage } from '#pipelines/subscribe/leave-pages.ts'
import { confirmMail } from '#pipelines/subscribe/mails.ts'
import { managePage } from '#pipelines/subscribe/manage-page.ts'
import { reword, rewordWorld, site, snapshotOf, world, type World } from '../../fixtures/snapshot.ts'
import { watchedPage } from '../../support/browser.ts'
import { browserPath, borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { correction, everySort, groundOf, PUBLIC_URL, recipient } from '../../support/mail/digest.ts'
import { readPdf } from '../../support/publish/pdf.ts'

/** Words that no line holds: too wide for a cell of a table, for a page of paper, for several lines. */
const TOKENS = [137, 204, 500].map((length) => 'abcdefghij'.repeat(50).slice(0, length))
const TOKEN = TOKENS[2] ?? ''

/** Fields of a change and of an address that hold words of people. */
const CHANGE_WORDS = new Set(['title', 'note', 'label', 'before', 'after'])

const mapStrings = <T>(value: T, say: (words: string, property: string) => string, property = ''): T =>
  (typeof value === 'string'
    ? say(value, property)
    : Array.isArray(value)
      ? value.map((each: unknown) => mapStrings(each, say, property))
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value).map(([name, each]) => [name, mapStrings(each as unknown, say, name)]),
          )
        : value) as T

/** Every field of every entry, every fixed word and every change ends, or begins, with these letters. */
const worldWith = (say: (words: string) => string): World => {
  const from = rewordWorld(world(), say)
  return {
    ...from,
    changes: mapStrings([...everySort(), correction()], (words, property) =>
      CHANGE_WORDS.has(property) ? say(words) : words,
    ),
  }
}

/** A world in which no two texts are equal. */
function numbered(say: (words: string) => string): { from: World; texts: string[] } {
  const texts: string[] = []
  const from = rewordWorld(world(), (words) => {
    texts.push(say(`${words} §${texts.length}§`))
    return texts.at(-1) ?? ''
  })
  return { from, texts }
}

/** Every address of every entry is long, in its path or in its query. */
const worldOfLongAddresses = (long: string): World => {
  const from = world()
  return {
    ...from,
    live: mapStrings(from.live, (words, property) =>
      ['url', 'href', 'value'].includes(property) && words.startsWith('https:')
        ? `${words}/${long}?${long}=${long}`
        : words,
    ),
  }
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

  it.each([
    ['137 letters', 'a4', (words: string) => `${words} ${TOKENS[0]}`],
    ['204 letters', 'a4', (words: string) => `${words} ${TOKENS[1]}`],
    ['500 letters', 'a4', (words: string) => `${words} ${TOKENS[2]}`],
    ['500 letters', 'letter', (words: string) => `${words} ${TOKENS[2]}`],
    ['500 letters before the first word', 'a4', (words: string) => `${TOKENS[2]} ${words}`],
    ['wide letters', 'a4', (words: string) => `${words} ${'W'.repeat(300)}`],
  ])('has letters of the same height, and all of them: %s in every field, %s', async (_name, paper, say) => {
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
  })

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

const words = (long: string) => reword(site({ sample: true }), (said) => `${said} ${long}`)

/** Every page of the site and of subscribers, and every mail, with such a word in every field. */
function everyPage(long: string): [name: string, html: string][] {
  const say = (said: string): string => `${said} ${long}`
  const from = worldWith(say)
  const changes = from.changes ?? []
  const context = groundOf(changes, from)
  const places = [
    { key: 'testland', name: say('Testland') },
    { key: 'highmoor', name: say('Highmoor') },
  ]
  const choices = { ...FIRST_CHOICES, places: ['testland', 'highmoor'] }
  const own = words(long)
  const problems = [{ field: 'address' as const, message: say('The address is wrong.') }]
  return [
    ...pagesOf(snapshotOf(from), new Map()).map((page): [string, string] => [page.path, renderPage(page)]),
    ...pagesOf(snapshotOf(worldOfLongAddresses(long)), new Map()).map((page): [string, string] => [
      `${page.path} with long addresses`,
      renderPage(page),
    ]),
    [
      'digest on the web',
      archivePage({
        snapshot: snapshotOf(from),
        run: { kind: 'weekly', fromSeq: 0, toSeq: 99, startedAt: '2026-11-21T08:00:00.000Z' },
        place: 'testland',
        timeZone: 'UTC',
        publicUrl: PUBLIC_URL,
      }) ?? '',
    ],
    [
      'digest',
      renderDigest({ kind: 'weekly', seqs: changes.map(({ seq }) => seq) }, recipient(), context).html ?? '',
    ],
    ['mail to confirm', confirmMail({ publicUrl: PUBLIC_URL, token: long, hours: 24 }).html],
    ['subscribe', subscribePage(own, { places, choices, problems, typed: `${long}@` })],
    ['link', linkPage(own, { typed: long, problems })],
    ['asked', requestReceivedPage(own)],
    ['confirm', confirmPage(own, { token: long, places, choices })],
    ['confirmed', confirmedPage(own, { places, choices })],
    ['leave', leavePage(own, long)],
    ['left', leftPage(own, long)],
    [
      'manage',
      managePage(own, {
        token: long,
        masked: `a…@${long}.org`,
        confirmed: legalDate('2026-11-21'),
        notice: say('Saved.'),
        places,
        choices,
        problems: [],
        state: 'active',
      }),
    ],
  ]
}

describe('a page or a mail with words that no line holds', () => {
  let running: Borrowed
  beforeAll(async () => {
    running = await borrowBrowser()
  })
  afterAll(() => running.close())

  /** What reaches beyond the window, by its name and classes. */
  const beyond = async (width: number, zoom: string, pages: [string, string][]): Promise<string[]> => {
    const { page } = await watchedPage(running, width)
    const found: string[] = []
    for (const [name, html] of pages) {
      // The policy of one page would bind what is written over it.
      await page.goto('about:blank')
      await page.setContent(html)
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
      if (wide.length > 0) found.push(`${name}: ${wide.join(', ')}`)
    }
    await page.browserContext().close()
    return found
  }

  it.each([
    [320, '100%'],
    [360, '100%'],
    [320, '200%'],
    [700, '100%'],
    [1280, '100%'],
    [1280, '200%'],
  ])('never scrolls sideways, %i px wide with text of %s', async (width, zoom) => {
    expect(await beyond(width, zoom, everyPage(TOKEN))).toEqual([])
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
