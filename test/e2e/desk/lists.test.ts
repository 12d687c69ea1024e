import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { answers, goTo } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { picture } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

const ENTRIES = ['profiles', 'channels', 'offences', 'ladders', 'routes', 'essentials']
const KEPT_BY_EDITORS = [...ENTRIES, 'bodies', 'instruments', 'sources', 'law-changes', 'jurisdictions']

/** Fields that a form shows only where they apply. */
const SOMETIMES: Record<string, string[]> = {
  profiles: ['Why it is not high'],
}

const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (all) => all.map((each) => each.textContent.trim()))

/** The names of all filters of a list. */
async function filters(page: Page): Promise<string[]> {
  await answers(page, '#toggle-list-filters')
  await page.click('#toggle-list-filters')
  await page.waitForSelector('.where-builder__add-first-filter', { visible: true })
  await page.click('.where-builder__add-first-filter')
  await page.waitForSelector('.condition__field input')
  await page.focus('.condition__field input')
  await page.keyboard.press('ArrowDown')
  await page.waitForSelector('.condition__field .rs__option')
  return texts(page, '.condition__field .rs__option')
}

async function columns(page: Page): Promise<string[]> {
  await page.click('#toggle-list-columns')
  await page.waitForSelector('.pill-selector__pill', { visible: true })
  return texts(page, '.pill-selector__pill')
}

/** All that a form says, word for word. */
async function wordsOfForm(page: Page): Promise<Set<string>> {
  const all = await page.$$eval('.collection-edit *', (elements) =>
    elements.flatMap((each) =>
      [...each.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : [])),
    ),
  )
  return new Set(all.map((each) => each.replace(/[:\u00a0]+$/u, '').trim()))
}

describe('the lists of the admin', () => {
  it.each(KEPT_BY_EDITORS)('name the columns and filters of %s as the form names its fields', async (slug) => {
    const { page, trouble } = await people.ada()
    await goTo(page, `${url}/admin/collections/${slug}`, '#toggle-list-columns')
    const shown = new Set([...(await columns(page)), ...(await filters(page))])
    const row = await page.$eval('tbody tr td a', (link) => link.href)
    await goTo(page, row, '#action-save')
    const form = await wordsOfForm(page)
    const [name = ''] = [...shown]
    const missing = [...shown].filter((each) => !form.has(each) && each.split(' > ').some((part) => !form.has(part)))
    expect(missing).toEqual([name, ...(SOMETIMES[slug] ?? [])])
    expect(trouble).toEqual([])
  })
})
