import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textAt } from '../../support/admin.ts'
import { axeProblems, holdStill, watchedPage, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { startIdentityProvider, type Known } from '../../support/desk/identity-provider.ts'
import { ownServer } from '../../support/own-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'recourse-sign-on-'))
const provider = await startIdentityProvider()
afterAll(async () => {
  await provider.stop()
  rmSync(folder, { recursive: true, force: true })
})
writeFileSync(join(folder, 'secret'), provider.secret, { mode: 0o600 })
// Another site than the provider for browsers, which compare names: they keep strict cookies from what it leads to.
const server = await ownServer({
  HOST: 'localhost',
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
  OIDC_NAME: 'Example Organisation',
})
const url = server.url.replace('127.0.0.1', 'localhost')
provider.redirectUri = `${url}/api/users/single-sign-on/answer`
provider.asks = true

let browser: Borrowed
let tab: Watched
let page: Page
beforeAll(async () => {
  browser = await borrowBrowser()
  tab = await watchedPage(browser)
  page = tab.page
  await holdStill(page)
})
afterAll(async () => {
  await browser?.close()
})

const LINK = '.sign-on__link'

/** Ends the session at the provider, which asks nobody whom it knows: somebody else signs in there next. */
async function becomes(who: Known): Promise<void> {
  provider.who = who
  const context = page.browserContext()
  const cookies = await context.cookies()
  await context.deleteCookie(...cookies.filter(({ domain }) => domain === '127.0.0.1'))
}

describe('signing in at the identity provider', () => {
  it('is offered above the password, by keyboard and on a phone, to the eye and to screen readers', async () => {
    await page.goto(`${url}/admin/collections/offences`)
    await page.waitForSelector(LINK)
    expect(await textAt(page, LINK)).toBe('Sign in with Example Organisation')
    expect(await axeProblems(page, '.sign-on')).toEqual([])
    await page.setViewport({ width: 360, height: 740 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await page.$eval(LINK, (link) => link.getBoundingClientRect().height)).toBeGreaterThanOrEqual(44)
    await page.setViewport({ width: 1280, height: 900 })
  })

  it('says why nobody was let in', async () => {
    await becomes({ sub: 'eve', email: 'eve@example.org', email_verified: true })
    await page.goto(`${url}/admin/login`)
    await page.waitForSelector(LINK)
    await page.click(LINK)
    await page.waitForSelector('#break-off')
    await page.click('#break-off')
    await page.waitForSelector('.sign-on [role=alert]')
    expect(await textAt(page, '.sign-on [role=alert]')).toContain('broken off')
    await page.focus(LINK)
    await page.keyboard.press('Enter')
    await page.waitForSelector('#let-in')
    await page.click('#let-in')
    await page.waitForFunction(() => location.search === '?sign-on=unknown')
    await page.waitForSelector('.sign-on [role=alert]')
    expect(await textAt(page, '.sign-on [role=alert]')).toContain('There is no account here')
    expect(await axeProblems(page, '.sign-on')).toEqual([])
  })

  it('leads to the page that somebody came for, signed in', async () => {
    await becomes({ sub: 'ada', email: server.accounts[0]?.email, email_verified: true })
    await page.goto(`${url}/admin/watch`)
    await page.waitForSelector(LINK)
    await page.click(LINK)
    await page.waitForSelector('#let-in')
    await page.click('#let-in')
    await page.waitForSelector('#bell')
    expect(page.url()).toBe(`${url}/admin/watch`)
  })

  it('is signed in with the first visit that a link of another site leads to', async () => {
    await page.goto(`${provider.issuer}/interaction/none`)
    const there = `${url}/admin/exchange`
    await page.evaluate((to) => location.assign(to), there)
    await page.waitForSelector('#bell')
    expect(page.url()).toBe(there)
  })

  it('stands at the account, and is undone and made again there', async () => {
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('#provider-unlink')
    await page.click('#provider-unlink')
    await page.waitForSelector('#provider-link')
    await becomes({ sub: 'ada at work' })
    await page.click('#provider-link')
    await page.waitForSelector('#let-in')
    await page.click('#let-in')
    await page.waitForSelector('#provider-unlink')
    expect(new URL(page.url()).pathname).toBe('/admin/account')
    expect(await axeProblems(page, '.factor.account')).toEqual([])
    await page.setViewport({ width: 390, height: 844 })
    expect(tab.trouble).toEqual([])
  })
})
