import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retype } from '../../support/admin.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { tokenFor } from '../../support/mail/mail-link.ts'
import { attribute, named, parsed } from '../../support/publish/parsed.ts'
import { sharedOutput, sharedServer } from '../../support/shared-server.ts'

// Each test comes from a network of its own, as a proxy names it.
const { url, dataDir } = await sharedServer()
let networks = 0

let running: Borrowed
beforeAll(async () => {
  running = await borrowBrowser()
})
afterAll(async () => {
  await running?.close()
})

/** A page without script, as somebody has it who trusts nothing. */
async function plainPage(width = 1280): Promise<Awaited<ReturnType<typeof watchedPage>>> {
  const watched = await watchedPage(running, width)
  await watched.page.setJavaScriptEnabled(false)
  await watched.page.setExtraHTTPHeaders({ 'x-forwarded-for': `198.51.${(networks += 1)}.7` })
  return watched
}
const heading = (page: Page): Promise<string> => page.$eval('h1', (h1) => h1.textContent)
const press = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}
const checked = (page: Page): Promise<string[]> =>
  page.$$eval('input:checked', (inputs) => inputs.map((input) => `${input.name}=${input.value}`))

describe('a reader without script', () => {
  it('subscribes, confirms, changes, pauses, resumes and leaves', async () => {
    const { page } = await plainPage(360)
    await page.goto(`${url}/guides/scotland/`)
    await press(page, '.print-links a[href^="/subscribe"]')
    expect([await heading(page), await checked(page)]).toEqual([
      'Changes by mail',
      ['places=scotland', 'cadence=weekly', 'atOnce=yes', 'format=html'],
    ])

    // What is wrong is said, and what was typed and chosen stays.
    await page.type('#address', 'iris@mailbox')
    await page.click('input[value="canada"]')
    await page.click('input[value="monthly"]')
    await press(page, 'form .button')
    expect(await page.title()).toBe('Not sent yet: Changes by mail · Recourse')
    expect(await page.$eval('.problems', (box) => box.textContent.trim())).toBe(
      'Not sent yetWhat stands after the “@” is not the whole name of a mail provider: name@example.org.',
    )
    expect(await page.$eval('#address', (input) => (input as HTMLInputElement).value)).toBe('iris@mailbox')
    expect(await checked(page)).toEqual([
      'places=canada',
      'places=scotland',
      'cadence=monthly',
      'atOnce=yes',
      'format=html',
    ])
    await retype(page, '#address', 'iris@mailbox.example')
    await press(page, 'form .button')
    expect(await heading(page)).toBe('Look into your mail')

    const confirm = await tokenFor(dataDir, 'confirm')
    await page.goto(`${url}/subscribe/confirm?t=${confirm}`)
    expect(await heading(page)).toBe('Is this your address?')
    await press(page, 'form .button')
    expect(await heading(page)).toBe('Confirmed')
    expect(await page.$$eval('.facts dd', (all) => all.map((dd) => dd.textContent))).toEqual([
      'Canada, Scotland',
      'Every month',
      'At once',
      'Formatted, with text beside it',
    ])

    const token = await tokenFor(dataDir, 'mail')
    await page.goto(`${url}/subscribe/manage?t=${token}`)
    expect(await page.$eval('.facts', (facts) => facts.textContent)).toMatch(
      /^Addressi…@m…\.exampleStateActiveConfirmed on\d/,
    )
    expect(await page.content()).not.toContain('iris@')
    await page.click('input[value="canada"]')
    await page.click('input[value="daily"]')
    await press(page, 'button[value="save"]')
    expect(await page.$eval('.notice', (notice) => notice.textContent)).toBe('Saved.')
    expect(await checked(page)).toEqual(['places=scotland', 'cadence=daily', 'atOnce=yes', 'format=html'])
    await press(page, 'button[value="pause"]')
    expect(await page.$eval('.facts .tag', (tag) => tag.textContent)).toBe('Paused')
    await press(page, 'button[value="resume"]')
    expect(await page.$eval('.facts .tag', (tag) => tag.textContent)).toBe('Active')

    await press(page, 'a[href^="/subscribe/leave"]')
    expect(await heading(page)).toBe('Unsubscribe?')
    await press(page, 'form .button')
    expect(await heading(page)).toBe('You are unsubscribed')
    await press(page, '.links a[href^="/subscribe/manage"]')
    await press(page, 'button[value="erase"]')
    expect(await heading(page)).toBe('Everything is erased')
    await page.goto(`${url}/subscribe/manage?t=${token}`)
    expect(await heading(page)).toBe('This link does not work')
    await press(page, '.links a[href="/subscribe/manage"]')
    expect(await heading(page)).toBe('Your choices')
    expect(await page.cookies()).toEqual([])
    await page.browserContext().close()
  })

  it('follows one offence alone, from its place in the guide, and adds a part of another guide', async () => {
    const { page } = await plainPage(360)
    await page.goto(`${url}/guides/scotland/#scotland/offence/stalking`)
    await press(page, '[id="scotland/offence/stalking"] a[href^="/subscribe"]')
    const choices = ['entries=scotland/offence/stalking', 'cadence=weekly', 'atOnce=yes', 'format=html']
    expect([await heading(page), await checked(page)]).toEqual(['Changes by mail', choices])
    await page.type('#address', 'ines@mailbox.example')
    await press(page, 'form .button')
    expect(await heading(page)).toBe('Look into your mail')
    await page.goto(`${url}/subscribe/confirm?t=${await tokenFor(dataDir, 'confirm')}`)
    expect(await page.$eval('.facts dd', (dd) => dd.textContent)).toBe('Stalking (Scotland)')
    await press(page, 'form .button')

    await page.goto(`${url}/subscribe/manage?t=${await tokenFor(dataDir, 'mail')}`)
    expect(await checked(page)).toEqual(choices)
    await page.select('#of', 'canada')
    await press(page, '#other-parts .button')
    await page.click('input[value="canada/offence/criminal-harassment"]')
    await press(page, 'button[value="save"]')
    expect(await checked(page)).toEqual(['entries=canada/offence/criminal-harassment', ...choices])
  })

  it('is told when to come back who sends too much, and not who shares no network', async () => {
    const post = (network: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${url}/subscribe`, {
        method: 'POST',
        headers: { 'x-forwarded-for': network, ...headers },
        body: new URLSearchParams({ address: 'x' }),
      })
    for (let i = 0; i < 10; i += 1)
      // What a sender writes in front of the last hop, or in our own header, counts for nothing.
      expect((await post(`192.0.2.${i}, 203.0.113.${i}`, { 'x-recourse-network': `mine ${i}` })).status).toBe(
        422,
      )
    const refused = await post('203.0.113.99')
    expect(refused.status).toBe(429)
    // One more is allowed each minute.
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait > 0 && wait <= 60).toBe(true)
    expect(await refused.text()).toContain('Try again in 1 minute.')
    expect((await post('203.0.114.1')).status).toBe(422)
  })
})

describe('the site and the forms together', () => {
  it('link every number of a claim to a source that is there, and every link inside the site to a page', async () => {
    const seen = new Set<string>()
    const queue = ['/']
    const broken: string[] = []
    while (queue.length > 0) {
      const path = queue.pop() ?? '/'
      if (seen.has(path)) continue
      seen.add(path)
      const file = /\.(pdf|atom|json|epub|txt)$/.test(path)
      const response = await fetch(url + path, { method: file ? 'HEAD' : 'GET' })
      if (response.status !== 200) broken.push(path)
      if (file) continue
      const page = parsed(await response.text())
      const ids = new Set(page.map((element) => attribute(element, 'id')))
      for (const href of named(page, 'a').map((anchor) => attribute(anchor, 'href'))) {
        if (href === null) continue
        if (href.startsWith('#') && !ids.has(decodeURIComponent(href.slice(1)))) broken.push(path + href)
        const target = new URL(href, url + path)
        if (target.origin === url) queue.push(target.pathname)
      }
    }
    expect(broken).toEqual([])
    // 5 guides with 2 PDFs and 4 other forms each, 8 sections, 25 pairs, 5 essays, index, essentials, about, the data of
    // the site; 6 lists of changes with 2 feeds each; the forms to subscribe, for a link, and for errors;
    // 6 pages of the search; 5 that tell whether a copy is current.
    expect(seen.size).toBe(109)
  })
})

describe('every page of subscribers', () => {
  it.each([360, 1280])('is complete and one request, without complaint of axe, %i px wide', async (width) => {
    await fetch(`${url}/subscribe`, {
      method: 'POST',
      headers: { 'x-forwarded-for': `198.51.${(networks += 1)}.7` },
      body: new URLSearchParams([
        ['address', `reader.${width}@mailbox.example`],
        ['places', '*'],
        ['cadence', 'daily'],
        ['format', 'text'],
      ]),
    })
    const confirm = await tokenFor(dataDir, 'confirm')
    const token = await tokenFor(dataDir, 'mail')
    const { page, requests, trouble } = await watchedPage(running, width)
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': `198.51.${(networks += 1)}.7` })
    const look = async (): Promise<void> => {
      expect([page.url(), await axeProblems(page)]).toEqual([page.url(), []])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
    for (const path of [
      '/subscribe?place=scotland',
      '/subscribe/manage',
      `/subscribe/confirm?t=${confirm}`,
      `/subscribe/manage?t=${token}`,
      `/subscribe/leave?t=${token}`,
      `/subscribe/one-click?t=${token}`,
    ]) {
      requests.length = 0
      await page.goto(url + path)
      expect(requests).toEqual([url + path])
      await look()
      expect(await page.$eval('.exit', (link) => link.textContent.trim())).toBe('Leave this site')
      expect(await page.cookies()).toEqual([])
    }
    expect(trouble).toEqual([])
    await page.goto(`${url}/subscribe`)
    await press(page, 'form .button')
    await look()
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    await look()
    await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    await page.goto(`${url}/subscribe/confirm?t=${confirm.slice(0, 9)}`)
    await look()
    await page.goto(`${url}/subscribe/digests/weekly-2026-W47/scotland`)
    expect(await heading(page)).toBe('This page is not here')
    await page.browserContext().close()
  })

  it('carries a policy that lets it send forms to the site alone, and is kept nowhere', async () => {
    for (const [path, robots] of [
      ['/subscribe', 'noindex'],
      ['/subscribe/manage', 'noindex'],
      ['/subscribe/leave?t=x', 'noindex'],
      ['/subscribe/anything/else', 'noindex'],
    ] as const) {
      const response = await fetch(url + path)
      const header = (name: string) => response.headers.get(name)
      expect(header('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+' 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      )
      expect([
        header('referrer-policy'),
        header('cache-control'),
        header('x-content-type-options'),
        header('set-cookie'),
        header('x-powered-by'),
      ]).toEqual(['no-referrer', 'no-store', 'nosniff', null, null])
      // The sample is for no search engine.
      expect(/<meta name="robots" content="(\w+)">/.exec(await response.text())?.[1]).toBe(robots)
    }
  })

  it('reads no body that is too long for a form', async () => {
    const response = await fetch(`${url}/subscribe`, {
      method: 'POST',
      body: `address=${'a'.repeat(30_000)}`,
    })
    expect(response.status).toBe(413)
  })

  it('has written no address into its log', async () => {
    expect(await sharedOutput()).not.toMatch(/mailbox/)
  })
})
