import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { dayIn } from '#domain/dates.ts'
import { answers, goTo, openDocument, openRow, retype, save, textAt, valueOf } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { Hands } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const FIELD = '#cite-source'
const said = (page: Page, pattern: RegExp): Promise<void> =>
  expect.poll(() => textAt(page, '#cite-said'), { timeout: PATIENCE }).toMatch(pattern)
const supports = (page: Page): Promise<string[]> =>
  page.$$eval('.cite .rs__multi-value__label, .cite .multi-value-label', (all) => [
    ...new Set(all.map(({ textContent }) => textContent)),
  ])
const citations = (page: Page): Promise<number> =>
  page.$$eval('#field-citations > .array-field__draggable-rows > *', (rows) => rows.length)
const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id)
/** The list of claims is Payload's own part. */
const ours = async (page: Page): Promise<string[]> =>
  (await axeProblems(page, '.cite')).filter((line) => !line.includes('.react-select'))
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function openOffence(page: Page): Promise<string> {
  const screen = await openDocument(page, url, 'offences', 'scotland/offence/stalking')
  await answers(page, FIELD)
  return screen
}

/** The address of a source of the sample, and its title. */
async function known(page: Page): Promise<{ title: string; url: string }> {
  const cookie = (await page.browserContext().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const response = await fetch(`${url}/api/sources?limit=1&sort=key&where[precision][equals]=page`, {
    headers: { origin: url, cookie },
  })
  const [source] = ((await response.json()) as { docs: { title: string; url: string }[] }).docs
  if (!source) throw new Error('The sample has no source.')
  return source
}

describe('a source is cited in one field', () => {
  it('by keyboard alone: for the claim at the cursor, with the words that the address marks, as read today', async () => {
    const { page, trouble } = await people.ada()
    const screen = await openOffence(page)
    const before = await citations(page)
    await page.focus('#field-penalty')
    // The mark beside the field is next; it leads to the field in which one cites.
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-claim'))).toBe('penalty')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'cite-source')
    expect(await supports(page)).toEqual(['Maximum penalty'])

    const address = 'https://law.example.org/act/section/39/7'
    await page.keyboard.sendCharacter(`${address}#:~:text=imprisonment%20for-,a%20term,-not%20exceeding`)
    await said(page, /No source has this address yet.*s\. 39\(7\) and the words “a term”/)
    await page.keyboard.press('Enter')
    await said(page, /enter the title of the page/)
    await page.waitForFunction(() => document.activeElement?.id === 'cite-title')
    await page.keyboard.type('Example Act, section 39')
    await page.keyboard.press('Enter')
    await said(
      page,
      /Citation \d+: “Example Act, section 39”, a new source, for Maximum penalty, retrieved today/,
    )
    expect(await citations(page)).toBe(before + 1)
    expect(await valueOf(page, FIELD)).toBe('')

    // Back where one was, by the keyboard.
    await page.focus('.cite__next button')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-claim'))).toBe('penalty')
    expect(await save(page)).toMatch(/successfully/i)

    const cookie = (await page.browserContext().cookies())
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const entry = (await (
      await fetch(`${url}/api/offences/${screen.split('/').at(-1)}?depth=1`, {
        headers: { origin: url, cookie },
      })
    ).json()) as { citations: Record<string, unknown>[] }
    expect(entry.citations.at(-1)).toMatchObject({
      source: { title: 'Example Act, section 39', url: address, precision: 'page' },
      supports: ['penalty'],
      pinpoint: 's. 39(7)',
      retrievedOn: dayIn('UTC', new Date()),
      quote: 'a term',
      quotePrefix: 'imprisonment for',
      quoteSuffix: 'not exceeding',
    })
    expect(trouble).toEqual([
      'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)',
    ])
  })

  it('by mouse, from a title with a slip in it; the row is whole at once, and can be opened', async () => {
    const { page, trouble } = await people.ada()
    await openOffence(page)
    const before = await citations(page)
    await page.click('#field-covers')
    await page.click(FIELD)
    expect(await supports(page)).toEqual(['What it covers'])
    await page.keyboard.type('Criminal Justcie and Licensing 39')
    await page.waitForSelector('.cite__option', { visible: true })
    expect(await textAt(page, '.cite__option')).toContain('section 39')
    await page.click('.cite__option')
    await said(page, /for What it covers/)
    expect(await citations(page)).toBe(before + 1)
    const row = `#citations-row-${before}`
    await page.click('.cite__next button:last-child')
    await openRow(page, row)
    await expect
      .poll(() => valueOf(page, `#field-citations__${before}__retrievedOn`), { timeout: PATIENCE })
      .toBe(dayIn('UTC', new Date()))
    expect(await textAt(page, `${row} .claims`)).toContain('What it covers')
    expect(await ours(page)).toEqual([])
    expect(trouble).toEqual([])
  })

  it('finds the source of an address, whatever its title, and makes no second one', async () => {
    const { page, trouble } = await people.ada()
    await openOffence(page)
    const source = await known(page)
    await page.click('#field-section')
    await retype(page, FIELD, `Another title ${source.url}?utm_source=mail`)
    await said(page, /It is among the sources: /)
    expect(await valueOf(page, '#cite-title')).toBe(source.title)
    await page.click('#cite-add')
    await said(page, /for Section, retrieved today/)
    expect(await textAt(page, '#cite-said')).not.toContain('a new source')
    expect(trouble).toEqual([])
  })

  it('keeps what is typed right after a paste where it was typed, on a computer that is slow', async () => {
    const { page, trouble } = await people.ada()
    await openOffence(page)
    const before = await citations(page)
    const [address, title] = ['https://law.example.org/slow/section/3', 'Slow Act, section 3']
    await page.emulateCPUThrottling(6)
    try {
      await page.click('#field-penalty')
      await page.click(FIELD)
      // Nobody waits between these.
      await page.keyboard.sendCharacter(address)
      expect(await valueOf(page, FIELD), 'at once').toBe(address)
      await page.keyboard.press('Tab')
      await page.keyboard.type(title)
      expect([await valueOf(page, FIELD), await valueOf(page, '#cite-title')]).toEqual([address, title])
      await page.keyboard.press('Enter')
      await said(
        page,
        /Citation \d+: “Slow Act, section 3”, a new source, for Maximum penalty, retrieved today/,
      )
      expect([await valueOf(page, FIELD), await valueOf(page, '#cite-title')]).toEqual(['', ''])
      expect(await citations(page)).toBe(before + 1)
      await page.click('.cite__next button:last-child')
      await openRow(page, `#citations-row-${before}`)
      const rowField = (name: string): Promise<string> =>
        valueOf(page, `#field-citations__${before}__${name}`)
      await expect.poll(() => rowField('retrievedOn'), { timeout: PATIENCE }).toBe(dayIn('UTC', new Date()))
      expect(await rowField('pinpoint')).toBe('s. 3')
    } finally {
      await page.emulateCPUThrottling(null)
    }
    expect(trouble).toEqual([])
  })

  it('has a source changed in a drawer, which closes once it is saved, back to the field that opened it', async () => {
    const { page, trouble } = await people.ada()
    await openOffence(page)
    await openRow(page, '#citations-row-0')
    const field = '#field-citations__0__source'
    const opener = `${field} .relationship--single-value__drawer-toggler`
    await answers(page, opener)
    await page.click(opener)
    const title = '.doc-drawer #field-title'
    await answers(page, title)
    const changed = `${await valueOf(page, title)}, as changed`
    await retype(page, title, changed)
    await page.waitForSelector('.doc-drawer #action-save:not([disabled])')
    await page.click('.doc-drawer #action-save')
    await page.waitForFunction((at) => !document.querySelector(at), {}, title)
    await page.waitForFunction(
      (at) => document.querySelector(at)?.contains(document.activeElement) ?? false,
      {},
      field,
    )
    await expect.poll(() => textAt(page, field), { timeout: PATIENCE }).toContain(changed)
    expect(trouble).toEqual([])
  })

  it('takes the title of a link that was copied', async () => {
    const { page } = await people.ada()
    await openOffence(page)
    await page.focus(FIELD)
    await page.$eval(FIELD, (field) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'The Copied Act')
      data.setData('text/html', '<a href="https://law.example.org/copied">The <b>Copied</b> Act</a>')
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await expect.poll(() => valueOf(page, '#cite-title')).toBe('The Copied Act')
    expect(await valueOf(page, FIELD)).toBe('The Copied Act https://law.example.org/copied')
  })

  it('says what is missing, and leads there; nothing is added', async () => {
    const { page, trouble } = await people.ada()
    await openOffence(page)
    const before = await citations(page)
    await page.focus(FIELD)
    await page.keyboard.press('Enter')
    await said(page, /Paste the address of a page, or choose a source/)
    await retype(page, FIELD, 'https://user:secret@law.example.org/')
    await page.keyboard.press('Enter')
    await said(page, /user name or password/)
    await retype(page, FIELD, 'https://law.example.org/no-claim')
    await page.keyboard.press('Enter')
    await said(page, /Choose at least one claim/)
    expect(await focused(page)).toBe('cite-supports')
    expect(await citations(page)).toBe(before)
    expect(trouble).toEqual([])
  })

  it('fits a phone, in the light and the dark', async () => {
    const { page } = await people.ada()
    await openOffence(page)
    try {
      for (const scheme of ['light', 'dark'] as const) {
        await page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true })
        await answers(page, FIELD)
        await retype(page, FIELD, 'Criminal Justice')
        await page.waitForSelector('.cite__option', { visible: true })
        await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), scheme)
        expect(await wide(page)).toBe(0)
        expect(await ours(page)).toEqual([])
      }
    } finally {
      await page.setViewport(DESKTOP)
    }
  })

  it('puts two sources behind the claims of an offence in few acts', async () => {
    const { page } = await people.ada()
    await goTo(page, `${url}/admin/collections/offences/create`, FIELD)
    const counter = { acts: 0 }
    const hands = new Hands(page, counter)
    for (const [claim, address] of [
      ['penalty', 'Two sources, the first https://law.example.org/two/section/1'],
      ['covers', 'Two sources, the second https://law.example.org/two/section/2'],
    ] as const) {
      const count = await citations(page)
      await hands.fill(`#field-${claim}`, 'Words of the law.')
      await hands.fill(FIELD, address)
      await hands.press('#cite-add')
      await page.waitForFunction(
        (rows) =>
          document.querySelectorAll('#field-citations > .array-field__draggable-rows > *').length > rows,
        {},
        count,
      )
    }
    expect(await citations(page)).toBe(2)
    expect(counter.acts).toBeLessThanOrEqual(6)
  })
})
