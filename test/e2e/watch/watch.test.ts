import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, openRow, retype, save, submitForReview, untilReadable } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { recourse } from '../../support/command.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'
import { picture } from '../../support/hands.ts'
import type { Account } from '../../support/server.ts'

/** What each page of the publisher shows; a number is a status, an address a redirect for good. */
const shown = new Map<string, string | number>()
const publisher = createServer((request, response) => {
  const page = shown.get(request.url ?? '') ?? 404
  if (typeof page === 'number') return void response.writeHead(page).end()
  if (page.startsWith('/')) return void response.writeHead(301, { location: page }).end()
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html lang="en"><title>The Act</title><main><h1>The Act</h1><p>${page}</p></main></html>`,
    )
})
await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve))
publisher.unref()
const host = `law.localhost:${(publisher.address() as AddressInfo).port}`
const law = (years: number): string =>
  `A person who is guilty of stalking is liable on conviction on indictment to imprisonment for a term not exceeding ${years} years, to a fine, or to both.`
const QUOTE = (years: number): string =>
  `imprisonment for a term not exceeding ${years} years, to a fine, or to both`

shown.set('/act/39', law(5))
shown.set('/old', '/new')
shown.set('/new', 'How the police record what you report.')

afterAll(() => void publisher.close())
// Nothing is asked by itself: a test that runs at night would look at the sources of the sample.
const server = await ownServer({ OUTBOUND_ALLOW: host, WATCH: 'off' })
const { url } = server
const ENTRY = 'scotland/offence/stalking'
const PENALTY = 'On indictment: up to 10 years in prison, a fine, or both.'

// The browser goes first, then the server.
const people = twoPeople(server)

const accountOf = (index: number): Account => {
  const account = server.accounts[index]
  if (!account) throw new Error('The server has made no accounts.')
  return account
}

/** What the worker does at night, asked for by hand. */
async function pass(what: 'links' | 'quotes', source: string) {
  const { code, stdout, stderr } = await recourse(server.dataDir, [
    'check',
    what,
    '--source',
    source,
    '--json',
  ])
  expect([code === 0 || code === 5, stderr]).toEqual([true, ''])
  return { code, ...(JSON.parse(stdout) as { flags: { kind: string; detail: string }[] }) }
}

interface Citation {
  source: string
  supports: string[]
  quote?: string
}
interface Offence {
  id: string
  revision: number
  citations: Citation[]
}

/** An entry of the sample that quotes a page of the publisher, live. */
async function citing(ada: Api, ben: Api, source: string, quote: string): Promise<string> {
  const { docs } = await ada<{ docs: Offence[] }>('GET', `/offences?where[key][equals]=${ENTRY}&depth=0`)
  const [entry] = docs
  if (!entry) throw new Error('The sample has no such offence.')
  const path = `/offences/${entry.id}`
  await ada('PATCH', path, {
    revision: entry.revision,
    citations: [...entry.citations, { source, supports: ['penalty'], quote }],
  })
  const { revision, today } = await ada<{ revision: number; today: string }>('GET', `${path}/desk`)
  await ada('POST', `${path}/desk/submit`, {
    revision,
    changeNote: 'Another source was added.',
    changeKind: 'change',
    checkedOn: today,
    effectiveOn: null,
    goesLiveOn: null,
    corrects: null,
  })
  const { open } = await ben<{ open: { hash: string } | null }>('GET', `${path}/desk`)
  await ben('POST', `${path}/desk/approve`, { hash: open?.hash })
  for (;;) {
    const { live } = await ben<{ live: { hash: string } | null }>('GET', `${path}/desk`)
    if (live?.hash === open?.hash) return entry.id
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const words = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' '))

describe('a source that changes its words', () => {
  let ada: Api
  let ben: Api
  let source: string
  let offence: string

  beforeAll(async () => {
    ada = await colleague(url, accountOf(0))
    ben = await colleague(url, accountOf(1))
    const { doc } = await ada<{ doc: { id: string } }>('POST', '/sources', {
      title: 'The Act, section 39',
      url: `http://${host}/act/39`,
      precision: 'page',
    })
    source = doc.id
    offence = await citing(ada, ben, source, QUOTE(5))
  })

  it('is flagged, seen, mended, approved and read', async () => {
    expect(await pass('quotes', source)).toMatchObject({ code: 0, flags: [] })
    shown.set('/act/39', law(10))
    expect(await pass('quotes', source)).toMatchObject({ code: 5, flags: [{ kind: 'wording-altered' }] })

    // The editor comes to the desk, and sees what changed.
    const { page, trouble } = await people.ada()
    await goTo(page, `${url}/admin`, 'a[href*="/admin/watch?kind=wording-altered"]')
    expect(await words(page, '[aria-labelledby="board-watch"]')).toContain('Wording altered: 1')
    await page.click('a[href*="/admin/watch?kind=wording-altered"]')
    await page.waitForSelector('[data-flag="wording-altered"]')
    await picture(page, '12-watch')
    expect(await words(page, '[data-flag="wording-altered"] del')).toContain('5')
    expect(await words(page, '[data-flag="wording-altered"] ins')).toContain('10')
    await page.click('[data-flag="wording-altered"] details summary')
    const resting = await words(page, '[data-flag="wording-altered"] details')
    expect(resting).toContain('Stalking')
    expect(resting).toContain('Maximum penalty')
    expect(resting).toContain('/guides/scotland/')
    expect(await axeProblems(page, '.board')).toEqual([])

    // It stands beside the claim, too.
    await goTo(page, `${url}/admin/collections/offences/${offence}`, '#desk-state')
    await page.waitForSelector(`[data-trouble="${source}"]`)
    expect(await words(page, `[data-trouble="${source}"]`)).toContain('Wording altered: The Act, section 39')
    await retype(page, '#field-penalty', PENALTY)
    await openRow(page, '#citations-row-1')
    await retype(page, '#field-citations__1__quote', QUOTE(10))
    await save(page)
    await submitForReview(page, 'The maximum rose to ten years.')

    // A second person reads the same words, and approves.
    const other = await people.ben()
    await other.page.goto(`${url}/admin/collections/offences/${offence}/review`)
    await other.page.waitForSelector('#review-approve:not([disabled])', { visible: true })
    await other.page.click('#review-approve')
    await untilReadable(other.page)

    expect(await (await fetch(`${url}/guides/scotland/`)).text()).toContain('up to 10 years in prison')
    const { stdout } = await recourse(server.dataDir, [
      'digest',
      '--preview',
      'weekly',
      '--place',
      'scotland',
    ])
    // Words that differ stand between asterisks.
    const digest = stdout.replace(/\*/g, '').replace(/\s+/g, ' ')
    expect(digest).toContain('The maximum rose to ten years.')
    expect(digest).toMatch(/Is now: .*up to 10 years in prison.*Was: .*up to 5 years in prison/)

    // The new words stand: nothing needs a person any more.
    expect(await pass('quotes', source)).toMatchObject({ code: 0, flags: [] })
    await goTo(page, `${url}/admin/watch`, '.board')
    expect(await page.$('[data-flag="wording-altered"]')).toBeNull()
    expect([...trouble, ...other.trouble]).toEqual([])
  })

  it('is checked now, from its own page, which says how it stands', async () => {
    shown.set('/act/39', 410)
    const { page } = await people.ada()
    await goTo(page, `${url}/admin/collections/sources/${source}`, '#watch-check:not([disabled])')
    await page.click('#watch-check')
    await page.waitForFunction(() => document.querySelector('#watch')?.textContent.includes('Gone'))
    const panel = await words(page, '#watch')
    expect(panel).toContain('Nothing is checked by itself here')
    expect(panel).toContain('The site says that the page was removed for good.')
    expect(panel).toContain(
      'It counts as broken after three failed checks over at least three days: 1 so far.',
    )
    expect(panel).toContain('1 failed')
    expect(panel).toContain('Last found as quoted on')
    expect(panel).toContain('Stalking')
    expect(await page.$eval('#watch svg', (chart) => chart.getAttribute('aria-label'))).toContain('1 failed')
    expect(await axeProblems(page, '#watch')).toEqual([])
    await picture(page, '13-source', '#watch')
  })
})

describe('instruments of which no register is read', () => {
  it('are listed by keyboard, each with the reason and the way to it', async () => {
    const { page } = await people.ada()
    await goTo(page, `${url}/admin/watch`, '#watch-unread')
    expect(await words(page, '#watch-unread summary')).toMatch(
      /^No register is read for \d+ instruments on which/,
    )
    await page.focus('#watch-unread summary')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#watch-unread a', { visible: true })
    const list = await words(page, '#watch-unread')
    expect(list).toContain('South Africa publishes no list of changes that a machine can read')
    expect(list).toContain('Cybercrimes Act 19 of 2020')
    expect(list).toContain('Common law is in no register')
    // Canada’s Criminal Code is read.
    expect(list).not.toContain('C-46)')
    for (const width of [390, 1280]) {
      await page.setViewport({ width, height: 900 })
      expect(await axeProblems(page, '.board')).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${width} px wide`).toBeLessThanOrEqual(width)
    }
  })
})

describe('a source that has moved for good', () => {
  it('is taken over by keyboard, several at once', async () => {
    const ada = await colleague(url, accountOf(0))
    const { doc } = await ada<{ doc: { id: string } }>('POST', '/sources', {
      title: 'How to report',
      url: `http://${host}/old`,
      precision: 'page',
    })
    for (let night = 0; night < 2; night += 1) await pass('links', doc.id)
    const { page, trouble } = await people.ada()
    await goTo(page, `${url}/admin/watch?kind=link-moved`, '.watch__all input')
    await page.waitForSelector('[data-flag="link-moved"]')
    await page.focus('.watch__all input')
    await page.keyboard.press('Space')
    await page.waitForSelector('.watch__bulk button')
    // Check again, then the addresses.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Update 1 address')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('[data-flag="link-moved"]'))
    expect((await ada<{ url: string }>('GET', `/sources/${doc.id}?depth=0`)).url).toBe(`http://${host}/new`)
    expect(trouble).toEqual([])
  })
})
