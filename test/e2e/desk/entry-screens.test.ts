import type { HTTPRequest } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { addressOf, fill, openDocument, openRow } from '../../support/admin.ts'
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

describe('a row of a list', () => {
  it('stays as it was put while the form waits for the answer to what was typed', async () => {
    const { page, trouble } = await people.ben()
    await openDocument(page, url, 'offences', 'Doxxing · Scotland')
    await openRow(page, '#citations-row-0')
    await page.click('#citations-row-0 .collapsible__toggle')
    await page.waitForSelector('#citations-row-0 .collapsible--collapsed')

    const asked = Promise.withResolvers<HTTPRequest>()
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      if (/"form-state".*Or both\./s.test(request.postData() ?? '')) asked.resolve(request)
      else void request.continue()
    })
    await fill(page, '#field-penalty', ' Or both.')
    const question = await asked.promise
    await openRow(page, '#citations-row-0')
    const answered = new Promise<void>((resolve) => {
      const ends = (request: HTTPRequest): void => void (request === question && resolve())
      // What has been read to its end counts as broken off where the browser had kept the connection open.
      page.on('requestfinished', ends).on('requestfailed', ends)
    })
    await question.continue()
    await answered
    // The form takes the answer in at its own pace.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await page.$('#citations-row-0 .collapsible--collapsed')).toBeNull()
    await page.setRequestInterception(false)
    expect(trouble).toEqual([])
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
