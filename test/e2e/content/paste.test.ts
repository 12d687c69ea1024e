import { readFileSync } from 'node:fs'
import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { openDocument, openRow, save, submitForReview, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
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

/** The words of the last blocks of the editor, each with the name of its element. */
const lastBlocks = (page: Page, count: number): Promise<string[]> =>
  page.$$eval(
    `${EDITOR} > *`,
    (blocks, from) =>
      blocks
        .slice(-from)
        .map((block) => `${block.localName}: ${block.textContent.replace(/\s+/g, ' ').trim()}`),
    count,
  )

const struckIn = (page: Page): Promise<string | null> =>
  page.$eval('.rich-struck p', (question) => question.textContent)

const pressIn = (page: Page, within: string, name: RegExp): Promise<void> =>
  page.$$eval(
    `${within} button`,
    (buttons, pattern) => {
      const button = buttons.find(({ textContent }) => new RegExp(pattern).test(textContent))
      button?.focus()
    },
    name.source,
  )

/** What stands at the end of the editor after each paste. */
const LAST: Record<string, string[]> = {
  'word-lists': [
    'h3: Before you report',
    'p: Keep three things together in one place:',
    'ul: the messageswith their datesand their timesthe names',
    'ol: Call.Write.',
    'h4: What then',
    'ol: Waita week.(a) at home',
    'ul: and no style of a list',
  ],
  'google-docs': [
    'h4: Where',
    'ul: Policea stationany stationa. by dayb. at night',
    'div: BodyNumberPolice101',
  ],
  'word-table': ['div: LevelMaximum fine5£5,000or moreper day'],
}

describe('a text that is copied elsewhere', () => {
  it('comes along where a guide has a place for it, else is told by name', async () => {
    const { page, trouble } = await people.ada()
    const screen = await openDocument(page, url, 'essentials', 'evidence')
    await copyPage(page, COPIED)
    await pasteAtEnd(page)
    await page.waitForSelector('.rich-told li')
    expect(await page.$$eval('.rich-told li', (all) => all.map(({ textContent }) => textContent))).toEqual([
      'Non-breaking and other special spaces became plain spaces.',
      'Tabs became spaces.',
      'Code became plain words: “STOP”.',
      '1 image was left out: “A map”.',
    ])
    expect(await struckIn(page)).toBe(
      '1 struck-out passage: “four”. Leave it out, or keep it as ordinary text?',
    )
    expect(await textAt(page, '.rich-refused')).toMatch(
      /cannot be saved while it stands here:.*Paragraph \d+: “javascript:alert\(1\)” cannot be a link/s,
    )
    expect(
      await page.$$eval('[data-refused]', (marked) => marked.map(({ textContent }) => textContent)),
    ).toEqual(['the Act'])
    await page.$eval('.rich-told', (notice) => notice.scrollIntoView({ block: 'center' }))
    expect((await axeProblems(page)).filter((line) => /rich-(told|struck|refused)/.test(line))).toEqual([])

    // Nothing is saved before somebody decided.
    expect(await save(page)).toMatch(/invalid/i)
    expect(await textAt(page, '.rich-refused')).toMatch(
      /Not saved.*struck-out words “four”.*javascript:alert/s,
    )
    await pressIn(page, '.rich-struck', /^Leave it out$/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => !document.querySelector('.rich-struck'))
    await page.$eval('[data-refused]', (link) => {
      document.getSelection()?.selectAllChildren(link)
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await page.keyboard.type('the Act')
    await page.waitForFunction(() => !document.querySelector('.rich-refused, [data-refused]'))

    expect(await save(page)).toMatch(/successfully/i)
    await submitForReview(page, 'More on the scale.')
    const second = await people.ben()
    await second.page.goto(`${screen}/review`)
    await second.page.waitForSelector('#review-approve:not([disabled])')
    const tracked = await textAt(second.page, '.tracked-fields')
    expect(tracked).toContain('10² steps, H₂O, up to five years')
    expect(tracked).toContain('Level 5 | No limit')
    await second.page.click('#review-approve')
    await second.page.waitForSelector('#desk-readable')

    const published = await (await fetch(`${url}/essentials/evidence/`)).text()
    expect(published).toContain(
      '<p>The scale has 10<sup>2</sup> steps, H<sub>2</sub>O, up to five years, R40 000 and STOP.</p>' +
        '<p>See the Act or <a href="https://law.example.org/act" rel="noreferrer">the order</a>.</p>' +
        '<div class="table" role="group" tabindex="0" aria-label="Table"><table class="rich"><tbody><tr><td>Level 5</td><td>No limit</td></tr></tbody></table></div><p>Map:</p>',
    )
    expect(published).not.toContain('four')
    expect(await (await fetch(`${url}/feed.atom`)).text()).toContain('10² steps')
    expect([...trouble, ...second.trouble].filter((line) => !/status of (400|422)/.test(line))).toEqual([])
  })

  it.each(['word-lists', 'google-docs', 'word-table'])(
    'means what it meant there, and is gone again in one step: %s',
    async (name) => {
      const { page } = await people.ada()
      await openDocument(page, url, 'essentials', 'platforms')
      await openEditor(page)
      const before = await lastBlocks(page, 100)
      const html = readFileSync(new URL(`../../fixtures/paste/${name}.html`, import.meta.url), 'utf8')
      await page.$eval(EDITOR, async (editor) => {
        document.getSelection()?.selectAllChildren(editor)
        document.getSelection()?.collapseToEnd()
        await new Promise((resolve) => setTimeout(resolve, 200))
      })
      await page.$eval(
        EDITOR,
        (editor, copied) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData('text/html', copied)
          editor.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
          )
        },
        html,
      )
      await page.waitForFunction(
        (at, count) => (document.querySelector(at)?.children.length ?? 0) > count,
        {},
        EDITOR,
        before.length,
      )
      expect(await lastBlocks(page, LAST[name]?.length ?? 0)).toEqual(LAST[name])
      await page.$eval(`${EDITOR} > :last-child`, (block) => block.scrollIntoView({ block: 'center' }))
      // What Payload itself puts around the editor is not ours.
      expect((await axeProblems(page)).filter((line) => /\.rich-(?!text)/.test(line))).toEqual([])
      await page.focus(EDITOR)
      await page.keyboard.down('Control')
      await page.keyboard.press('KeyZ')
      await page.keyboard.up('Control')
      await page.waitForFunction(
        (at, count) => document.querySelector(at)?.children.length === count,
        {},
        EDITOR,
        before.length,
      )
      expect(await lastBlocks(page, 100)).toEqual(before)
    },
  )

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
