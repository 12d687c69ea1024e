import type { Page } from 'puppeteer'
import { afterAll, describe, expect, it } from 'vitest'
import { answers, fill, goTo, says, textAt } from '../../support/admin.ts'
import { DESKTOP } from '../../support/browser.ts'
import { Hands } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

/** As narrow as a phone, with a keyboard: also what a screen is that is enlarged four times. */
const NARROW = { width: 390, height: 844 }

const list = (slug: string): string => `${url}/admin/collections/${slug}`
const COLUMNS = `columns=${encodeURIComponent('["label","deskState","penalty"]')}`

const hasFocus = (page: Page, selector: string): Promise<unknown> =>
  page.waitForFunction((at) => document.activeElement?.matches(at), {}, selector)

/** What has the focus and lies under something else, or has no size. */
const coveredFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return null
    const { left, top, width, height } = focused.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    const isSeen = seen && (seen.contains(focused) || focused.parentElement?.contains(seen))
    return width > 0 && height > 0 && isSeen ? null : `${focused.id || focused.className} at ${left}, ${top}`
  })

describe('the lists of the admin, with the keyboard', () => {
  afterAll(async () => {
    const { page } = await people.ada()
    await page.setViewport(DESKTOP)
  })

  it('show all that has the focus, also where the screen is narrow', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport(NARROW)
    const where = 'where[or][0][and][0][inForceAsOf][less_than]=2027-01-31'
    await goTo(page, `${list('offences')}?${where}&${COLUMNS}`, '.day-filter input')
    await page.waitForSelector('tbody tr:nth-child(12)')
    const covered: (string | null)[] = []
    for (let row = 0, tabs = 0; row < 12 && tabs < 100; tabs += 1) {
      await page.keyboard.press('Tab')
      covered.push(await coveredFocus(page))
      row = await page.evaluate(
        () => (document.activeElement?.closest<HTMLTableRowElement>('tbody tr')?.rowIndex ?? 0) + 1,
      )
    }
    expect(covered.length).toBeGreaterThan(30)
    expect(covered.filter(Boolean)).toEqual([])
    // What is done with chosen rows stands below them, over the page.
    await page.keyboard.press('Space')
    await page.focus('tbody tr:nth-child(12) .cell-_select input')
    await page.keyboard.press('Space')
    await page.waitForSelector('.collection-list__list-selection button', { visible: true })
    const beneath: (string | null)[] = []
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press('Tab')
      beneath.push(await coveredFocus(page))
    }
    expect(beneath.filter(Boolean)).toEqual([])
    expect(trouble).toEqual([])
  })

  it('open and close the menu over the page by one button', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport(NARROW)
    await goTo(page, list('sources'), '.template-default__nav-toggler')
    await page.keyboard.press('Tab')
    await hasFocus(page, '.template-default__nav-toggler')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.nav a[href$="/collections/offences"]', { visible: true })
    await hasFocus(page, '.template-default__nav-toggler')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROW.width)
    for (let tabs = 0; tabs < 8; tabs += 1) {
      await page.keyboard.press('Tab')
      expect(await coveredFocus(page)).toBeNull()
      expect(await page.evaluate(() => document.activeElement?.closest('.nav') !== null)).toBe(true)
    }
    await page.focus('.template-default__nav-toggler')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#find-open', { visible: true })
    await hasFocus(page, '.template-default__nav-toggler')
    expect(trouble).toEqual([])
  })

  it('keep the focus where a view is saved, shared, opened and removed', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport(NARROW)
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    // The views of the offences are counted by lists.test.ts, at the same time.
    const query = `where[or][0][and][0][confidence][equals]=low&columns=${encodeURIComponent('["label","deskState"]')}`
    await goTo(page, `${list('ladders')}?${query}`, '#view-new')
    await hands.press('#view-new')
    await hasFocus(page, '#view-title')
    await page.keyboard.press('Escape')
    await hasFocus(page, '#view-new')
    await page.keyboard.press('Enter')
    await fill(page, '#view-title', 'Not sure')
    await page.keyboard.press('Enter')
    await hasFocus(page, '.views__link[aria-current="page"]')
    expect(await textAt(page, '.views__link[aria-current]')).toBe('Not sure')
    await hands.press('#view-share')
    await says(page, '#view-share', 'Keep it to yourself')
    // The next press is that of the same button: the focus has not gone back to the view.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('view-share')
    await page.keyboard.press('Enter')
    await says(page, '#view-share', 'Share it')
    await page.focus('.views__link')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.views__link[aria-current="page"] ::-p-text(All)')
    await hasFocus(page, '.views__link[aria-current="page"]')
    await page.waitForFunction(() => !document.querySelector('.condition'))
    await page.waitForFunction(() => !location.search.includes('where'))
    await page.goBack()
    await page.waitForSelector('.views__link[aria-current="page"] ::-p-text(Not sure)')
    await page.waitForSelector('.condition__value .rs__single-value ::-p-text(Low)')
    await hands.press('#view-remove')
    await hasFocus(page, '#view-new')
    expect(trouble).toEqual([])
  })

  it('keep the focus, and the other values, where a filter is added and removed', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport(NARROW)
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    const value = '.condition__value .rs__single-value'
    const where = [0, 1].map(
      (at) => `where[or][${at}][and][0][standing][equals]=${['civil-only', 'in-force'][at]}`,
    )
    await goTo(page, `${list('offences')}?${where.join('&')}&${COLUMNS}`, '.where-builder__add-or')
    await page.waitForSelector(`.where-builder__or-filters > li:nth-child(2) ${value} ::-p-text(In force)`)
    await hands.press('.condition__actions-remove')
    await hasFocus(page, '.condition__field input')
    await page.waitForSelector(`${value} ::-p-text(In force)`)
    expect(await page.$$eval(value, (all) => all.map((each) => each.textContent))).toEqual(['In force'])
    await hands.press('.condition__actions-add')
    await hasFocus(page, '.where-builder__and-filters > li:nth-child(2) .condition__field input')
    await hands.press('.where-builder__and-filters > li:nth-child(2) .condition__actions-remove')
    await page.waitForFunction(() => document.querySelectorAll('.condition').length === 1)
    await hasFocus(page, '.condition__field input')
    await hands.press('.condition__actions-remove')
    await hasFocus(page, '.where-builder__add-first-filter')
    await page.keyboard.press('Enter')
    await hasFocus(page, '.condition__field input')
    expect(trouble).toEqual([])
  })

  it('come back from a record as their address says', async () => {
    const { page, trouble } = await people.ada()
    await goTo(
      page,
      `${list('offences')}?where[or][0][and][0][standing][equals]=civil-only`,
      '#toggle-list-columns',
    )
    const rows = await page.$$eval('tbody tr', (all) => all.length)
    await answers(page, 'tbody tr td a')
    await page.click('tbody tr td a')
    await page.waitForSelector('#desk-state')
    await page.goBack()
    await page.waitForSelector('tbody tr td a')
    expect(await page.$$eval('tbody tr', (all) => all.length)).toBe(rows)
    expect(trouble).toEqual([])
  })
})
