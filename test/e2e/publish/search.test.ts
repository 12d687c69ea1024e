import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems, watchedPage, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { servedRelease } from '../../support/publish/served-release.ts'

const release = await servedRelease()
const { url } = release

let running: Borrowed
let tab: Watched

beforeAll(async () => {
  running = await borrowBrowser()
  tab = await watchedPage(running)
})
afterAll(async () => {
  await running?.close()
  release.close()
})

/** The items in sight, as a reader reads them. */
const shown = (page: Page): Promise<string[]> =>
  page.$$eval('.list li', (items) =>
    items
      .filter((each) => each.checkVisibility())
      .map((each) => each.textContent.replace(/\s+/g, ' ').trim()),
  )

/** Looks for something anew, and waits until the number of what was found is told. */
async function look(page: Page, asked: string): Promise<string> {
  await page.$eval('#find', (input) => {
    ;(input as HTMLInputElement).value = ''
    input.dispatchEvent(new Event('input'))
  })
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '')
  await page.type('#find', asked)
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent)
  return page.$eval('[role=status]', (status) => status.textContent)
}

const PAGES = ['/search/', '/guides/australia/search/']

describe('the search', () => {
  it.each(PAGES.flatMap((path) => [320, 390, 1280].map((width) => [path, width] as const)))(
    '%s stands %i px, the dark and doubled text, before and after something is looked for',
    async (path, width) => {
      const { page, trouble } = await watchedPage(running, width)
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
      await page.goto(url + path)
      const sideways = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      for (const asked of ['threat', 'zzz']) {
        expect([asked, await axeProblems(page), await sideways()]).toEqual([asked, [], 0])
        await look(page, asked)
      }
      expect(await axeProblems(page)).toEqual([])
      await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
      expect(await sideways()).toBeLessThanOrEqual(0)
      expect(trouble).toEqual([])
      await page.browserContext().close()
    },
  )

  it.each([
    ['in any order', 'scotland stalking', 'Stalking'],
    ['in any case, with accents that the list lacks', 'STÁLKING', 'Stalking'],
    ['with another ending', 'stalked', 'Stalking'],
    ['by the name of a body', 'police scotland', 'Police'],
    ['by the name of an Act, whatever its punctuation', 'defamation, 2013', 'Defamation Act 2013'],
  ])('finds words %s', async (_how, asked, found) => {
    const { page } = tab
    await page.goto(`${url}/search/`)
    const all = await shown(page)
    const told = await look(page, asked)
    const now = await shown(page)
    expect(now.some((each) => each.includes(found))).toBe(true)
    expect(told).toBe(`${now.length} found`)
    expect(now.length).toBeLessThan(all.length)
    expect(all).toEqual(expect.arrayContaining(now))
  })

  it('says what to do where nothing is found, and shows everything again', async () => {
    const { page } = tab
    await page.goto(`${url}/search/`)
    const all = await shown(page)
    expect(await look(page, 'zzz')).toBe('Nothing found. Try fewer or other words.')
    expect(await shown(page)).toEqual([])
    expect(await page.$$eval('.list', (lists) => lists.filter((each) => each.checkVisibility()).length)).toBe(
      0,
    )
    const way = '.find__else a'
    expect(await page.$eval(way, (link) => [link.checkVisibility(), link.getAttribute('href')])).toEqual([
      true,
      '/#guides',
    ])
    for (let n = 0; n < 3; n++) await page.keyboard.press('Backspace')
    expect(await shown(page)).toEqual(all)
    expect(await page.$eval(way, (link) => link.checkVisibility())).toBe(false)
  })

  it('keeps the words out of address, history, requests and storage, and forgets them', async () => {
    const { page, requests, trouble } = tab
    await page.goto(`${url}/search/`)
    const before = await page.evaluate(() => history.length)
    requests.length = 0
    await look(page, 'stalking')
    await page.keyboard.press('Enter')
    expect(
      await page.evaluate(() => [
        location.href,
        history.length,
        JSON.stringify(history.state),
        JSON.stringify({ ...sessionStorage, ...localStorage }),
        document.cookie,
      ]),
    ).toEqual([`${url}/search/`, before, 'null', '{}', ''])
    expect(requests).toEqual([])
    await page.$$eval('.list li:not([hidden]) a', ([first]) => first?.click())
    await page.waitForFunction(() => location.pathname !== '/search/')
    await page.goBack()
    await page.waitForSelector('#find')
    expect(await page.$eval('#find', (input) => (input as HTMLInputElement).value)).toBe('')
    expect((await shown(page)).length).toBeGreaterThan(100)
    expect(requests.filter((each) => each.includes('?'))).toEqual([])
    expect(trouble).toEqual([])
  })

  it.each(PAGES)('%s has everything but the field without script', async (path) => {
    const { page } = await watchedPage(running, 390)
    await page.goto(url + path)
    const all = await shown(page)
    await page.setJavaScriptEnabled(false)
    await page.goto(url + path)
    expect(await shown(page)).toEqual(all)
    expect(
      await page.$$eval('input, form', (each) => each.filter((one) => one.checkVisibility()).length),
    ).toBe(0)
    await page.browserContext().close()
  })

  it.each(PAGES)('%s leads to entries that are there, at most 16 KB as brotli', async (path) => {
    const response = await fetch(url + path, { headers: { 'accept-encoding': 'br' } })
    expect(Number(response.headers.get('content-length'))).toBeLessThanOrEqual(16 * 1024)
    const { page } = tab
    await page.goto(url + path)
    const hrefs = await page.$$eval('.list a', (links) =>
      links.map((each) => each.getAttribute('href') ?? ''),
    )
    const pages = new Map<string, string>()
    for (const href of hrefs) {
      const [at = '', id] = href.split('#')
      if (!pages.has(at)) pages.set(at, await (await fetch(url + at)).text())
      expect([href, !id || pages.get(at)?.includes(`id="${id}"`)]).toEqual([href, true])
    }
    expect(hrefs.length).toBeGreaterThan(20)
  })

  it('opens the offence that it leads to', async () => {
    const { page } = tab
    await page.goto(`${url}/guides/scotland/search/`)
    await look(page, 'stalking')
    await page.$$eval('#offences li:not([hidden]) a', ([first]) => first?.click())
    await page.waitForFunction(() => location.pathname === '/guides/scotland/')
    expect(await page.$eval(':target', (entry) => entry.checkVisibility())).toBe(true)
  })
})
