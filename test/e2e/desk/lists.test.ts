import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { answers, fill, goTo, says, signIn, textAt } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { Hands } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import type { Account } from '../../support/server.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

const ENTRIES = ['profiles', 'channels', 'offences', 'ladders', 'routes', 'essentials', 'jurisdictions']
const SHARED = ['bodies', 'instruments', 'sources']
const OF_MACHINES = ['heads', 'editorial-events', 'shared-events', 'changes', 'releases', 'leases', 'work']

/** What forms show only where it applies. */
const SOMETIMES = new Set(['Why it is not high', 'Whom it is for, and what to use instead'])

const list = (slug: string): string => `${url}/admin/collections/${slug}`
const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (all) => all.map((each) => each.textContent.trim()))
/** How much wider a page is than the screen. A phone widens what it lays out to what a page needs: that is no measure. */
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - screen.width)

/** The names of all columns, then of all filters. */
async function offered(page: Page): Promise<string[]> {
  await answers(page, '#toggle-list-columns')
  await page.click('#toggle-list-columns')
  await page.waitForSelector('.pill-selector__pill', { visible: true })
  const columns = await texts(page, '.pill-selector__pill')
  await page.click('#toggle-list-filters')
  await page.waitForSelector('.where-builder__add-first-filter', { visible: true })
  await page.click('.where-builder__add-first-filter')
  await page.waitForSelector('.condition__field input')
  await page.focus('.condition__field input')
  await page.keyboard.press('ArrowDown')
  await page.waitForSelector('.condition__field .rs__option')
  return [...columns, ...(await texts(page, '.condition__field .rs__option'))]
}

/** Chooses in one of the fields of a filter. */
async function choose(page: Page, part: 'field' | 'operator', words: string): Promise<void> {
  await page.click(`.condition__${part} .rs__control`)
  await page.keyboard.type(words)
  await page.waitForSelector(`.condition__${part} .rs__option ::-p-text(${words})`)
  await page.keyboard.press('Enter')
  await page.waitForSelector(`.condition__${part} .rs__single-value ::-p-text(${words})`)
}

/** All that a form says, each piece by itself. */
async function wordsOfForm(page: Page): Promise<Set<string>> {
  const said = await page.$$eval('.collection-edit *', (elements) =>
    elements.flatMap((each) =>
      [...each.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')),
    ),
  )
  return new Set(said.map((each) => (each ?? '').replace(/[:\u00a0]+$/u, '').trim()))
}

describe('the lists of the admin', () => {
  it.each([...ENTRIES, ...SHARED])(
    'name columns and filters of %s as the form names its fields',
    async (slug) => {
      const { page, trouble } = await people.ada()
      await goTo(page, list(slug), '#toggle-list-columns')
      const names = await offered(page)
      const title = await textAt(page, 'thead th:nth-child(2) .sort-column__label')
      await goTo(page, await page.$eval('tbody tr td a', (link) => link.href), '#action-save')
      await page.waitForSelector('.doc-controls__value')
      const form = await wordsOfForm(page)
      const unknown = names.filter(
        (name) => name !== title && !name.split(' > ').every((part) => form.has(part) || SOMETIMES.has(part)),
      )
      // Rows that are not there yet name no fields, and the state stands in the bar by its word alone.
      expect([...new Set(unknown.filter((name) => !name.includes(' > ')))]).toEqual(
        ENTRIES.includes(slug) ? ['State'] : [],
      )
      expect(trouble).toEqual([])
    },
  )

  it.each([...ENTRIES, ...SHARED, 'users', ...OF_MACHINES])(
    'show no bare dates in that of %s',
    async (slug) => {
      const { page } = await people.ada()
      await goTo(page, list(slug), '#toggle-list-columns')
      await page.waitForSelector('tbody td')
      const bare = /^\d{4}-\d\d-\d\d(?:T.*)?$|\d\/\d{1,2}\/\d{2,4}/
      await expect
        .poll(async () => (await texts(page, 'tbody td')).filter((each) => bare.test(each)))
        .toEqual([])
    },
  )

  it('are rows of lines on a phone, with the state in sight, also with text twice as large', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true })
    for (const slug of ENTRIES) {
      await goTo(page, list(slug), '#toggle-list-columns')
      for (const size of ['', '200%']) {
        await page.evaluate((at) => (document.documentElement.style.fontSize = at), size)
        const state = await page.$eval('tbody tr .cell-deskState .pill', (pill) => {
          const { left, right, width } = pill.getBoundingClientRect()
          return { words: pill.textContent, seen: width > 0 && left >= 0 && right <= innerWidth }
        })
        expect(state).toEqual({ words: 'Live', seen: true })
        // Before its script runs, a page does not know that it is on a phone.
        await expect.poll(() => wide(page), { message: `${slug} ${size}` }).toBe(0)
      }
      await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    }
    // Each person keeps the columns that they chose last.
    const columns = encodeURIComponent('["label","deskState","inForceAsOf"]')
    await goTo(page, `${list('offences')}?columns=${columns}`, '#toggle-list-columns')
    const name = await page.$eval(
      'tbody tr .cell-inForceAsOf',
      (cell) => getComputedStyle(cell, '::before').content,
    )
    expect(name).toBe('"In force as of:"')
    expect(await textAt(page, 'tbody tr .cell-inForceAsOf')).toMatch(/^\d{1,2} [A-Z][a-z]+ \d{4}$/)
    expect(await axeProblems(page, '.views')).toEqual([])
    await page.setViewport(DESKTOP)
    expect(trouble).toEqual([])
  })

  it('are as narrow as a phone from the first moment on', async () => {
    const { page, trouble } = await people.ada()
    await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true })
    const { identifier } = await page.evaluateOnNewDocument(() => {
      const most = { by: 0, what: '' }
      Object.assign(globalThis, { most })
      const look = (): void => {
        const by = (document.documentElement?.scrollWidth ?? 0) - screen.width
        if (by > most.by) {
          const beyond = [...document.body.querySelectorAll('*')].filter(
            (each) => each.getBoundingClientRect().right > screen.width + 1,
          )
          most.by = by
          most.what = beyond.map(({ className }) => String(className).split(' ', 1)[0]).join(' ')
        }
        requestAnimationFrame(look)
      }
      look()
    })
    for (const slug of [...ENTRIES, ...SHARED, 'law-changes', 'users']) {
      await goTo(page, list(slug), '#toggle-list-columns')
      await answers(page, '#toggle-list-columns')
      expect([slug, await page.evaluate(() => (globalThis as { most?: unknown }).most)]).toEqual([
        slug,
        { by: 0, what: '' },
      ])
    }
    await page.removeScriptToEvaluateOnNewDocument(identifier)
    await page.setViewport(DESKTOP)
    expect(trouble).toEqual([])
  })
})

describe('the filters of a list', () => {
  const BEFORE = 'where[or][0][and][0][inForceAsOf][less_than]=2027-01-31'
  const COLUMNS = `columns=${encodeURIComponent('["label","deskState","inForceAsOf"]')}`

  it('take a day as a form does, say it in words, and write it as ever into the address', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, `${list('offences')}?${COLUMNS}`, '#toggle-list-filters')
    await answers(page, '#toggle-list-filters')
    await page.click('#toggle-list-filters')
    await page.click('.where-builder__add-first-filter')
    await choose(page, 'field', 'In force as of')
    await choose(page, 'operator', 'is earlier or less than')
    const hands = new Hands(page, { acts: 0 })
    await hands.fillDay('.day-filter input[type="date"]', '2001-01-31')
    await page.waitForFunction(() => decodeURIComponent(location.search).includes('=2001-01-31'))
    await page.waitForFunction(() => !document.querySelector('tbody tr'))
    await hands.fillDay('.day-filter input[type="date"]', '2027-01-31')
    await page.waitForSelector('tbody tr')
    expect((await texts(page, 'tbody .cell-inForceAsOf')).join()).toMatch(/\d{4}/)
    expect(await textAt(page, '.day-filter .legal-date__words')).toBe('31 January 2027')
    expect(decodeURIComponent(await page.evaluate(() => location.search))).toContain(BEFORE)
    expect(await axeProblems(page, '.day-filter')).toEqual([])

    await choose(page, 'operator', 'is filled in')
    await page.select('.day-filter select', 'false')
    await page.waitForFunction(() => location.search.includes('exists'))
    // Drafts without a day stay, if there are any.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('tbody .cell-inForceAsOf')].every(
        ({ textContent }) => !/\d{4}/.test(textContent),
      ),
    )
    expect(trouble).toEqual([])
  })

  it('show what an address asks for, and then what the view asks for that is opened next, and before it', async () => {
    const { page, trouble } = await people.ada()
    const asking = (filters: string): string => `${list('offences')}?${filters}&${COLUMNS}`
    const standing = 'where[or][0][and][1][standing][equals]='
    const shown = async (day: string, standing: string): Promise<void> => {
      await says(page, '.day-filter .legal-date__words', day)
      await page.waitForSelector(`.condition__value .rs__single-value ::-p-text(${standing})`)
    }
    await goTo(page, asking(`${BEFORE}&${standing}civil-only`), '#view-new')
    await page.click('#view-new')
    await fill(page, '#view-title', 'Before February')
    await page.click('#view-save')
    await page.waitForSelector('.views__link[aria-current="page"] ::-p-text(Before February)')
    await goTo(page, asking(`${BEFORE.replace('31', '30')}&${standing}in-force`), '.day-filter input')
    await shown('30 January 2027', 'In force')
    const view = await page.waitForSelector('.views__link ::-p-text(Before February)')
    await view?.click()
    await shown('31 January 2027', 'Civil only')
    await page.goBack()
    await shown('30 January 2027', 'In force')
    await page.goForward()
    await page.waitForSelector('#view-remove')
    await page.click('#view-remove')
    await page.waitForFunction(() => document.querySelectorAll('.views__link').length === 1)
    expect(trouble).toEqual([])
  })
})

describe('the views of a list', () => {
  const FILTERED = `${list('offences')}?where[or][0][and][0][standing][equals]=civil-only&sort=-updatedAt&columns=${encodeURIComponent('["label","deskState","penalty"]')}`
  const links = (page: Page): Promise<string[]> => texts(page, '.views__link')

  it('are saved, found again after signing in anew, seen by others only if shared, and removed', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, FILTERED, '#view-new')
    const rows = await texts(page, 'tbody tr')
    await page.click('#view-new')
    await fill(page, '#view-title', 'Civil law only')
    expect(await axeProblems(page, '.views')).toEqual([])
    await page.click('#view-save')
    await page.waitForSelector('.views__link[aria-current="page"]')
    expect(await textAt(page, '.views__link[aria-current]')).toBe('Civil law only')

    const again = await signIn(people.browser(), url, accounts[0] as Account)
    await goTo(again.page, list('offences'), '.views__link')
    await again.page.waitForFunction(() => document.querySelectorAll('.views__link').length === 2)
    await again.page.evaluate(() => document.querySelectorAll<HTMLElement>('.views__link')[1]?.click())
    await again.page.waitForSelector('.views__link[aria-current="page"] ::-p-text(Civil law only)')
    expect(await texts(again.page, 'tbody tr')).toEqual(rows)
    expect(await texts(again.page, 'thead .sort-column__label')).toEqual([
      'Entry',
      'State',
      'Maximum penalty',
    ])

    const ben = await people.ben()
    await goTo(ben.page, list('offences'), '.views__link')
    expect(await links(ben.page)).toEqual(['All'])
    await again.page.click('#view-share')
    await says(again.page, '#view-share', 'Keep it to yourself')
    await goTo(ben.page, list('offences'), '.views__link')
    await ben.page.waitForFunction(() => document.querySelectorAll('.views__link').length === 2)
    expect((await links(ben.page))[1]).toMatch(/^Civil law only by /)

    await again.page.click('#view-remove')
    await again.page.waitForFunction(() => document.querySelectorAll('.views__link').length === 1)
    await again.page.close()
    expect([...trouble, ...again.trouble, ...ben.trouble]).toEqual([])
  })
})
