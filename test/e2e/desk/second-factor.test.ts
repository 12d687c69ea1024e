import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { CDPSession, Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answers, fill, judged, textAt } from '../../support/admin.ts'
import { axeProblems, holdStill, watchedPage, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { ownServer } from '../../support/own-server.ts'
import { until } from '../../support/until.ts'

/** Seconds for which a proof lasts here. */
const LASTS = 3

// Browsers allow passkeys at a name, and without https only at this one.
const server = await ownServer({ HOST: 'localhost', SECOND_FACTOR_MINUTES: String(LASTS / 60) })
const url = server.url.replace('127.0.0.1', 'localhost')
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

/** Signs in by the form, as people do, and waits for what comes next. */
async function signIn(next: string, account = server.accounts[0]): Promise<void> {
  await page.goto(`${url}/admin/login`)
  await answers(page, '#field-email')
  await fill(page, '#field-email', account?.email ?? '')
  await fill(page, '#field-password', account?.password ?? '')
  await page.click('.login__form button[type=submit]')
  await page.waitForSelector(next)
}

const signOut = async (): Promise<void> => {
  await page.goto(`${url}/admin/logout`)
  await page.waitForFunction(() => location.pathname.endsWith('/login') || document.querySelector('.logout'))
}

/** A code of the app, so many steps from now: each counts once. */
const codeOf = (secret: string, step: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 })

/** What axe finds in our part, at both widths. */
async function axeAtBoth(selector: string): Promise<string[]> {
  const found: string[] = []
  for (const width of [1280, 390]) {
    await page.setViewport({ width, height: 900 })
    await page.waitForSelector(selector)
    found.push(...(await axeProblems(page, selector)))
    if (process.env.RECOURSE_PICTURES)
      await page.screenshot({
        path: `${process.env.RECOURSE_PICTURES}/${selector.replace(/\W+/g, '')}-${width}.png` as `${string}.png`,
      })
  }
  // Nothing of it lies outside the narrow screen.
  const right = await page.$eval(selector, (part) => part.getBoundingClientRect().right)
  expect(right).toBeLessThanOrEqual(390)
  await page.setViewport({ width: 1280, height: 900 })
  return found
}

/** An authenticator of the browser, as a phone or key is one. */
async function authenticator(): Promise<CDPSession> {
  const session = await page.createCDPSession()
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return session
}

describe('the second factor, in a browser', () => {
  let secret = ''
  let codes: string[] = []

  it('is off, which the desk says, and is set up with an app, by keyboard alone', async () => {
    await signIn('#second-factor-off')
    expect(await textAt(page, '#second-factor-off')).toMatch(/No second factor is required/)
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('#factor-app')
    await answers(page, '#factor-app')
    expect(await axeAtBoth('.factor')).toEqual([])
    await page.focus('#factor-app')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#factor-secret')
    expect(await page.$('.factor__qr path')).not.toBeNull()
    expect(await axeAtBoth('.factor__form')).toEqual([])
    secret = (await textAt(page, '#factor-secret')).replace(/\s/g, '')
    await fill(page, '#factor-first', codeOf(secret, -1))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.factor__codes')
    codes = await page.$$eval('.factor__codes li', (all) => all.map((each) => each.textContent ?? ''))
    expect(codes).toHaveLength(10)
    expect(await axeAtBoth('.factor__codes')).toEqual([])
    await page.focus('#factor-kept')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.factor__list')
    expect(await textAt(page, '.factor__list')).toMatch(/App with codes.*10 of 10 recovery codes are left/s)
  })

  it('is asked for after the password, and nothing else is on screen before', async () => {
    await signOut()
    await signIn('.factor--alone')
    expect(await page.$('.nav')).toBeNull()
    await page.goto(`${url}/admin/collections/offences`)
    await answers(page, '#factor-code')
    expect(await textAt(page, 'h1')).toBe('Prove that it is you')
    expect(await axeAtBoth('.factor--alone')).toEqual([])
    await fill(page, '#factor-code', '000000')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('#factor-problem')?.textContent !== '')
    expect(await textAt(page, '#factor-problem')).toMatch(/^This code is not right/)
    tab.trouble.length = 0 // the browser notes the refusal
    await fill(page, '#factor-code', codeOf(secret, 0))
    await page.keyboard.press('Enter')
    // Where they wanted to go.
    await page.waitForSelector('.collection-list')
  })

  it('can be a passkey, which signs in', async () => {
    await authenticator()
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('#factor-name')
    await answers(page, '#factor-name')
    await fill(page, '#factor-name', 'Key on my ring')
    await page.click('#factor-new-passkey')
    await page.waitForFunction(() =>
      document.querySelector('.factor__list')?.textContent?.includes('Key on my ring'),
    )
    expect(await axeAtBoth('.factor')).toEqual([])
    await signOut()
    await signIn('.factor--alone')
    await answers(page, '#factor-passkey')
    await page.click('#factor-passkey')
    await page.waitForSelector('.board')
  })

  it('is asked for again over a form, which is sent after it', async () => {
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('.factor__list')
    await new Promise((resolve) => setTimeout(resolve, (LASTS + 1) * 1_000))
    await page.waitForSelector('#field-name')
    await fill(page, '#field-name', ' the Second')
    await page.click('#action-save')
    await page.waitForSelector('#factor-again[open] #factor-code')
    expect(await axeAtBoth('#factor-again')).toEqual([])
    await answers(page, '#factor-again #factor-passkey')
    await page.click('#factor-again #factor-passkey')
    await page.waitForFunction(() => !document.querySelector('#factor-again')?.hasAttribute('open'))
    await page.reload()
    await page.waitForSelector('#field-name')
    expect(await page.$eval('#field-name', (field) => (field as HTMLInputElement).value)).toMatch(
      /the Second/,
    )
    tab.trouble.length = 0 // the browser notes the refusal
  })

  it('is a recovery code when phone and key are lost, and a session elsewhere is ended', async () => {
    await signOut()
    await signIn('.factor--alone')
    await answers(page, '#factor-code')
    await fill(page, '#factor-code', codes[0] ?? '')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.board')
    const account = server.accounts[0]
    await fetch(`${url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Firefox/130 (Android)' },
      body: JSON.stringify(account),
    })
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('#sessions')
    expect(await textAt(page, '.factor__list')).toMatch(/9 of 10 recovery codes are left/)
    expect(await textAt(page, '#sessions')).toMatch(/Firefox on Android/)
    await page.click('#sessions button[aria-label*="Firefox on Android"]')
    await page.waitForFunction(() => !document.querySelector('#sessions')?.textContent?.includes('Android'))
    expect(tab.trouble).toEqual([])
  })

  it('is none of a new account, whose owner gets a link and sets their own password', async () => {
    await page.goto(`${url}/admin/collections/users/create`)
    await page.waitForSelector('#new-account')
    await answers(page, '#field-email')
    expect(await axeAtBoth('#new-account')).toEqual([])
    expect(
      await page.$$eval('#field-password', (all) => all.filter((each) => each.checkVisibility())),
    ).toEqual([])
    await fill(page, '#field-email', 'noor@example.org')
    await fill(page, '#field-name', 'Noor Haddad')
    await page.click('#action-save')
    // The last proof may be too long ago by now.
    await page.waitForSelector('#factor-again[open] #factor-passkey, #account-invite')
    if (await page.$('#factor-again[open]')) await page.click('#factor-again #factor-passkey')
    await page.waitForSelector('#account-invite')
    await until(async () => {
      const folder = join(server.dataDir, 'mail')
      const mails = await readdir(folder).catch(() => [])
      const texts = await Promise.all(mails.map((name) => readFile(join(folder, name), 'utf8')))
      return texts.some((text) => /^To: .*noor@example\.org/m.test(text) && text.includes('/admin/reset/'))
    })
  })

  it('is not there: a new password is taken from whoever types the present one, by keyboard alone', async () => {
    const ben = server.accounts[1]
    await signOut()
    await signIn('.board', ben)
    await page.goto(`${url}/admin/account`)
    await page.waitForSelector('#change-password')
    await answers(page, '#change-password')
    await new Promise((resolve) => setTimeout(resolve, (LASTS + 1) * 1_000))
    await page.focus('#change-password')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#field-password')
    await fill(page, '#field-password', 'seven green umbrellas')
    await fill(page, '#field-confirm-password', 'seven green umbrellas')
    // Until then, both are refused as missing, which they were when the fields were opened.
    await judged(page)
    await page.focus('#action-save')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#factor-again[open] #present-password')
    expect(await axeAtBoth('#factor-again')).toEqual([])
    await page.type('#present-password', 'not the password')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#factor-again[open] #present-said[role=alert]')
    expect(await textAt(page, '#present-said')).toMatch(/^This is not the password that you have now/)
    expect(await axeAtBoth('#factor-again')).toEqual([])
    await page.type('#present-password', ben?.password ?? '')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('#factor-again')?.hasAttribute('open'))
    await until(async () => {
      const { status } = await fetch(`${url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: ben?.email, password: 'seven green umbrellas' }),
      })
      return status === 200
    })
    tab.trouble.length = 0 // the browser notes the refusals
  })
})
