import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { addressOf, answers, goTo, retype, save as saveAt, textAt, valueOf } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

/** A refusal is told to the console by the browser itself. */
const unexpected = (trouble: string[]): string[] =>
  trouble.filter((line) => !/status of (401|403|409|422)/.test(line))

/** Saves, once what was said before is gone. */
async function save(page: Page): Promise<string> {
  await page.evaluate(() =>
    document
      .querySelectorAll<HTMLButtonElement>('.payload-toast-close-button')
      .forEach((button) => button.click()),
  )
  await page.waitForFunction(() => !document.querySelector('.payload-toast-item'))
  return saveAt(page)
}

async function pressSave(page: Page): Promise<void> {
  await page.keyboard.down('Control')
  await page.keyboard.press('KeyS')
  await page.keyboard.up('Control')
}

const stored = async (page: Page, screen: string): Promise<Record<string, unknown>> =>
  page.evaluate(
    async (api) => (await fetch(api)).json() as Promise<Record<string, unknown>>,
    screen.replace('/admin/collections/', '/api/'),
  )

/** Records a law change, past the form. @returns the address of its screen. */
async function recordLawChange(
  page: Page,
  instrument: string,
  data: { title: string; provisions?: string },
): Promise<string> {
  const act = (await addressOf(page, url, 'instruments', instrument)).split('/').at(-1)
  await page.goto(`${url}/admin/collections/law-changes`)
  const id = await page.evaluate(
    async (body) => {
      const answer = await fetch('/api/law-changes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return ((await answer.json()) as { doc: { id: string } }).doc.id
    },
    { ...data, what: 'amendment', effectiveOn: '2026-01-01', instrument: act },
  )
  return `${url}/admin/collections/law-changes/${id}`
}

describe('two people in one shared record', () => {
  it('keep what each typed: the second chooses, field by field', async () => {
    const [first, second] = await people.both()
    const screen = await addressOf(first.page, url, 'instruments', 'Cybercrimes Act 19')
    await goTo(first.page, screen, '#action-save')
    await goTo(second.page, screen, '#action-save')
    const before = await stored(first.page, screen)

    await retype(first.page, '#field-title', 'Cybercrimes Act')
    await retype(first.page, '#field-number', 'Act 19')
    expect(await save(first.page)).toMatch(/successfully/i)

    await retype(second.page, '#field-title', 'The Cybercrimes Act')
    await retype(second.page, '#field-extent', 'The whole Republic.')
    await pressSave(second.page)
    await second.page.waitForSelector('#stale-carry', { visible: true })
    const compared = await textAt(second.page, '.desk-stale')
    expect(compared).toMatch(/Ada Sample saved this: .*title/)
    expect(await textAt(second.page, '.desk-stale__choice legend')).toBe('Title both changed')
    expect(compared).toMatch(/Only you changed: kept.*Extent.*Only they changed: comes in.*Number/s)
    expect(await axeProblems(second.page, '.desk-stale')).toEqual([])
    // Nothing was sent.
    expect(await stored(second.page, screen)).toMatchObject({ number: 'Act 19', extent: before.extent })

    await second.page.click('#stale-title-mine')
    await second.page.click('#stale-carry')
    await second.page.waitForFunction(() => !document.querySelector('.desk-stale'))
    await second.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#field-number')?.value === 'Act 19',
    )
    expect(await valueOf(second.page, '#field-title')).toBe('The Cybercrimes Act')
    expect(await valueOf(second.page, '#field-extent')).toBe('The whole Republic.')
    expect(await save(second.page)).toMatch(/successfully/i)
    expect(await stored(second.page, screen)).toMatchObject({
      title: 'The Cybercrimes Act',
      number: 'Act 19',
      extent: 'The whole Republic.',
    })
    // The form stands on what was saved: the next save goes through.
    await retype(second.page, '#field-extent', 'The whole Republic of South Africa.')
    expect(await save(second.page)).toMatch(/successfully/i)
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })

  it('are told that somebody is writing, until nobody is', async () => {
    const [first, second] = await people.both()
    const screen = await addressOf(first.page, url, 'instruments', 'Online Safety Act')
    await goTo(first.page, screen, '#action-save')
    await goTo(second.page, screen, '#action-save')
    await retype(first.page, '#field-number', 'c. 50, as typed')
    // The lock is there with the answer to what was typed.
    await first.page.waitForNetworkIdle()
    await retype(second.page, '#field-extent', 'Typed meanwhile.')
    await second.page.waitForSelector('#desk-writing', { visible: true })
    expect(await save(first.page)).toMatch(/successfully/i)
    // The lock ends with the save; the notice follows by itself.
    await second.page.waitForFunction(() => !document.querySelector('#desk-writing'))
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })

  it('says so above the form while one types, and keeps what is typed over a reload', async () => {
    const [first, second] = await people.both()
    const screen = await addressOf(first.page, url, 'bodies', 'Police Scotland')
    await goTo(first.page, screen, '#action-save')
    await goTo(second.page, screen, '#action-save')
    const { name } = await stored(first.page, screen)
    await retype(first.page, '#field-url', 'https://www.scotland.police.example/')
    expect(await save(first.page)).toMatch(/successfully/i)

    await retype(second.page, '#field-name', 'Police Service of Scotland')
    await second.page.waitForSelector('#desk-stale', { visible: true })
    expect(await axeProblems(second.page, '.shared-notices')).toEqual([])
    await second.page.waitForFunction(() =>
      Object.keys(sessionStorage).some((key) => key.startsWith('recourse:unsaved:bodies/')),
    )
    const page = second.page
    await page.reload()
    await page.waitForSelector('#desk-unsaved button')
    expect(await valueOf(page, '#field-name')).toBe(name)
    await page.click('#desk-unsaved button')
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#field-name')?.value === 'Police Service of Scotland',
    )
    // It stands on the state in which it was typed: a save compares.
    await page.waitForSelector('#action-save:not([disabled])')
    await page.click('#action-save')
    await page.waitForSelector('#stale-carry', { visible: true })
    expect(await textAt(page, '.desk-stale')).toMatch(
      /Only you changed: kept.*Name.*Only they changed: comes in.*Site/s,
    )
    await page.click('#stale-carry')
    await page.waitForFunction(() => !document.querySelector('.desk-stale'))
    expect(await save(page)).toMatch(/successfully/i)
    expect(await stored(page, screen)).toMatchObject({
      name: 'Police Service of Scotland',
      url: 'https://www.scotland.police.example/',
    })
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })

  it('loses nothing that the server refuses, or that is saved when the session has ended', async () => {
    const { page, trouble } = await people.ada()
    const screen = await addressOf(page, url, 'sources', 'Stalking')
    await goTo(page, screen, '#action-save')
    await retype(page, '#field-title', 'Typed with care')
    await retype(page, '#field-url', 'no address')
    await page.click('#action-save')
    await page.waitForSelector('.field-type.error, .field-error')
    expect([await valueOf(page, '#field-title'), await valueOf(page, '#field-url')]).toEqual([
      'Typed with care',
      'no address',
    ])
    await retype(page, '#field-url', 'https://typed.example/')
    const cookies = await page.browserContext().cookies()
    await page.browserContext().deleteCookie(...cookies)
    await page.click('#action-save')
    await page.waitForSelector('#desk-unsent')
    expect(await textAt(page, '#desk-unsent')).toMatch(/^Not saved\. Your session has ended/)
    expect(await valueOf(page, '#field-title')).toBe('Typed with care')
    await page.browserContext().setCookie(...cookies)
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForFunction(() => !document.querySelector('#desk-unsent'))
    expect(await stored(page, screen)).toMatchObject({
      title: 'Typed with care',
      url: 'https://typed.example/',
    })
    expect(unexpected(trouble)).toEqual([])
  })

  it('meets the state of a law change that the system moved, and saves', async () => {
    const { page, trouble } = await people.ada()
    const screen = await recordLawChange(page, 'Online Safety Act', { title: 'It moves' })
    await goTo(page, screen, '#action-save')
    await retype(page, '#field-title', 'It moves, and is typed')
    await page.evaluate(
      (api) => fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
      `${screen.replace('/admin/collections/', '/api/')}/flag`,
    )
    expect(await stored(page, screen)).toMatchObject({ state: 'under-way' })
    expect(await save(page)).toMatch(/successfully/i)
    expect(await stored(page, screen)).toMatchObject({ title: 'It moves, and is typed', state: 'under-way' })
    expect(unexpected(trouble)).toEqual([])
  })
})

describe('a law change that is saved and flagged in one go', () => {
  const labelled = (page: Page, words: string): Promise<unknown> =>
    page.waitForFunction((text) => document.querySelector('#save-and-flag')?.textContent === text, {}, words)
  const flagged = (page: Page): Promise<unknown> =>
    page.waitForFunction(() =>
      [...document.querySelectorAll('[data-entry]')].some((row) => row.textContent.includes('Open')),
    )

  it('asks whose words stand where somebody saved meanwhile, and flags nothing before it is saved', async () => {
    const [first, second] = await people.both()
    const screen = await recordLawChange(first.page, 'Communications Act 2003', {
      title: 'The maximum rises',
      provisions: 's. 127(3)',
    })
    await goTo(first.page, screen, '#action-save')
    await goTo(second.page, screen, '#action-save')
    await retype(first.page, '#field-title', 'The maximum rises to a year')
    expect(await save(first.page)).toMatch(/successfully/i)

    const { page } = second
    await retype(page, '#field-title', 'The maximum is a year')
    await labelled(page, 'Save and flag 2 entries')
    await page.click('#save-and-flag')
    await page.waitForSelector('#stale-carry', { visible: true })
    expect(await stored(page, screen)).toMatchObject({
      title: 'The maximum rises to a year',
      state: 'recorded',
    })
    await page.click('#stale-title-mine')
    await page.click('#stale-carry')
    await page.waitForFunction(() => !document.querySelector('.desk-stale'))
    expect(await stored(page, screen)).toMatchObject({ state: 'recorded' })
    await page.click('#save-and-flag')
    await flagged(page)
    expect(await stored(page, screen)).toMatchObject({ title: 'The maximum is a year', state: 'under-way' })
    await page.waitForSelector('#impact-heading:focus')
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })

  it('is saved alone after that was refused; what it concerns by then is flagged with the next', async () => {
    const { page, trouble } = await people.ada()
    const hands = new Hands(page, { acts: 0 })
    await goTo(page, `${url}/admin/collections/law-changes/create`, '#field-provisions')
    await hands.choose('#field-instrument', 'Communications Act 2003')
    await hands.fill('#field-provisions', 's. 127(3)')
    await labelled(page, 'Save and flag 2 entries')
    await page.click('#save-and-flag')
    // The day is missing.
    await page.waitForSelector('.field-type.error, .field-error')
    await hands.fillDay('#field-effectiveOn', '2026-01-01')
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#flag-entries', { visible: true })
    const screen = page.url()
    expect(await stored(page, screen)).toMatchObject({ state: 'recorded' })

    // It is about the whole Act now: the list follows what is typed.
    await hands.fill('#field-provisions', ' ')
    await page.waitForFunction(() =>
      /Save and flag ([3-9]|\d\d)/.test(document.querySelector('#save-and-flag')?.textContent ?? ''),
    )
    await page.click('#save-and-flag')
    await flagged(page)
    expect(await stored(page, screen)).toMatchObject({ state: 'under-way' })
    const open = await page.$$eval(
      '[data-entry]',
      (rows) => rows.filter((row) => row.textContent.includes('Open')).length,
    )
    expect(open).toBeGreaterThan(2)
    expect(unexpected(trouble)).toEqual([])
  })
})

describe('a record in a drawer over the form of another', () => {
  it('says by itself that somebody saved it, and the form below says nothing', async () => {
    const [first, second] = await people.both()
    const { page } = first
    const screen = await addressOf(page, url, 'instruments', 'Protection from Harassment Act 17')
    const below = await recordLawChange(page, 'Protection from Harassment Act 17', { title: 'Below' })
    await goTo(page, below, '#action-save')
    await retype(page, '#field-title', 'Below, and typed')
    await page.click('#field-instrument .relationship--single-value__drawer-toggler')
    await answers(page, '.doc-drawer #field-extent')
    await goTo(second.page, screen, '#action-save')
    await retype(second.page, '#field-number', 'c. 40, as saved meanwhile')
    expect(await save(second.page)).toMatch(/successfully/i)

    await retype(page, '.doc-drawer #field-extent', 'Typed in the drawer.')
    await page.waitForSelector('.doc-drawer #desk-stale button', { visible: true })
    expect(await page.$$eval('#desk-stale', (all) => all.length)).toBe(1)
    await page.click('.doc-drawer #desk-stale button')
    await page.waitForSelector('#stale-carry', { visible: true })
    expect(await textAt(page, '.desk-stale')).toMatch(/Ben Sample saved this: .*number/)
    await page.click('#stale-carry')
    await page.waitForFunction(() => !document.querySelector('.desk-stale'))
    await page.click('.doc-drawer #action-save')
    const storedAs = (at: string, field: string, words: string): Promise<void> =>
      expect.poll(async () => (await stored(page, at))[field], { timeout: PATIENCE }).toBe(words)
    await storedAs(screen, 'extent', 'Typed in the drawer.')
    expect(await stored(page, screen)).toMatchObject({ number: 'c. 40, as saved meanwhile' })

    // The drawer closes by itself. The form below is as it was typed, and is saved without a question.
    await page.waitForFunction(() => !document.querySelector('.doc-drawer #field-extent'))
    expect(await page.$('#desk-stale')).toBeNull()
    expect(await valueOf(page, '#field-title')).toBe('Below, and typed')
    await page.click('#action-save')
    await storedAs(below, 'title', 'Below, and typed')
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })
})

describe('two people in one account', () => {
  it('are told, and choose', async () => {
    const [first, second] = await people.both()
    await first.page.setViewport({ width: 390, height: 844 })
    await goTo(first.page, `${url}/admin/account`, '#action-save')
    const id = await first.page.evaluate(async () => {
      const me = (await (await fetch('/api/users/me')).json()) as { user: { id: string } }
      return me.user.id
    })
    await retype(first.page, '#field-name', 'Ada S. Sample')
    const changed = await first.page.evaluate(async (of) => {
      const answer = await fetch(`/api/users/${of}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Ada of elsewhere' }),
      })
      return answer.status
    }, id)
    expect(changed).toBe(200)
    await first.page.click('#action-save')
    await first.page.waitForSelector('#desk-stale button', { visible: true })
    expect(await valueOf(first.page, '#field-name')).toBe('Ada S. Sample')
    expect(await axeProblems(first.page, '.shared-notices')).toEqual([])
    await first.page.click('#desk-stale button')
    await first.page.waitForSelector('#stale-carry', { visible: true })
    await first.page.waitForSelector('#stale-name-mine')
    expect(await axeProblems(first.page, '.desk-stale')).toEqual([])
    await first.page.click('#stale-name-mine')
    await first.page.click('#stale-carry')
    await first.page.waitForFunction(() => !document.querySelector('.desk-stale'))
    expect(await save(first.page)).toMatch(/successfully/i)
    expect(unexpected([...first.trouble, ...second.trouble])).toEqual([])
  })
})
