import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { beforeAll, describe, expect, it } from 'vitest'
import { answers, goTo, textAt } from '../../support/admin.ts'
import { axeProblems, DESKTOP, watchedPage } from '../../support/browser.ts'
import { submitted } from '../../support/desk/submitted.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'
import type { Account } from '../../support/server.ts'

const server = await ownServer({ WATCH: 'off' })
const { url } = server
const people = twoPeople(server)
const [ada] = server.accounts as [Account]
const PHONE = { width: 390, height: 844 }

let screen: string
beforeAll(async () => {
  screen = await submitted(url, ada, 'Stalking · Scotland', { penalty: 'Up to seven years.' })
})

/** A picture to look at, where somebody asks for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.RECOURSE_PICTURES
  if (folder && folder !== '1') await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

async function fits(page: Page, name: string): Promise<void> {
  for (const view of [DESKTOP, PHONE]) {
    await page.setViewport(view)
    await look(page, `${name}-${view.width}`)
    expect(await widthOf(page)).toBeLessThanOrEqual(view.width)
    expect(await axeProblems(page, '#experts')).toEqual([])
  }
  await page.setViewport(DESKTOP)
}

describe('an expert outside', () => {
  let link = ''

  it('is asked by a link that is shown once', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await answers(page, '#ask-expert')
    await page.focus('#ask-expert')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#expert-name:focus')
    await page.keyboard.type('Prof. Iris Doe')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Is it seven years by now?')
    await fits(page, 'expert-form')
    // By keyboard: a click could meet the button beside it, as the page takes its former width again.
    await page.focus('#expert-make')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#expert-link')
    link = await page.$eval('#expert-link', (field) => (field as HTMLInputElement).value)
    expect(new URL(link).pathname).toBe('/expert')
    await fits(page, 'expert-link')
    expect(await textAt(page, '#experts')).toMatch(
      /Prof\. Iris Doe, on edition \d+.*Waits for an answer until/s,
    )
    expect(trouble).toEqual([])
  })

  it('reads and answers without script, on a small phone with large text', async () => {
    const { page } = await watchedPage(people.browser(), 360)
    await page.setJavaScriptEnabled(false)
    await page.goto(link)
    expect(await page.$eval('h1', (h1) => h1.textContent)).toBe('A question for Prof. Iris Doe')
    expect(await textAt(page, 'main')).toMatch(/Is it seven years by now\?.*Up to seven years\./s)
    await look(page, 'expert-page-360')
    const readers = await page.$eval('a[href^="/expert/page"]', (each) => each.href)
    await page.goto(readers)
    expect(await textAt(page, 'body')).toMatch(/What readers would get.*Up to seven years\./s)
    expect(await widthOf(page)).toBeLessThanOrEqual(360)
    await page.setJavaScriptEnabled(true)
    await page.goto(link)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await widthOf(page)).toBeLessThanOrEqual(360)
    expect(await axeProblems(page)).toEqual([])
    await page.setJavaScriptEnabled(false)
    await page.goto(link)
    await page.click('input[value="objects"]')
    await Promise.all([page.waitForNavigation(), page.click('form .button')])
    expect(await page.$$eval('.problems a', (links) => links.map(({ hash }) => hash))).toEqual(['#because'])
    await page.type('#because', 'It is ten, since 2020.')
    await Promise.all([page.waitForNavigation(), page.click('form .button')])
    expect(await page.$eval('h1', (h1) => h1.textContent)).toBe('Thank you')
    await page.goto(link)
    expect(await page.$eval('h1', (h1) => h1.textContent)).toBe('This question has been answered')
    await page.goto(readers)
    expect(await textAt(page, 'body')).not.toContain('Up to seven years.')
  })

  it('is heard beside the decision, which stays with the desk', async () => {
    const { page } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await page.waitForSelector('.expert__verdict')
    expect(await textAt(page, '#experts')).toMatch(/Objects: Prof\. Iris Doe.*It is ten, since 2020\./s)
    await fits(page, 'expert-answered')
    await page.waitForSelector('#review-approve:not([disabled])')
    expect(await page.$eval('.expert__verdict', (each) => each.getAttribute('data-verdict'))).toBe('objects')
  })
})
