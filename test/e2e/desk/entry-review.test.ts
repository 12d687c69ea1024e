import { describe, expect, it } from 'vitest'
import { dayIn } from '#domain/dates.ts'
import {
  answers,
  chooseInMenu,
  fill,
  goTo,
  openDocument,
  retype,
  save,
  textAt,
  valueOf,
  untilReadable,
} from '../../support/admin.ts'
import { picture } from '../../support/hands.ts'
import { submitted } from '../../support/desk/submitted.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import type { Account } from '../../support/server.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const [ada] = accounts as [Account]
const people = twoPeople({ url, accounts })

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

/** A refusal is told to the console by the browser itself. */
const unexpected = (trouble: string[]): string[] =>
  trouble.filter((line) => !/status of (401|403|409|422)/.test(line))

describe('a review', () => {
  it('shows what editors note for one another, apart from what is decided', async () => {
    const [, second] = await people.both()
    const note = 'The page of the police is not yet known.'
    const screen = await submitted(url, ada, 'False communications · Northern Ireland', {
      reportAs: 'false messages',
      editorNote: note,
    })
    await second.page.goto(`${screen}/review`)
    await second.page.waitForSelector('#review-editor-notes')
    expect(await textAt(second.page, '#review-editor-notes')).toMatch(
      /Editors’ notes, never published.*The whole entry: The page of the police is not yet known\./s,
    )
    await second.page.waitForSelector('.tracked-fields [data-field="reportAs"]')
    expect(await second.page.$('[data-field="editorNote"]')).toBeNull()
    expect(await text('/guides/northern-ireland/guide.json')).not.toContain(note)
  })
})

describe('a review that asks for more', () => {
  it('shows its notes above the form and beside the claim', async () => {
    const [first, second] = await people.both()
    const screen = await submitted(url, ada, 'Doxxing · Scotland', { reportAs: 'doxxing' })
    await goTo(second.page, `${screen}/review`, '#review-request')
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
  })
})

describe('what is refused', () => {
  it('names each thing to mend, and leads to it', async () => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'offences', 'Crimen injuria')
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
  })

  it('keeps what was typed when the session has ended, and when the tab was reloaded', async () => {
    const { page } = await people.ada()
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
  })

  it('verifies only after every source was opened', async () => {
    const { page, trouble } = await people.ben()
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
  })

  it('takes two people to withdraw', async () => {
    const [first, second] = await people.both()
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
    await untilReadable(second.page)
    const record = await text('/guides/northern-ireland/changes/')
    expect(record).toContain('It was repealed.')
    expect(record).not.toContain('A reader wrote to us')
    expect([...first.trouble, ...second.trouble]).toEqual([])
  })
})
