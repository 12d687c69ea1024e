import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { addressOf, answers, chooseInMenu, openDocument, textAt, valueOf } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const ticked = (page: Page): Promise<number> =>
  page.$$eval('.copy input[type="checkbox"]', (all) => all.filter((each) => each.checked).length)
const said = (page: Page, pattern: RegExp): Promise<void> =>
  expect.poll(() => textAt(page, '#copy-said'), { timeout: PATIENCE }).toMatch(pattern)

describe('entries are copied', () => {
  it('in their own place, by keyboard: a draft of another title, which says that it is to be checked', async () => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'offences', 'scotland/offence/stalking')
    await chooseInMenu(page, 'desk-copy')
    await page.waitForSelector('#copy-title')
    expect(await ticked(page)).toBe(1)
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    await hands.fill('#copy-title', 'Stalking by a partner')
    await page.keyboard.press('Enter')
    await said(page, /1 draft is there.*Stalking by a partner · Scotland/)
    await hands.press('#copy-said a')
    await page.waitForSelector('#desk-state[data-state="never-live"]')
    expect(await valueOf(page, '#field-title')).toBe('Stalking by a partner')
    expect(await valueOf(page, '#field-editorNote')).toMatch(
      /^Copied from “Stalking · Scotland” on .*, and to be checked/,
    )
    expect(await page.$eval('[data-claim="penalty"]', (mark) => mark.getAttribute('data-sources'))).toBe('0')
    expect(trouble).toEqual([])
  })

  it('among the essays, which belong to no place: another essay, with an address of its own, on a phone as well', async () => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'essentials', 'global/essential/evidence')
    await page.click('#desk-more button')
    await page.waitForSelector('.popup__content #desk-copy', { visible: true })
    expect(await textAt(page, '.popup__content #desk-copy')).toBe('Duplicate…')
    await page.click('.popup__content #desk-copy')
    await page.waitForSelector('#copy-title')
    expect([await ticked(page), await page.$('#copy-to')]).toEqual([1, null])
    expect(await axeProblems(page, '.copy')).toEqual([])
    try {
      await page.setViewport({ width: 390, height: 844 })
      expect(await wide(page)).toBe(0)
      expect(await axeProblems(page, '.copy')).toEqual([])
    } finally {
      await page.setViewport(DESKTOP)
    }
    await page.type('#copy-title', 'Evidence on a phone')
    await page.click('#copy-run')
    await said(page, /1 draft is there.*Evidence on a phone/)
    await new Hands(page, { acts: 0 }).press('#copy-said a')
    await page.waitForSelector('#desk-state[data-state="never-live"]')
    expect(await valueOf(page, '#field-slug')).toBe('evidence-on-a-phone')
    expect(await valueOf(page, '#field-editorNote')).toMatch(/^Copied from “.*” on .*, and to be checked/)
    const sources = await page.$$eval('[data-sources]', (marks) =>
      marks.map((mark) => mark.getAttribute('data-sources')),
    )
    expect(new Set(sources)).toEqual(new Set(['0']))
    // Its sections came along, each with its text.
    expect(await page.$$eval('#field-sections [id^="sections-row-"]', (rows) => rows.length)).toBeGreaterThan(
      1,
    )
    expect(trouble).toEqual([])
  })

  it('to another place, all that it does not have yet, by mouse; on a phone as well', async () => {
    const { page, trouble } = await people.ada()
    const place = await addressOf(page, url, 'jurisdictions', 'New Zealand')
    await page.goto(place)
    await page.waitForSelector('#desk-state')
    await answers(page, '#desk-more button')
    await chooseInMenu(page, 'desk-copy')
    await page.waitForSelector('#copy-from')
    const [scotland = ''] = await page.$$eval('#copy-from option', (all) =>
      all.flatMap((option) => (option.textContent === 'Scotland' ? [option.value] : [])),
    )
    await page.select('#copy-from', scotland)
    await page.waitForSelector('[data-kind="offence"]')
    const all = await ticked(page)
    expect(all).toBeGreaterThan(5)
    const [first] = await page.$$('[data-kind="offence"] input')
    await first?.click()
    expect(await ticked(page)).toBe(all - 1)
    expect(await axeProblems(page, '.copy')).toEqual([])
    try {
      await page.setViewport({ width: 390, height: 844 })
      expect(await wide(page)).toBe(0)
      expect(await axeProblems(page, '.copy')).toEqual([])
    } finally {
      await page.setViewport(DESKTOP)
    }
    expect(await textAt(page, '#copy-run')).toBe(`Copy ${all - 1} entries`)
    await page.click('#copy-run')
    await said(page, new RegExp(`${all - 1} drafts are there`))
    await page.waitForFunction(() => document.querySelectorAll('.copy input:disabled').length > 5)
    // The one that was left out stays out.
    expect(await ticked(page)).toBe(0)
    expect(await textAt(page, '[data-kind="channel"]')).toContain('Is there already.')
    expect(trouble).toEqual([])
  })
})
