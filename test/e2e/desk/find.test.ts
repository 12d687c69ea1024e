import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { answers, goTo, openDocument, retype, textAt } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { Hands } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const isOpen = (page: Page): Promise<boolean> =>
  page.$eval('#find', (dialog) => (dialog as HTMLDialogElement).open)
const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)
const selected = (page: Page): Promise<string> => textAt(page, '#find [aria-selected="true"]')
/** How much wider a page is than the screen. A phone widens what it lays out to what a page needs: that is no measure. */
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - screen.width)

async function opened(page: Page): Promise<void> {
  await answers(page, '#find-open')
  await page.keyboard.down('Control')
  await page.keyboard.press('KeyK')
  await page.keyboard.up('Control')
  await page.waitForSelector('#find-text', { visible: true })
}

/** Types, and waits for the answer to exactly that. */
async function asked(page: Page, text: string): Promise<void> {
  await page.type('#find-text', text)
  await page.waitForFunction(() =>
    /^(?:\d+ record|The first|Nothing)/.test(document.querySelector('#find-said')?.textContent ?? ''),
  )
}

describe('the search of the admin', () => {
  it('opens by its key, finds, and leads there, by keyboard alone; Escape leads back', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, `${url}/admin/collections/bodies`, '#find-open')
    await page.focus('#search-filter-input')
    await opened(page)
    expect(await focused(page)).toBe('find-text')
    await page.waitForSelector('#find-new-offences')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => !document.querySelector('#find-text'))
    expect(await isOpen(page)).toBe(false)
    expect(await focused(page)).toBe('search-filter-input')

    await opened(page)
    await asked(page, 'stlaking scotland')
    expect(await selected(page)).toContain('Stalking')
    expect(await selected(page)).toContain('Offence · Scotland · Live')
    const first = await page.$eval('#find-text', (field) => field.getAttribute('aria-activedescendant'))
    await page.keyboard.press('ArrowDown')
    expect(await page.$eval('#find-text', (field) => field.getAttribute('aria-activedescendant'))).not.toBe(
      first,
    )
    await page.keyboard.press('ArrowUp')
    expect(await page.$$eval('#find [aria-selected="true"]', (all) => all.length)).toBe(1)
    expect(await axeProblems(page, '#find')).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForSelector('#desk-state')
    expect(await page.$eval('#field-title', (field) => (field as HTMLInputElement).value)).toBe('Stalking')
    expect(trouble).toEqual([])
  })

  it('leads to what one does, and asks before a form with unsaved changes is left', async () => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'offences', 'scotland/offence/stalking')
    await retype(page, '#field-title', 'Stalking, not saved')
    await opened(page)
    await asked(page, 'import exp')
    expect(await selected(page)).toBe('Import and export')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#leave-without-saving', { visible: true })
    expect(await isOpen(page)).toBe(false)
    expect(page.url()).toContain('/collections/offences/')
    await page.click('#leave-without-saving #confirm-action')
    await page.waitForSelector('#import-look')
    expect(trouble).toEqual([])
  })

  it('says what is not there, and where an answer fails', async () => {
    const { page } = await people.ada()
    await goTo(page, `${url}/admin`, '#find-open')
    await opened(page)
    await asked(page, 'qqqqqq')
    expect(await textAt(page, '#find-said')).toBe(
      'Nothing fits. Try fewer words, the beginning of one, or the number of a section.',
    )
    await page.setOfflineMode(true)
    await page.type('#find-text', 'z')
    await page.waitForFunction(() =>
      document.querySelector('#find-said')?.textContent.includes('cannot be reached'),
    )
    await page.setOfflineMode(false)
  })

  it('is a button that works on a phone, and with text twice as large', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true })
    await goTo(page, `${url}/admin`, '#find-open')
    const hands = new Hands(page, { acts: 0 })
    const box = await (await page.$('#find-open'))?.boundingBox()
    expect([box?.width, box?.height].map((each) => (each ?? 0) >= 44)).toEqual([true, true])
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await expect.poll(() => wide(page)).toBe(0)
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await hands.press('#find-open')
    await asked(page, '0300 ')
    await page.type('#find-text', '1')
    await page.waitForSelector('#find [role="option"] mark')
    expect(await wide(page)).toBe(0)
    expect(await axeProblems(page, '#find')).toEqual([])
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await wide(page)).toBe(0)
    expect(await page.$eval('#find', (dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
    await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    await page.click('#find [role="option"]')
    await page.waitForFunction(() => /\/collections\/|\/globals\//.test(location.pathname))
    await page.setViewport(DESKTOP)
    expect(trouble).toEqual([])
  })
})
