import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, signIn, textAt } from '../../support/admin.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { colleague } from '../../support/desk/colleague.ts'
import { sharedServer } from '../../support/shared-server.ts'
import { until } from '../../support/until.ts'

const { url, dataDir, accounts } = await sharedServer()

let running: Borrowed
beforeAll(async () => {
  running = await borrowBrowser()
})
afterAll(async () => {
  await running?.close()
})

/** No other file that shares the server touches it. */
const ENTRY = 'scotland/offence/extortion'
const PENALTY = `${ENTRY}#penalty`
const SEND = 'form > p > .button'

const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)
const valueOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (field) => (field as HTMLInputElement | HTMLSelectElement).value)
const press = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** The mails that this server wrote to files, as text. */
const mails = (): string[] =>
  readdirSync(join(dataDir, 'mail'))
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(dataDir, 'mail', name), 'utf8'))

describe('an error on a page', () => {
  it('is reported by a reader without script, on a phone, about one claim of an entry', async () => {
    const { page } = await watchedPage(running, 360)
    await page.setJavaScriptEnabled(false)
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': '198.51.100.77' })
    await page.goto(`${url}/guides/scotland/`)
    await press(page, 'footer a[href^="/report"]')
    expect(await page.$eval('h1', (h1) => h1.textContent)).toBe('Report an error')
    await page.select('#part', ENTRY)
    await page.type('#address', 'iris@mailbox')
    await press(page, 'form [name="show"]')
    await until(async () => (await focused(page)) === 'claim')
    expect(await page.$eval('[for="claim"]', (label) => label.textContent)).toBe(
      'Which point of “Extortion and blackmail”?',
    )
    expect(await valueOf(page, '#address')).toBe('iris@mailbox')
    expect(await page.$('.problems')).toBeNull()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.select('#claim', PENALTY)
    await press(page, SEND)
    expect(await page.$$eval('.problems a', (links) => links.map(({ hash }) => hash))).toEqual([
      '#words',
      '#address',
    ])
    expect(await valueOf(page, '#part')).toBe(ENTRY)
    expect(await valueOf(page, '#claim')).toBe(PENALTY)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.type('#words', 'The maximum on indictment is 10 years by now.')
    await page.$eval('#address', (input) => ((input as HTMLInputElement).value = 'iris@mailbox.example'))
    // Return sends it, and does not ask for the claims again.
    await page.focus('#address')
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    expect(await page.$eval('h1', (h1) => h1.textContent)).toBe('Thank you')
    await press(page, 'main .links a')
    expect(new URL(page.url()).pathname).toBe('/guides/scotland/')
  })

  it.each([360, 1280])('its form can be read and used at %i px', async (width) => {
    const { page, trouble } = await watchedPage(running, width)
    await page.goto(`${url}/report?page=/guides/scotland/`)
    expect(await axeProblems(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    // By keyboard: the part, the button that shows its claims, and on from these.
    await page.select('#part', ENTRY)
    await page.focus('#part')
    await page.keyboard.press('Tab')
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    await until(async () => (await focused(page)) === 'claim')
    expect(await axeProblems(page)).toEqual([])
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('words')
    expect(trouble).toEqual([])
  })

  it('stands beside its claim on the form of its entry', async () => {
    const [editor] = accounts
    if (!editor) throw new Error('The server has made no accounts.')
    const { page } = await signIn(running, url, editor)
    await goTo(page, `${url}/admin/watch?kind=reported`, '[data-flag="reported"] .watch__detail a')
    await press(page, '[data-flag="reported"] .watch__detail a')
    const note = '[data-reported="penalty"]'
    await page.waitForSelector(note)
    expect(await page.$eval(note, (each) => each.textContent)).toBe(
      'A reader reports an error here. Read and answer it',
    )
    expect(await page.$$eval('[data-reported]', (all) => all.length)).toBe(1)
    expect(await axeProblems(page, note)).toEqual([])
    await page.click(`${note} a`)
    await page.waitForSelector('[data-flag="reported"]')
  })

  it('stands beside its claim in the review of its entry', async () => {
    const [editor] = accounts
    if (!editor) throw new Error('The server has made no accounts.')
    const api = await colleague(url, editor)
    const { docs } = await api<{ docs: { id: string; revision: number }[] }>(
      'GET',
      `/offences?depth=0&where[key][equals]=${ENTRY}`,
    )
    const [entry] = docs
    if (!entry) throw new Error(`There is no ${ENTRY}.`)
    await api('PATCH', `/offences/${entry.id}`, { penalty: 'Up to 10 years.', revision: entry.revision })
    const { page } = await signIn(running, url, editor)
    const note = '.comparison [data-reported="penalty"]'
    await goTo(page, `${url}/admin/collections/offences/${entry.id}/review`, note)
    expect(await textAt(page, note)).toBe('A reader reports an error here. Read and answer it')
    expect(await page.$$eval('[data-reported]', (all) => all.length)).toBe(1)
    expect(await axeProblems(page, note)).toEqual([])
    await page.click(`${note} a`)
    await page.waitForSelector('[data-flag="reported"] .watch__said')
  })

  it('waits for an editor beside its entry, who answers it by keyboard; one mail says so', async () => {
    const [editor] = accounts
    if (!editor) throw new Error('The server has made no accounts.')
    const { page } = await signIn(running, url, editor)
    const button = '[data-flag="reported"] .watch__buttons button'
    await goTo(page, `${url}/admin/watch?kind=reported`, button)
    const card = await page.$eval('[data-flag="reported"]', (flag) => flag.textContent)
    expect(card).toContain('The maximum on indictment is 10 years by now.')
    expect(card).toContain('A reader says that “Maximum penalty” on /guides/scotland/ is wrong.')
    expect(card).toContain('The reader waits for an answer by mail.')
    expect(await axeProblems(page, '[data-flag="reported"]')).toEqual([])
    await page.setViewport({ width: 390, height: 844 })
    await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth)
    await page.focus(button)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-flag="reported"] textarea')
    await page.keyboard.press('Escape')
    await page.waitForSelector(`${button}:focus`)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth)
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-flag="reported"] textarea')
    await page.keyboard.type('Compared with section 39: the reader is right.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Thank you. It is corrected.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('[data-flag="reported"]') === null)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('watch-flags')
    await until(() => mails().some((mail) => mail.includes('Thank you. It is corrected.')))
    const [mail = ''] = mails().filter((each) => each.includes('It is corrected.'))
    expect(mail).toContain('iris@mailbox.example')
    expect(mail).toContain('Subject: Your note to us')
  })
})
