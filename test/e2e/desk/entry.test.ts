import { describe, expect, it } from 'vitest'
import { dayIn, printDate } from '#domain/dates.ts'
import {
  addressOf,
  goTo,
  openDocument,
  retype,
  save,
  submitForReview,
  textAt,
  valueOf,
} from '../../support/admin.ts'
import { picture } from '../../support/hands.ts'
import { PATIENCE } from '../../support/patience.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

/** A refusal is told to the console by the browser itself. */
const unexpected = (trouble: string[]): string[] =>
  trouble.filter((line) => !/status of (401|403|409|422)/.test(line))

describe('a penalty that changes', () => {
  const penalty = 'On indictment: up to 6 years in prison, a fine, or both.'
  let screen = ''

  it('goes from the form of the admin to the page and the PDF', async () => {
    const [first, second] = await people.both()
    screen = await openDocument(first.page, url, 'offences', 'Stalking · Scotland')
    expect(await first.page.$eval('#desk-state', (state) => state.getAttribute('data-state'))).toBe('live')
    await first.page.waitForSelector('[data-claim="penalty"]')
    expect(await textAt(first.page, '[data-claim="penalty"]')).toMatch(/1 source/)

    await retype(first.page, '#field-penalty', penalty)
    await first.page.waitForFunction(
      () => document.querySelector('#desk-next')?.textContent === 'Save and submit',
    )
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
  })

  it('is recorded with who did what, and before and after', async () => {
    const { page, trouble } = await people.ada()
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
  })

  it('can be put back from the edition before, as changes that are not saved yet', async () => {
    const { page, trouble } = await people.ada()
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
  })
})

describe('two people in one entry', () => {
  it('lets the second carry over what was typed', async () => {
    const [first, second] = await people.both()
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
  })

  it('says who is writing, and lets the other take over without a loss', async () => {
    const [first, second] = await people.both()
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
  })
})

describe('an instrument', () => {
  it('shows what rests on it: offences, steps, routes and statuses', async () => {
    const { page, trouble } = await people.ada()
    await page.goto(await addressOf(page, url, 'instruments', 'Cybercrimes Act 19'))
    await page.waitForSelector('.impact__table tbody tr')
    const rows = await page.$$eval('.impact__table tbody tr', (all) => all.map((row) => row.textContent))
    const about = (words: string) => rows.filter((row) => row.includes(words))
    expect(about('Ladder · South Africa')[0]).toMatch(/Apply to a magistrate/)
    expect(about('Route · South Africa').join(' ')).toMatch(/enacted, not in force.*Fastest lever/)
    expect(about('Profile · South Africa').join(' ')).toMatch(/Doxxing status/)
    expect(rows.length).toBeGreaterThan(8)
    expect(trouble).toEqual([])
  })
})
