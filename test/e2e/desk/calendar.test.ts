import ICAL from 'ical.js'
import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { goTo, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const menu = (page: Page): Promise<string[]> =>
  page.$$eval('.nav__link', (links) => links.map((link) => link.textContent.trim()))
const headings = (page: Page): Promise<string[]> =>
  page.$$eval('.nav-group__label', (all) => all.map((label) => label.textContent.trim()))
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe('the menu', () => {
  it('shows what editors do, and no rows of machines', async () => {
    const { page, trouble } = await people.ben()
    await page.goto(`${url}/admin`)
    await page.waitForSelector('.nav__link')
    expect(await headings(page)).toEqual(['Guides', 'Shared', 'Law', 'Structure', 'People'])
    const links = await menu(page)
    expect(links).toEqual(expect.arrayContaining(['Offences', 'Bodies', 'Law changes', 'Calendar']))
    for (const machine of ['Heads', 'Editions', 'Leases', 'System', 'Mail to subscribers'])
      expect(links).not.toContain(machine)
    await page.goto(`${url}/admin/system`)
    await page.waitForSelector('h1')
    expect(await page.evaluate(() => document.body.textContent)).toContain('This page is for administrators')
    expect(await page.$('.system')).toBeNull()
    expect(trouble).toEqual([])
  })

  it('leads administrators to the rows of machines, on a page of their own', async () => {
    const { page, trouble } = await people.ada()
    await page.goto(`${url}/admin/system`)
    await page.waitForSelector('.system dt a')
    expect(await menu(page)).toContain('System')
    const rows = await page.$$eval('.system dt a', (all) => all.map((link) => link.textContent))
    expect(rows).toEqual(expect.arrayContaining(['Heads', 'Editions', 'Leases']))
    expect(rows).toEqual([...rows].sort((a, b) => a.localeCompare(b, 'en')))
    expect(await axeProblems(page, '.board')).toEqual([])
    const href = await page.$$eval(
      '.system dt a',
      (all) => all.find((link) => link.textContent === 'Heads')?.getAttribute('href') ?? '',
    )
    await page.goto(url + href)
    await page.waitForSelector('tbody tr')
    await page.setViewport({ width: 390, height: 844 })
    await page.goto(`${url}/admin/system`)
    await page.waitForSelector('.system dt a')
    expect(await wide(page)).toBe(0)
    expect(trouble).toEqual([])
  })
})

describe('the calendar', () => {
  it('shows what is due by days, and gives a link of one’s own, which a new one ends', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, `${url}/admin/calendar`, '#calendar-renew')
    expect(await page.$$eval('.calendar__day', (days) => days.length)).toBeGreaterThan(0)
    expect(await textAt(page, '.calendar__day li')).toMatch(/Verify again/)
    expect(await axeProblems(page, '.calendar')).toEqual([])

    expect(await page.$('#calendar-address')).toBeNull()
    await page.focus('#calendar-renew')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#calendar-address')
    const first = await textAt(page, '#calendar-address')
    const answer = await fetch(first)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[])
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
    expect(events.length).toBe(await page.$$eval('.calendar__day li', (items) => items.length))
    expect(events.every(({ startDate }) => startDate.isDate)).toBe(true)

    await page.click('#calendar-renew')
    await page.waitForFunction(
      (old) => document.querySelector('#calendar-address')?.textContent !== old,
      {},
      first,
    )
    expect((await fetch(first)).status).toBe(404)
    expect((await fetch(await textAt(page, '#calendar-address'))).status).toBe(200)
    await page.setViewport({ width: 390, height: 844 })
    await goTo(page, `${url}/admin/calendar`, '#calendar-end')
    expect(await wide(page)).toBe(0)
    const last = await textAt(page, '#calendar-address')
    await page.click('#calendar-end')
    await page.waitForFunction(() => !document.querySelector('#calendar-address'))
    expect((await fetch(last)).status).toBe(404)
    await page.waitForSelector('#calendar-renew:focus')
    expect(trouble).toEqual([])
  })

  it('offers no new link, which would end the present one, while it cannot tell whether there is one', async () => {
    const { page } = await people.ben()
    await goTo(page, `${url}/admin/calendar`, '#calendar-renew')
    await page.click('#calendar-renew')
    await page.waitForSelector('#calendar-address')
    const own = await textAt(page, '#calendar-address')
    let down = true
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      const mine = request.method() === 'GET' && request.url().endsWith('/api/users/calendar')
      void (down && mine ? request.abort() : request.continue())
    })
    await goTo(page, `${url}/admin/calendar`, '#calendar-unread button')
    expect(await textAt(page, '#calendar-unread')).toContain('One that you have still works.')
    expect(await page.$('#calendar-renew')).toBeNull()
    expect(await axeProblems(page, '.calendar')).toEqual([])
    down = false
    await page.focus('#calendar-unread button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#calendar-renew:focus')
    expect(await textAt(page, '#calendar-address')).toBe(own)
    expect((await fetch(own)).status).toBe(200)
  })
})
