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
    [1280, ''],
    [390, ''],
    [1280, 'review'],
    [390, 'review'],
    [1280, 'history'],
    [390, 'history'],
  ])('fit %i px, and axe finds nothing of ours in them: %s', async (width, tab) => {
    const { page } = await people.ben()
    await page.setViewport({ width, height: 844 })
    screen ||= await addressOf(page, url, 'offences', 'Doxxing · Scotland')
    await page.goto(tab ? `${screen}/${tab}` : screen)
    await page.waitForSelector('#desk-state')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const problems = await axeProblems(page)
    expect(
      tab === ''
        ? problems.filter((line) => /desk|claim-|tracked/.test(line))
        : problems.filter((line) => !PAYLOADS.test(line)),
    ).toEqual([])
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
