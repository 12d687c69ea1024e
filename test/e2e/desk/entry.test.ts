import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayIn, printDate } from '#domain/dates.ts'
import type { RunningBrowser } from '#lib/browser.ts'
import type { Page } from 'puppeteer'
import {
  addressOf,
  answers,
  chooseInMenu,
  fill,
  goTo,
  openDocument,
  retype,
  save,
  signIn,
  submitForReview,
  textAt,
  valueOf,
} from '../../support/admin.ts'
import { axeProblems, launch, watchedPage, watchedTab, type Watched } from '../../support/browser.ts'
import { picture } from '../../support/hands.ts'
import { PATIENCE } from '../../support/patience.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { ownServer } from '../../support/own-server.ts'

const server = await ownServer()
const { url, accounts } = server
const [ada, ben] = accounts

let running: RunningBrowser
/** Both signed in, each in a browser of their own. */
let windows: [Watched, Watched]

beforeAll(async () => {
  if (!ada || !ben) throw new Error('There are no accounts.')
  running = await launch()
  windows = [await signIn(running, url, ada), await signIn(running, url, ben)]
})
afterAll(async () => {
  await running?.close()
  await server.stop()
})

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

const sitDown = ({ page }: Watched): Promise<Watched> => watchedTab(page.browserContext())
const pageOfAda = (): Promise<Watched> => sitDown(windows[0])
const pageOfBen = (): Promise<Watched> => sitDown(windows[1])

/** Two people at two screens. */
const both = async (): Promise<[Watched, Watched]> => [await pageOfAda(), await pageOfBen()]

const leave = async (...people: { page: Page }[]): Promise<void> => {
  for (const { page } of people) await page.close()
}

/** A refusal is told to the console by the browser itself. */
const unexpected = (trouble: string[]): string[] =>
  trouble.filter((line) => !/status of (401|403|409|422)/.test(line))

describe('a penalty that changes', () => {
  const penalty = 'On indictment: up to 6 years in prison, a fine, or both.'
  let screen = ''

  it('goes from the form of the admin to the page and the PDF', { timeout: 180_000 }, async () => {
    const [first, second] = await both()
    screen = await openDocument(first.page, url, 'offences', 'Stalking · Scotland')
    expect(await first.page.$eval('#desk-state', (state) => state.getAttribute('data-state'))).toBe('live')
    expect(await textAt(first.page, '[data-claim="penalty"]')).toMatch(/1 source/)

    await retype(first.page, '#field-penalty', penalty)
    await first.page.waitForFunction(() => document.querySelector('#desk-next')?.textContent === 'Save first')
    expect(await save(first.page)).toMatch(/successfully/i)
    await first.page.waitForSelector('#desk-state[data-state="edited"]')
    expect(await text('/guides/scotland/')).not.toContain(penalty)
    await submitForReview(first.page, 'The maximum rose from 5 to 6 years.')

    await first.page.goto(`${screen}/review`)
    await first.page.waitForSelector('#review-why')
    expect(await textAt(first.page, '#review-why')).toMatch(/You saved part of what is in this edition/)
    expect(await first.page.$('#review-approve')).toBeNull()

    await second.page.goto(`${screen}/review`)
    await second.page.waitForSelector('#review-approve:not([disabled])')
    await second.page.waitForSelector('[data-field="penalty"] ins')
    expect(await textAt(second.page, '.desk-card')).toMatch(/The maximum rose from 5 to 6 years.*Ada Sample/s)
    expect(await textAt(second.page, '[data-field="penalty"] del')).toContain('[removed: ')
    expect(await textAt(second.page, '[data-field="penalty"] ins')).toContain('[added: 6]')
    expect(
      await second.page.$$eval('.tracked-fields > li', (fields) =>
        fields.map((field) => field.getAttribute('data-field')),
      ),
    ).toEqual(['penalty', 'inForceAsOf'])
    await second.page.click('#review-approve')
    await second.page.waitForSelector('#desk-readable')

    const href = await second.page.$eval('#desk-readable', (link) => link.getAttribute('href'))
    expect(href).toBe('/guides/scotland/#scotland/offence/stalking')
    const guide = await text('/guides/scotland/')
    expect(guide).toContain(penalty)
    const offence = guide.slice(guide.indexOf('id="scotland/offence/stalking"')).split('</details>')[0]
    expect(offence).toContain(`Verified</span> In force as of ${printDate(dayIn('UTC', new Date()))}.`)
    const pdf = await readPdf(
      new Uint8Array(await (await fetch(`${url}/guides/scotland/scotland.a4.pdf`)).arrayBuffer()),
    )
    expect(pdf.pages.join('\n').replace(/\s+/g, ' ')).toContain(penalty)
    expect(pdf.tagged).toBe(true)
    expect(pdf.outline).toContain('Stalking')
    expect([...first.trouble, ...second.trouble]).toEqual([])
    await leave(first, second)
  })

  it('is recorded with who did what, and before and after', async () => {
    const { page, trouble } = await pageOfAda()
    await page.goto(`${screen}/history`)
    await page.waitForSelector('.desk-events li')
    const events = await page.$$eval('.desk-events li', (all) =>
      all.map((event) => [...event.querySelectorAll('p')].map(({ textContent }) => textContent)),
    )
    expect(events.slice(0, 4)).toEqual([
      [expect.stringMatching(/^Publisher made edition 2 live \(change \d+\)$/)],
      ['Ben Sample approved edition 2'],
      [
        'Ada Sample submitted edition 2 for review',
        'Change: The maximum rose from 5 to 6 years.',
        `Sources checked on: ${printDate(dayIn('UTC', new Date()))}`,
      ],
      [expect.stringMatching(/^Ada Sample saved revision \d+: Maximum penalty$/)],
    ])
    await page.select('#compare-before', '1')
    await page.select('#compare-after', '2')
    await page.waitForSelector('[data-field="penalty"] ins')
    expect(await textAt(page, '[data-field="penalty"]')).toContain('6')
    expect(trouble).toEqual([])
    await leave({ page })
  })

  it('can be put back from the edition before, as changes that are not saved yet', async () => {
    const { page, trouble } = await pageOfAda()
    await page.goto(`${screen}/history`)
    await page.waitForSelector('[data-edition="1"]')
    await picture(page, '10-history', '#history-view')
    await page.click('[data-edition="1"] a[href$="?edition=1"]')
    await page.waitForSelector('#desk-loaded')
    expect(await textAt(page, '#desk-loaded')).toMatch(
      /holds what edition 1 said .* on top of revision \d+\. Nothing is saved yet/,
    )
    // The form shows what it holds a moment after it says so.
    await expect.poll(() => valueOf(page, '#field-penalty'), { timeout: PATIENCE }).toContain('up to 5 years')
    expect(page.url()).toBe(screen)
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#desk-state[data-state="edited"]')
    expect(await page.$('#desk-loaded')).toBeNull()
    expect(await text('/guides/scotland/')).toContain(penalty)
    expect(trouble).toEqual([])
    await leave({ page })
  })
})

describe('a review that asks for more', () => {
  it('shows its notes above the form and beside the claim', async () => {
    const [first, second] = await both()
    const screen = await openDocument(first.page, url, 'offences', 'Doxxing · Scotland')
    await retype(first.page, '#field-reportAs', 'doxxing')
    expect(await save(first.page)).toMatch(/successfully/i)
    await submitForReview(first.page, 'A shorter name to report it by.')
    await second.page.goto(`${screen}/review`)
    await second.page.waitForSelector('#review-request')
    await second.page.click('#review-request')
    await second.page.waitForSelector('#desk-notes', { visible: true })
    await second.page.click('#desk-confirm')
    await second.page.waitForSelector('.desk-problems')
    expect(await textAt(second.page, '.desk-problems')).toContain('write at least one note')
    await fill(second.page, '#desk-notes', 'Say where this name is used.')
    await second.page.evaluate(() =>
      [...document.querySelectorAll<HTMLButtonElement>('.desk-chip')]
        .find(({ textContent }) => textContent.includes('What it covers'))
        ?.click(),
    )
    await second.page.waitForSelector('#desk-note-covers')
    await fill(second.page, '#desk-note-covers', 'Name the offences that it may be instead.')
    await second.page.click('#desk-confirm')
    await second.page.waitForSelector('#desk-state[data-state="changes-requested"]')

    await goTo(first.page, screen, '[data-note="covers"]')
    await picture(first.page, '08-changes-requested')
    expect(await textAt(first.page, '#desk-notes')).toMatch(
      /Ben Sample asked for changes in edition 2.*Say where this name is used\./s,
    )
    expect(await textAt(first.page, '[data-note="covers"]')).toBe(
      'Ben Sample asks: Name the offences that it may be instead.',
    )
    await first.page.evaluate(() =>
      [...document.querySelectorAll<HTMLButtonElement>('#desk-notes button')].at(-1)?.click(),
    )
    await first.page.waitForFunction(() => document.activeElement?.id === 'field-covers')

    // It comes again with what was said of it, for its editor to confirm.
    await retype(first.page, '#field-reportAs', 'doxxing somebody')
    expect(await save(first.page)).toMatch(/successfully/i)
    await first.page.waitForSelector('#desk-next:not([disabled])')
    await first.page.click('#desk-next')
    await first.page.waitForSelector('#desk-changeNote', { visible: true })
    expect(await valueOf(first.page, '#desk-changeNote')).toBe('A shorter name to report it by.')
    expect(await valueOf(first.page, '#desk-checkedOn')).toBe(dayIn('UTC', new Date()))
    await first.page.click('#desk-confirm')
    await first.page.waitForSelector('#desk-state[data-state="in-review"]')
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
    await leave(first, second)
  })
})

describe('two people in one entry', () => {
  it('lets the second carry over what was typed', { timeout: 180_000 }, async () => {
    const [first, second] = await both()
    const screen = await openDocument(first.page, url, 'channels', 'Call Police Scotland on 101')
    await goTo(second.page, screen, '#desk-state')
    await retype(first.page, '#field-ask', 'Ask for the crime reference.')
    await retype(first.page, '#field-does', 'Takes reports day and night.')
    expect(await save(first.page)).toMatch(/successfully/i)
    // Whoever has saved does not count as writing any more, however fast they were.
    await first.page.waitForFunction(
      (api) =>
        fetch(api).then(async (answer) => ((await answer.json()) as { docs: unknown[] }).docs.length === 0),
      { polling: 500 },
      `/api/payload-locked-documents?depth=0&where[document.value][equals]=${screen.split('/').at(-1)}`,
    )

    await retype(second.page, '#field-ask', 'Ask for the incident number.')
    await retype(second.page, '#field-title', 'Call the police on 101')
    await second.page.keyboard.down('Control')
    await second.page.keyboard.press('KeyS')
    await second.page.keyboard.up('Control')
    await second.page.waitForSelector('#stale-carry')
    const compared = await textAt(second.page, '.desk-stale')
    expect(compared).toMatch(/Ada Sample saved revision 2: What to ask for and What it does/)
    expect(await textAt(second.page, '.desk-stale__choice legend')).toBe('What to ask for both changed')
    expect(compared).toMatch(/Only you changed: kept.*Title.*Only they changed: comes in.*What it does/s)

    await second.page.click('#stale-carry')
    await second.page.waitForSelector('.desk-stale .desk-problems')
    await second.page.click('#stale-ask-mine')
    await second.page.click('#stale-carry')
    await second.page.waitForFunction(
      () => document.querySelector('#revision')?.textContent === 'You are looking at revision 2.',
    )
    expect(await valueOf(second.page, '#field-ask')).toBe('Ask for the incident number.')
    expect(await valueOf(second.page, '#field-title')).toBe('Call the police on 101')
    expect(await valueOf(second.page, '#field-does')).toBe('Takes reports day and night.')
    await second.page.click('#action-save')
    await second.page.waitForFunction(
      () => document.querySelector('#revision')?.textContent === 'You are looking at revision 3.',
    )
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
    await leave(first, second)
  })

  it('says who is writing, and lets the other take over without a loss', { timeout: 180_000 }, async () => {
    const [first, second] = await both()
    const screen = await openDocument(first.page, url, 'ladders', 'Ladder · South Africa')
    await retype(first.page, '#field-order', '11')
    await first.page.waitForFunction(
      (api) =>
        fetch(api).then(async (answer) => ((await answer.json()) as { docs: unknown[] }).docs.length > 0),
      { polling: 300 },
      `/api/payload-locked-documents?depth=0&where[document.value][equals]=${screen.split('/').at(-1)}`,
    )
    await goTo(second.page, screen, '#desk-writing')
    expect(await textAt(second.page, '#desk-writing')).toMatch(/^Ada Sample is writing in this entry/)
    await second.page.click('#desk-writing button')
    await second.page.waitForFunction(() => !document.querySelector('#desk-writing'))
    await first.page.click('#action-save')
    await first.page.waitForFunction(() =>
      document.querySelector('#desk-writing')?.textContent.startsWith('Not saved. Ben Sample is writing'),
    )
    expect(await valueOf(first.page, '#field-order')).toBe('11')
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
    await leave(first, second)
  })
})

describe('what is refused', () => {
  it('names each thing to mend, and leads to it', async () => {
    const { page, trouble } = await pageOfAda()
    await openDocument(page, url, 'offences', 'South Africa')
    await retype(page, '#field-covers', 'x')
    await page.keyboard.press('Backspace')
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#desk-next:not([disabled])')
    await page.click('#desk-next')
    await page.waitForSelector('.desk-problems button', { visible: true })
    expect(await page.$('#desk-confirm')).toBeNull()
    expect(await textAt(page, '.desk-problems')).toContain('“What it covers” is empty: fill it in.')
    await page.click('.desk-problems button')
    await page.waitForFunction(() => document.activeElement?.id === 'field-covers')
    expect(trouble).toEqual([])
    await leave({ page })
  })

  it('keeps what was typed when the session has ended, and when the tab was reloaded', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const { page } = await signIn(running, url, ada)
    await openDocument(page, url, 'channels', 'South Africa')
    await retype(page, '#field-ask', 'Ask for the CAS number.')
    const cookies = await page.browserContext().cookies()
    await page.browserContext().deleteCookie(...cookies)
    await page.click('#action-save')
    await page.waitForSelector('#desk-unsent')
    expect(await textAt(page, '#desk-unsent')).toMatch(
      /^Not saved\. Your session has ended\. Nothing is lost/,
    )
    expect(await valueOf(page, '#field-ask')).toBe('Ask for the CAS number.')
    await page.browserContext().setCookie(...cookies)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.waitForFunction(() =>
      Object.keys(sessionStorage).some((name) => name.startsWith('recourse:unsaved')),
    )
    await page.reload()
    await answers(page, '#desk-unsaved button')
    await page.click('#desk-unsaved button')
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#field-ask')?.value === 'Ask for the CAS number.',
    )
    expect(await save(page)).toMatch(/successfully/i)
    await page.browserContext().close()
  })

  it('verifies only after every source was opened', async () => {
    const { page, trouble } = await pageOfBen()
    await openDocument(page, url, 'offences', 'Threatening or abusive behaviour · Northern Ireland')
    await page.click('#desk-next')
    await page.waitForSelector('.desk-sources a', { visible: true })
    await page.click('#desk-confirm')
    await page.waitForSelector('.desk-problems')
    expect(await textAt(page, '.desk-problems')).toMatch(/was not opened/)
    await page.$$eval('.desk-sources a', (links) =>
      links.forEach((link) => {
        link.addEventListener('click', (event) => event.preventDefault())
        link.click()
      }),
    )
    expect(await textAt(page, '.desk-sources .desk-field__help')).toMatch(/^(\d+) of \1 sources? opened/)
    await page.click('#desk-confirm')
    await page.waitForFunction(() => !document.querySelector('#desk-confirm'))
    expect(unexpected(trouble)).toEqual([])
    await leave({ page })
  })

  it('takes two people to withdraw', { timeout: 180_000 }, async () => {
    const [first, second] = await both()
    const screen = await openDocument(first.page, url, 'offences', 'Harassment · Northern Ireland')
    await chooseInMenu(first.page, 'desk-ask-withdrawal')
    await first.page.waitForSelector('#desk-reason', { visible: true })
    await fill(first.page, '#desk-reason', 'A reader wrote to us about it.')
    await fill(first.page, '#desk-changeNote', 'It was repealed.')
    await picture(first.page, '09-withdrawal', '#desk-reason')
    await first.page.click('#desk-confirm')
    await first.page.waitForFunction(() =>
      /You asked for this withdrawal/.test(document.querySelector('.desk-notices')?.textContent ?? ''),
    )
    await goTo(second.page, screen, '#desk-next')
    expect(await textAt(second.page, '#desk-next')).toBe('Review')
    await second.page.click('#desk-next')
    await second.page.waitForSelector('#review-withdraw:not([disabled])')
    await second.page.click('#review-withdraw')
    await second.page.waitForSelector('#desk-confirm', { visible: true })
    await second.page.click('#desk-confirm')
    await second.page.waitForSelector('#desk-state[data-state="withdrawn"]')
    await second.page.waitForSelector('#desk-progress[data-done="true"]')
    const record = await text('/guides/northern-ireland/changes/')
    expect(record).toContain('It was repealed.')
    expect(record).not.toContain('A reader wrote to us')
    expect([...first.trouble, ...second.trouble]).toEqual([])
    await leave(first, second)
  })
})

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
    const { page } = await pageOfBen()
    await page.setViewport({ width, height: 844 })
    screen ||= await addressOf(page, url, 'offences', 'Doxxing · Scotland')
    await page.goto(tab ? `${screen}/${tab}` : screen, { waitUntil: 'networkidle2' })
    await page.waitForSelector('#desk-state')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const problems = await axeProblems(page)
    expect(
      tab === ''
        ? problems.filter((line) => /desk|claim-|tracked/.test(line))
        : problems.filter((line) => !PAYLOADS.test(line)),
    ).toEqual([])
    await leave({ page })
  })
})

describe('the way in', () => {
  it.each([
    ['POST', '/api/users/first-register', 404],
    ['GET', '/api/graphql', 404],
    ['POST', '/api/graphql', 404],
    ['GET', '/api/graphql-playground', 404],
    ['GET', '/api/offences', 403],
    ['GET', '/api/users', 403],
    ['GET', '/api/editions', 403],
    ['GET', '/api/globals/site', 403],
    ['POST', '/api/offences', 403],
  ])('answers %s %s from nobody with %i', async (method, path, status) => {
    const response = await fetch(url + path, {
      method,
      ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    })
    expect(response.status).toBe(status)
  })

  it('asks nobody for a first account', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/admin/create-first-user`)
    await page.waitForFunction(() => location.pathname === '/admin/login')
    expect(new URL(page.url()).pathname).toBe('/admin/login')
    await page.browserContext().close()
  })

  it('does not answer a request of another site that carries a cookie', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const login = await fetch(`${url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ada),
    })
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(login.headers.get('set-cookie')).toMatch(
      /^recourse-token=.*HttpOnly.*SameSite=Lax|^recourse-token=.*SameSite=Lax.*HttpOnly/,
    )
    const me = async (origin: string) =>
      (
        (await (await fetch(`${url}/api/users/me`, { headers: { cookie, origin } })).json()) as {
          user: unknown
        }
      ).user
    expect(await me(url)).toMatchObject({ email: ada.email })
    expect(await me('https://evil.example.org')).toBeNull()
  })

  it('refuses a body that is too long, in words', async () => {
    const response = await fetch(`${url}/api/offences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'x'.repeat(2_100_000) }),
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('at most 2000000 are read')
  })

  it('refuses forged actions: without a revision, with more than is asked, of nobody', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const login = (await (
      await fetch(`${url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ada),
      })
    ).json()) as { token: string }
    const asAda = { authorization: `JWT ${login.token}`, 'content-type': 'application/json' }
    const { docs } = (await (
      await fetch(`${url}/api/routes?limit=1&depth=0`, { headers: asAda })
    ).json()) as { docs: { id: string; revision: number }[] }
    const [entry] = docs
    const post = async (action: string, body: unknown) =>
      (
        await fetch(`${url}/api/routes/${entry?.id}/desk/${action}`, {
          method: 'POST',
          headers: asAda,
          body: JSON.stringify(body),
        })
      ).status
    expect(await post('submit', { changeNote: 'x' })).toBe(422)
    expect(await post('submit', { revision: entry?.revision, actor: 'system:corpus' })).toBe(422)
    expect(await post('submit', { revision: 99, changeNote: 'x' })).toBe(409)
    expect(await post('submit', { revision: entry?.revision, changeNote: 'Nothing changed.' })).toBe(409)
    expect(await post('submit', 'not an object')).toBe(422)
    expect(await post('approve', { hash: 'f'.repeat(64) })).toBe(409)
    expect(await post('make-live', { revision: entry?.revision })).toBe(404)
    expect(
      (await fetch(`${url}/api/routes/${entry?.id}/desk/submit`, { method: 'POST', body: '{}' })).status,
    ).toBe(401)
  })
})

describe('an instrument', () => {
  it('shows what rests on it: offences, steps, routes and statuses', async () => {
    const { page, trouble } = await pageOfAda()
    await page.goto(await addressOf(page, url, 'instruments', 'Cybercrimes Act 19'))
    await page.waitForSelector('.impact__table tbody tr')
    const rows = await page.$$eval('.impact__table tbody tr', (all) => all.map((row) => row.textContent))
    const about = (words: string) => rows.filter((row) => row.includes(words))
    expect(about('Ladder · South Africa')[0]).toMatch(/Apply to a magistrate/)
    expect(about('Route · South Africa').join(' ')).toMatch(/enacted, not in force.*Fastest lever/)
    expect(about('Profile · South Africa').join(' ')).toMatch(/Doxxing status/)
    expect(rows.length).toBeGreaterThan(8)
    expect(trouble).toEqual([])
    await leave({ page })
  })
})
