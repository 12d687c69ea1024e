import { mkdirSync } from 'node:fs'
import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { answers, chooseInMenu, goTo, says, textAt } from '../../support/admin.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { recourse } from '../../support/command.ts'
import { colleague } from '../../support/desk/colleague.ts'
import { submitted } from '../../support/desk/submitted.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import type { Account } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const server = await ownServer()
const { url } = server
const [ada] = server.accounts as [Account]
const people = twoPeople(server)

/** Where pictures are put for whoever wants to look at them. */
const pictures = process.env.BELL_PICTURES

async function look(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

/** An entry that Ada submits. @returns the address of its screen. */
const submits = (label: string): Promise<string> =>
  submitted(url, ada, label, { reportAs: `${label} now`.slice(0, 40) })

const nameOf = (page: Page): Promise<string | null> =>
  page.$eval('#bell', (bell) => bell.getAttribute('aria-label'))
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
const isOpen = (page: Page): Promise<boolean> =>
  page.$eval('#bell-list', (list) => list.matches(':popover-open'))

/** Waits until the worker has told so many people, and the page has looked. */
async function unread(page: Page, count: number): Promise<void> {
  await until(async () => {
    await goTo(page, `${url}/admin`, '#bell')
    await new Promise((resolve) => setTimeout(resolve, 500))
    return (
      (await nameOf(page)) === `What is new for you: ${count === 0 ? 'Nothing unread' : `${count} unread`}`
    )
  })
}

describe('the bell', () => {
  it('counts what is new, lists it by entry, leads there, and is read then: by keyboard alone', async () => {
    const stalking = await submits('Stalking · Scotland')
    await submits('Doxxing · Scotland')
    const { page } = await people.ben()
    await unread(page, 2)
    await page.focus('#bell')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.bell__group--unread')
    expect(
      await page.$$eval('.bell__group', (groups) => groups.map(({ textContent }) => textContent)),
    ).toEqual([
      expect.stringMatching(/^New Doxxing · ScotlandWaits for your review, /) as string,
      expect.stringMatching(/^New Stalking · ScotlandWaits for your review, /) as string,
    ])
    expect(await axeProblems(page, '.bell')).toEqual([])
    await look(page, 'open-1280')

    await page.keyboard.press('Escape')
    expect(await isOpen(page)).toBe(false)
    expect(await focused(page), 'the focus is back').toBe('bell')

    await page.keyboard.press('Enter')
    await page.waitForSelector('#bell-list:popover-open .bell__link')
    for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Stalking')
    await page.keyboard.press('Enter')
    await page.waitForFunction((there) => location.href === there, {}, `${stalking}/review`)
    await page.waitForFunction(() => document.querySelector('#bell')?.ariaLabel?.endsWith(': 1 unread'))
    expect(await isOpen(page)).toBe(false)
  })

  it('marks all as read, and the focus stays', async () => {
    const { page } = await people.ben()
    await unread(page, 1)
    await page.focus('#bell')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.bell__group--unread')
    await page.focus('#bell-read-all')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('.bell__group--unread') === null)
    expect(await focused(page)).toBe('bell-read-all')
    expect(await page.$eval('#bell-read-all', (button) => button.ariaDisabled)).toBe('true')
    expect(await nameOf(page)).toBe('What is new for you: Nothing unread')
    expect(await page.$('.bell__count')).toBeNull()
    await look(page, 'read-1280')
  })

  it('says to screen readers that something has come, and fits 390 px', async () => {
    const { page } = await people.ben()
    await unread(page, 0)
    await submits('Threatening or abusive behaviour · Scotland')
    await page.setViewport({ width: 390, height: 844 })
    await until(async () => {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await new Promise((resolve) => setTimeout(resolve, 500))
      return (await textAt(page, '.bell [role="status"]')) === 'New for you: 1 unread'
    })
    await answers(page, '#bell')
    await page.click('#bell')
    await page.waitForSelector('.bell__group--unread')
    const box = await (await page.$('#bell-list'))?.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await axeProblems(page, '.bell')).toEqual([])
    await look(page, 'open-390')
  })
})

/** Two entries that were tasks of an account which is deleted. @returns the ends of the addresses of their screens. */
async function ofNobody(name: string): Promise<string[]> {
  const api = await colleague(url, ada)
  // A command on the server gives the role: nobody else is an administrator, to confirm it.
  const account = ['--name', name, '--email', 'nobody@example.org', '--roles', 'editor']
  expect((await recourse(server.dataDir, ['user', 'add', ...account])).code).toBe(0)
  const found = await api<{ docs: { id: string }[] }>('GET', '/users?where[email][equals]=nobody@example.org')
  const [{ id: nobody } = { id: '' }] = found.docs
  const { docs } = await api<{ docs: { id: string }[] }>(
    'GET',
    '/offences?depth=0&limit=2&where[label][like]=Canada',
  )
  for (const { id } of docs)
    await api('POST', `/offences/${id}/desk/assign`, { to: `user:${nobody}`, due: null })
  await api('DELETE', `/users/${nobody}`)
  return docs.map(({ id }) => `/collections/offences/${id}`)
}

/** Chooses Ben in the open form of an assignment. */
async function chooseBen(hands: Hands): Promise<void> {
  await hands.page.waitForSelector('#desk-to', { visible: true })
  const value = await hands.page.$$eval(
    '#desk-to option',
    (options) => options.find(({ textContent }) => textContent === 'Ben Sample')?.value,
  )
  await hands.select('#desk-to', value ?? '')
}

describe('a task', () => {
  it('is given in the menu of an entry, and stands there, on the board and in the bell', async () => {
    const [first, second] = await people.both()
    const api = await colleague(url, ada)
    const { docs } = await api<{ docs: { id: string }[] }>(
      'GET',
      '/offences?depth=0&limit=1&where[label][like]=Defamation',
    )
    const screen = `${url}/admin/collections/offences/${docs[0]?.id}`
    await goTo(first.page, screen, '#desk-more button')
    await chooseInMenu(first.page, 'desk-assign')
    await chooseBen(new Hands(first.page, { acts: 0 }))
    await first.page.focus('#desk-due')
    await first.page.keyboard.type('12312026')
    expect(await axeProblems(first.page, '.desk-form')).toEqual([])
    await look(first.page, 'assign-1280')
    await first.page.click('#desk-confirm')
    await first.page.waitForSelector('#desk-assigned')
    expect(await textAt(first.page, '#desk-assigned')).toBe(
      'Assigned to Ben Sample, due on 31 December 2026.',
    )
    await look(first.page, 'assigned-1280')

    await goTo(second.page, `${url}/admin`, '#bell')
    expect(await textAt(second.page, '[aria-labelledby="board-assigned"]')).toMatch(
      /^Assigned to you 1.*assigned to Ben Sample, due on 31 December 2026/,
    )
    await look(second.page, 'board-1280')
    await until(async () => {
      await goTo(second.page, `${url}/admin`, '#bell')
      await second.page.click('#bell')
      await second.page.waitForSelector('.bell__group')
      return (await textAt(second.page, '.bell__group')).includes('Assigned to you')
    })
  })

  it('that is nobody’s any more is assigned anew, by mouse and by keyboard', async () => {
    const { page, trouble } = await people.ada()
    const [first = '', second = ''] = await ofNobody('Eve Sample')
    const list = '[aria-labelledby="board-unassigned"]'

    await goTo(page, `${url}/admin`, `${list} a`)
    expect(await textAt(page, list)).toMatch(
      /nobody’s: the account that had it is gone.*Assign →.*nobody’s: the account that had it is gone.*Assign →/,
    )
    const mouse = new Hands(page, { acts: 0 })
    await mouse.press(`${list} a[href$="${first}"]`)
    await page.waitForSelector('#desk-assigned button')
    expect(await textAt(page, '#desk-assigned')).toBe(
      'Assigned to Eve Sample. It is nobody’s task now. The account of whoever had it is gone. Assign',
    )
    expect(await axeProblems(page, '#desk-assigned')).toEqual([])
    await mouse.press('#desk-assigned button')
    await chooseBen(mouse)
    await mouse.press('#desk-confirm')
    await says(page, '#desk-assigned', 'Assigned to Ben Sample')
    expect(await textAt(page, '#desk-assigned')).toBe('Assigned to Ben Sample.')

    const keyboard = new Hands(page, { acts: 0 }, { keyboard: true })
    await goTo(page, `${url}/admin`, `${list} a`)
    await keyboard.press(`${list} a[href$="${second}"]`)
    await keyboard.press('#desk-assigned button')
    await chooseBen(keyboard)
    await keyboard.press('#desk-confirm')
    await says(page, '#desk-assigned', 'Assigned to Ben Sample')
    await page.waitForFunction(() => document.activeElement?.closest('#desk-more') !== null)

    await goTo(page, `${url}/admin`, '#bell')
    await page.waitForSelector('.board')
    expect(await page.$(list)).toBeNull()
    expect(trouble).toEqual([])
  })

  it('says at the account who stands in, and that no mail server is set', async () => {
    const { page } = await people.ben()
    await goTo(page, `${url}/admin/account`, '#bell')
    await page.waitForSelector('#field-away__from')
    expect(await textAt(page, '#field-told')).toContain('No mail is sent from here: no mail server is set.')
    await look(page, 'account-1280')
    await page.setViewport({ width: 390, height: 844 })
    await page.waitForFunction(() =>
      [...document.querySelectorAll('option')].some(({ textContent }) => textContent === 'Ada Sample'),
    )
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await look(page, 'account-390')
    const { page: admin } = await people.ada()
    await goTo(admin, `${url}/admin/mailing`, '#bell')
    expect(await textAt(admin, '#mailing-files')).toBe('Mails in files')
  })
})

describe('what a reader reports of a page, with nothing chosen', () => {
  const DETAIL = 'A reader says that something on /guides/canada/ is wrong.'

  it('rings for whoever is responsible for its place, who answers it', async () => {
    const api = await colleague(url, ada)
    const { docs: places } = await api<{ docs: { id: string; revision: number }[] }>(
      'GET',
      '/jurisdictions?depth=0&where[slug][equals]=canada',
    )
    const { docs: users } = await api<{ docs: { id: string }[] }>(
      'GET',
      '/users?where[name][equals]=Ben Sample',
    )
    const [[place], [ben]] = [places, users]
    await api('PATCH', `/jurisdictions/${place?.id}`, { responsible: [ben?.id], revision: place?.revision })

    const { page: reader, trouble } = await watchedPage(people.browser(), 360)
    await reader.setJavaScriptEnabled(false)
    await reader.goto(`${url}/guides/canada/`)
    await Promise.all([reader.waitForNavigation(), reader.click('footer a[href^="/report"]')])
    expect(await reader.$eval('#part', (select) => (select as HTMLSelectElement).value)).toBe('')
    await reader.type('#words', 'The emergency number is wrong.')
    await Promise.all([reader.waitForNavigation(), reader.click('form > p > .button')])
    expect(await textAt(reader, 'h1')).toBe('Thank you')
    expect(trouble).toEqual([])

    const { page } = await people.ben()
    await until(async () => {
      await goTo(page, `${url}/admin`, '#bell')
      await page.click('#bell')
      await page.waitForSelector('.bell__group')
      return (await textAt(page, '.bell__group')).includes(DETAIL)
    })
    await look(page, 'report-1280')
    await page.click('.bell__link')
    const card = '[data-flag="reported"]'
    await answers(page, `${card} .watch__buttons button`)
    expect(await textAt(page, card)).toContain('The emergency number is wrong.')

    const { page: other } = await people.ada()
    await goTo(other, `${url}/admin/collections/jurisdictions/${place?.id}`, '#bell')
    await other.waitForSelector(`.desk-notices ${card}`)
    expect(await textAt(other, `.desk-notices ${card}`)).toBe(
      `A reader reports an error. ${DETAIL} Answer it`,
    )
    expect(await axeProblems(other, `.desk-notices ${card}`)).toEqual([])

    await page.click(`${card} .watch__buttons button`)
    await page.waitForSelector(`${card} textarea`)
    await page.type(`${card} textarea`, 'Compared with the page of the police: it is right.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction((at) => document.querySelector(at) === null, {}, card)
  })
})
