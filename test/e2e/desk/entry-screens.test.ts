import { describe, expect, it } from 'vitest'
import { addressOf } from '../../support/admin.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

describe('the screens of an entry', () => {
  let screen = ''
  // Parts of Payload's own that axe names, in every screen of its admin.
  const PAYLOADS = /^(list: (\.doc-tabs__tabs|ul)|region: \.doc-header)$/

  it.each([
    ['', '#field-penalty'],
    ['review', '.desk-view__title'],
    ['history', '.desk-events li'],
  ])('fit 1280 and 390 px, and axe finds nothing of ours in them: %s', async (tab, there) => {
    const { page } = await people.ben()
    screen ||= await addressOf(page, url, 'offences', 'Doxxing · Scotland')
    await page.goto(tab ? `${screen}/${tab}` : screen)
    await page.waitForSelector('#desk-state')
    await page.waitForSelector(there)
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 844 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([width, wide]).toEqual([width, Math.min(wide, width)])
      const problems = await axeProblems(page)
      const ours =
        tab === ''
          ? problems.filter((line) => /desk|claim-|tracked/.test(line))
          : problems.filter((line) => !PAYLOADS.test(line))
      expect([width, ours]).toEqual([width, []])
    }
  })
})

describe('the way in', () => {
  it('asks nobody for a first account', async () => {
    const { page } = await watchedPage(people.browser())
    await page.goto(`${url}/admin/create-first-user`)
    await page.waitForFunction(() => location.pathname === '/admin/login')
    expect(new URL(page.url()).pathname).toBe('/admin/login')
    await page.browserContext().close()
  })
})
