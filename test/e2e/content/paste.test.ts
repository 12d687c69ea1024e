import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { openDocument, openRow, save, submitForReview, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { picture } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

const ROW = '#sections-row-0'
const EDITOR = '#sections-row-0 [contenteditable="true"]'

/** Copies a page of somebody else as a person does: everything selected, and the keys for copying. */
async function copyPage(page: Page, html: string): Promise<void> {
  const other = await page.browserContext().newPage()
  await other.setContent(html)
  await other.bringToFront()
  await other.evaluate(() => document.getSelection()?.selectAllChildren(document.body))
  await other.keyboard.down('Control')
  await other.keyboard.press('KeyC', { commands: ['Copy'] })
  await other.keyboard.up('Control')
  await other.close()
  await page.bringToFront()
}

/** Unfolds the first section, and goes into its text. */
async function openEditor(page: Page): Promise<void> {
  // The admin remembers what somebody unfolded before.
  await openRow(page, ROW)
  await page.waitForFunction((at) => document.querySelector(at)?.checkVisibility(), {}, EDITOR)
  await new Promise((resolve) => setTimeout(resolve, 600)) // it slides open
  await page.focus(EDITOR)
}

/** Goes to the end of an editor, opens a line there, and pastes. */
async function pasteAtEnd(page: Page): Promise<void> {
  await openEditor(page)
  await page.click(`${EDITOR} > :last-child`)
  await page.$eval(`${EDITOR} > :last-child`, async (last) => {
    document.getSelection()?.selectAllChildren(last)
    document.getSelection()?.collapseToEnd()
    // The editor hears of it by an event.
    await new Promise((resolve) => setTimeout(resolve, 200))
  })
  await page.keyboard.press('Enter')
  await page.keyboard.down('Control')
  await page.keyboard.press('KeyV', { commands: ['Paste'] })
  await page.keyboard.up('Control')
}

const COPIED = `
  <p>The scale has 10<sup>2</sup> steps, H<sub>2</sub>O, up to <s>four</s> five years,
  R40&nbsp;000<span style="white-space:pre">\t</span>and <code>STOP</code>.</p>
  <p>See <a href="javascript:alert(1)">the Act</a> or <a href="https://law.example.org/act">the order</a>.</p>
  <table><tr><td>Level 5</td><td>No limit</td></tr></table>
  <p>Map: <img alt="A map" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>`

describe('a text that is copied elsewhere', () => {
  it('comes along where a guide has a place for it, else is told by name', async () => {
    const { page, trouble } = await people.ada()
    const screen = await openDocument(page, url, 'essentials', 'evidence')
    await copyPage(page, COPIED)
    await pasteAtEnd(page)
    await page.waitForSelector('.rich-told li')
    expect(await page.$$eval('.rich-told li', (all) => all.map(({ textContent }) => textContent))).toEqual([
      'Struck-out words were left out: “four”.',
      'Non-breaking and other special spaces became plain spaces.',
      'Tabs became spaces.',
      'Code became plain words: “STOP”.',
      expect.stringMatching(
        /^A link to “javascript:alert\(1\)” was left out, its words were kept: “the Act”\.$/,
      ),
      'A table became lines of text, one a row: “Level 5 No limit”.',
      'An image was left out: “A map”.',
    ])
    await page.$eval('.rich-told', (notice) => notice.scrollIntoView({ block: 'center' }))
    await picture(page, 'paste-told')
    expect((await axeProblems(page)).filter((line) => /rich-(told|refused)/.test(line))).toEqual([])

    expect(await save(page)).toMatch(/successfully/i)
    await submitForReview(page, 'More on the scale.')
    const second = await people.ben()
    await second.page.goto(`${screen}/review`)
    await second.page.waitForSelector('#review-approve:not([disabled])')
    expect(await textAt(second.page, '.tracked-fields')).toContain('10² steps, H₂O, up to five years')
    await second.page.click('#review-approve')
    await second.page.waitForSelector('#desk-readable')

    const published = await (await fetch(`${url}/essentials/evidence/`)).text()
    expect(published).toContain(
      '<p>The scale has 10<sup>2</sup> steps, H<sub>2</sub>O, up to five years, R40 000 and STOP.</p>' +
        '<p>See the Act or <a href="https://law.example.org/act" rel="noreferrer">the order</a>.</p>' +
        '<p>Level 5; No limit</p><p>Map:</p>',
    )
    expect(await (await fetch(`${url}/essentials/evidence/`)).text()).not.toContain('four')
    expect(await (await fetch(`${url}/feed.atom`)).text()).toContain('10² steps')
    expect([...trouble, ...second.trouble]).toEqual([])
  })

  it.each([1280, 390])('marks what a refused save was refused for, %i px wide', async (width) => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'essentials', 'platforms')
    await copyPage(page, '<p>Fine words.</p><p>Not <b>&lt;u&gt;so</b> fine.</p>')
    await pasteAtEnd(page)
    await page.waitForFunction((at) => document.querySelector(at)?.textContent.includes('<u>so'), {}, EDITOR)
    await page.setViewport({ width, height: 844 })
    expect(await save(page)).toMatch(/invalid/i)
    await page.waitForSelector('.rich-refused li')
    expect(
      await page.$$eval('[data-refused]', (marked) => marked.map(({ textContent }) => textContent)),
    ).toEqual(['<u>so'])
    expect(await textAt(page, '.rich-refused')).toMatch(/Paragraph \d+: “<u>” looks like HTML/)
    await page.waitForFunction((at) => document.activeElement === document.querySelector(at), {}, EDITOR)
    const [described, invalid] = await page.$eval(EDITOR, (editor) => [
      document.getElementById(editor.getAttribute('aria-describedby') ?? '')?.textContent,
      editor.getAttribute('aria-invalid'),
    ])
    expect([described, invalid]).toEqual([expect.stringContaining('looks like HTML'), 'true'])
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('<u>so')
    expect(
      await page.$eval('[data-refused]', (marked) => {
        const { top, bottom } = marked.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      }),
    ).toBe(true)
    await picture(page, `paste-refused-${width}`)

    // The cursor stands on what was marked: typing replaces it, and the mark goes.
    await page.keyboard.type('so')
    await page.waitForFunction(() => !document.querySelector('.rich-refused, [data-refused]'))
    expect(trouble.filter((line) => !/status of (400|422)/.test(line))).toEqual([])
  })

  it('has no format that a guide has no place for', async () => {
    const { page } = await people.ada()
    await openDocument(page, url, 'essentials', 'platforms')
    await openEditor(page)
    await page.keyboard.down('Control')
    await page.keyboard.press('KeyU')
    await page.keyboard.up('Control')
    await page.waitForSelector('.rich-told')
    expect(await textAt(page, '.rich-told')).toContain('A guide has no place for underline')
  })
})
