import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { beforeAll, describe, expect, it } from 'vitest'
import { answers, goTo, textAt } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { submitted } from '../../support/desk/submitted.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'
import type { Account } from '../../support/server.ts'
import { until } from '../../support/until.ts'

// What waits for a person is counted here: nobody else puts anything into the queue.
const server = await ownServer({ WATCH: 'off' })
const { url } = server
const people = twoPeople(server)
const [adasAccount, bensAccount] = server.accounts as [Account, Account]

// Without touch: to switch that on would reload the page, and what is being typed would be gone.
const PHONE = { width: 390, height: 844 }
const LABEL = 'Stalking · Scotland'

let ada: Api
let screen: string
beforeAll(async () => {
  ada = await colleague(url, adasAccount)
  screen = await submitted(url, adasAccount, LABEL, { penalty: 'Up to seven years.' })
})

/** A picture to look at, where somebody asks for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.RECOURSE_PICTURES
  if (folder && folder !== '1') await page.screenshot({ path: join(folder, `${name}.png`) })
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
const focusIs = (page: Page, id: RegExp): Promise<boolean> => until(async () => id.test(await focused(page)))

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

/** Our own parts, at both widths, without complaint. */
async function fits(page: Page, part: string, name: string): Promise<void> {
  for (const view of [DESKTOP, PHONE]) {
    await page.setViewport(view)
    await page.$eval(part, (element) => element.scrollIntoView({ block: 'center' }))
    await look(page, `${name}-${view.width}`)
    // A message that slides away is beside the screen for a moment.
    await until(async () => (await widthOf(page)) <= view.width)
    expect(await axeProblems(page, part)).toEqual([])
  }
  await page.setViewport(DESKTOP)
}

const CLAIM = '.claim-threads[data-claim="penalty"]'

describe('a question at a claim', () => {
  it('is asked beside the claim, with a colleague who is picked by keyboard', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await page.waitForSelector(`${CLAIM} #ask-penalty`)
    await page.focus('#ask-penalty')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${CLAIM} textarea:focus`)
    await page.keyboard.type('Is it seven, @ad')
    await page.waitForSelector(`${CLAIM} [role=option][aria-selected=true]`)
    expect(await textAt(page, `${CLAIM} [role=listbox]`)).toBe('Ada Sample')
    await fits(page, CLAIM, 'mention')
    await page.focus(`${CLAIM} textarea`)
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('or five?')
    expect(await page.$(`${CLAIM} [role=listbox]`)).toBeNull()
    expect(await page.$eval(`${CLAIM} textarea`, (field) => field.value)).toBe(
      'Is it seven, @Ada Sample or five?',
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector(`${CLAIM} .thread`)
    await focusIs(page, /^thread-\d+$/)
    expect(await textAt(page, `${CLAIM} .thread`)).toMatch(
      /Asked of edition \d+.*Ben Sample asked or remarked.*Is it seven, @Ada Sample or five\?/s,
    )
    expect(trouble).toEqual([])
  })

  it('is said before the decision, and bars nobody from it', async () => {
    const { page } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await page.waitForSelector('#review-open-questions')
    expect(await textAt(page, '#review-open-questions')).toMatch(
      /1 question is open\. You may decide all the same\..*Maximum penalty, by Ben Sample/s,
    )
    await page.waitForSelector('#review-approve:not([disabled])')
    await page.waitForSelector(`${CLAIM} .thread`)
    await page.click('#review-open-questions button')
    await focusIs(page, /^thread-\d+$/)
    await fits(page, '.desk-verdict', 'before-approval')
  })

  it('is told to whom it mentions, and leads there', async () => {
    const { page } = await people.ada()
    await until(async () => {
      const { groups } = await ada<{ groups: { notices: { kind: string }[] }[] }>('GET', '/notices/bell')
      return groups.some(({ notices }) => notices.some(({ kind }) => kind === 'mentioned'))
    })
    const { groups } = await ada<{ groups: { screen: string; label: string }[] }>('GET', '/notices/bell')
    const lead = groups.find(({ label }) => label === LABEL)?.screen ?? ''
    expect(lead).toMatch(/\/review#questions$/)
    await page.goto(`${url}/admin${lead}`)
    await page.waitForSelector(`${CLAIM} .thread`)
    await focusIs(page, /^thread-\d+$/)
    expect(page.url()).not.toContain('#')
  })

  it('stands beside the field in the form, where it is answered by mouse', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, screen, `${CLAIM} .thread button`)
    expect(await textAt(page, '#questions')).toMatch(
      /Questions and remarks: 1 open one.*Maximum penalty: 1 open/s,
    )
    await page.click(`${CLAIM} .thread button`)
    await page.waitForSelector(`${CLAIM} textarea:focus`)
    await page.keyboard.type('Seven, since 2010.')
    // A text that stays unsent is none of the entry's: nobody is asked to save it.
    expect(await page.$('#desk-next[disabled]')).toBeNull()
    await page.click(`${CLAIM} .say .btn--style-primary`)
    await page.waitForFunction(
      (at) => document.querySelectorAll(`${at} .thread__turns li`).length === 2,
      {},
      CLAIM,
    )
    await fits(page, CLAIM, 'in-the-form')
    await fits(page, '#questions', 'form-questions')
    expect(trouble).toEqual([])
  })

  it('is asked of the whole, and cancelled without a trace', async () => {
    const { page } = await people.ada()
    await goTo(page, screen, '#ask-entry')
    await page.click('#ask-entry')
    await page.waitForSelector('#questions textarea:focus')
    await page.keyboard.type('Nothing @be')
    await page.keyboard.press('Escape')
    expect(await page.$('#questions [role=listbox]')).toBeNull()
    await page.click('#questions .btn--style-secondary')
    await focusIs(page, /^ask-entry$/)
    await page.click('#ask-entry')
    await page.waitForSelector('#questions textarea:focus')
    await page.click('#questions .btn--style-primary')
    await page.waitForSelector('#questions .desk-problems')
    expect(await textAt(page, '#questions .desk-problems')).toContain('Write what you ask or remark.')
    await page.type('#questions textarea', 'Is this still a guide for Scotland?')
    await page.click('#questions .btn--style-primary')
    await page.waitForSelector('#questions .thread')
    expect(await textAt(page, '#questions')).toContain('The whole')
  })

  it('is counted in the list and on the desk', async () => {
    const { page } = await people.ben()
    await page.goto(`${url}/admin/collections/offences?limit=100`)
    await page.waitForSelector('.desk-state__questions')
    expect(await page.$$eval('.desk-state__questions', (all) => all.map((each) => each.textContent))).toEqual(
      ['2 open questions'],
    )
    await page.goto(`${url}/admin`)
    await page.waitForSelector('.board__line')
    expect(await textAt(page, 'main')).toContain('2 open questions')
  })

  it('is not approved over where it came after the screen was opened', async () => {
    const { page } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await page.waitForSelector('#review-approve:not([disabled])')
    const path = screen.slice(`${url}/admin/collections`.length)
    await ada('POST', `${path}/desk/ask-question`, { claim: null, edition: null, text: 'Wait: which Act?' })
    await page.click('#review-approve')
    await page.waitForSelector('.desk-verdict .desk-problems')
    expect(await textAt(page, '.desk-verdict .desk-problems')).toContain(
      'has asked something that you have not read',
    )
  })

  it('is resolved, folded and reopened, and the approval goes through', async () => {
    const { page } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await page.waitForSelector(`${CLAIM} .thread`)
    const buttons = `${CLAIM} .thread .say__end button`
    await answers(page, buttons)
    await page.$$eval(buttons, (all) => all.find(({ textContent }) => textContent === 'Resolve')?.click())
    await page.waitForSelector(`${CLAIM} .thread--resolved summary`)
    expect(await textAt(page, `${CLAIM} summary`)).toMatch(/Resolved by Ben Sample: “Is it seven/)
    await fits(page, CLAIM, 'resolved')
    await page.waitForSelector('#review-approve:not([disabled])')
    await page.click('#review-approve')
    await page.waitForSelector('#desk-state[data-state="approved"], #desk-state[data-state="live"]')
    const ben = await colleague(url, bensAccount)
    const path = screen.slice(`${url}/admin/collections`.length)
    const { threads } = await ben<{ threads: { open: boolean }[] }>('GET', `${path}/desk`)
    expect(threads.map(({ open }) => open)).toEqual([false, true, true])
  })
})

describe('a question at a claim without a mark in the form', () => {
  it('stands above the form, and one with a mark beside its field', async () => {
    const { page, trouble } = await people.ada()
    const { docs } = await ada<{ docs: { id: string }[] }>(
      'GET',
      '/profiles?where[key][equals]=scotland/profile',
    )
    const api = `/profiles/${docs[0]?.id}`
    for (const claim of ['budapest', 'emergency'])
      await ada('POST', `${api}/desk/ask-question`, { claim, edition: null, text: `Is the ${claim} right?` })
    await goTo(page, `${url}/admin/collections${api}`, '.claim-threads[data-claim="emergency"] .thread')
    expect(
      await page.$$eval('#questions .thread', (all) => all.map(({ textContent }) => textContent)),
    ).toEqual([expect.stringMatching(/^Budapest Convention.*Is the budapest right\?.*Answer/s)])
    await fits(page, '#questions', 'above-the-form')
    expect(trouble).toEqual([])
  })
})
