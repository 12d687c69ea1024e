import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { answers, chooseInMenu, goTo, openDocument, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { Hands, picture } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { ownServer } from '../../support/own-server.ts'
import { until } from '../../support/until.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const KEY = 'scotland/offence/defamation'
const NEW = 'scotland/offence/from-a-sheet'

const folder = mkdtempSync(join(tmpdir(), 'recourse-exchange-'))
const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function choose(page: Page, ...paths: string[]): Promise<void> {
  const input = (await page.$('#import-files')) as ElementHandle<HTMLInputElement> | null
  if (!input) throw new Error('There is no field for files.')
  await input.uploadFile(...paths)
}

/** The report, once it is there: its headline. */
async function looked(page: Page, hands = new Hands(page, { acts: 0 })): Promise<string> {
  await hands.press('#import-look')
  await page.waitForSelector('#import-report')
  return textAt(page, '#import-report')
}

/** Presses “Export”, and waits for the file in the folder of downloads. */
async function exported(page: Page): Promise<string> {
  const session = await page.createCDPSession()
  const to = mkdtempSync(join(tmpdir(), 'recourse-downloads-'))
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: to,
    browserContextId: page.browserContext().id,
  })
  await page.click('#export-run')
  await page.waitForFunction(() => document.querySelector('#export-said')?.textContent.includes('downloads'))
  await until(() =>
    readdirSync(to).some((name) => name.startsWith('recourse-') && !name.endsWith('.crdownload')),
  )
  return join(to, readdirSync(to)[0] ?? '')
}

const widths = async (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe('content in and out in the admin', () => {
  it('reads a sheet, shows what it would change, and brings exactly that, by keyboard alone', async () => {
    const { page, trouble } = await people.ada()
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    await goTo(page, `${url}/admin/exchange`, '#import-look')
    await choose(page, written('bad.csv', `key,standing\n${KEY},maybe\n${NEW},in-force\n`))
    expect(await looked(page, hands)).toBe('2 records are refused: nothing can be imported')
    expect(await textAt(page, '.exchange__rows')).toContain('bad.csv, line 2')
    expect(await page.$('#import-confirm')).toBeNull()

    await choose(
      page,
      written('change.csv', `key;covers\r\n${KEY};Words, in a sheet.\r\n`),
      written('new.csv', `key,title,standing\n${NEW},From a sheet,in-force\n`),
    )
    await page.waitForFunction(() => !document.querySelector('#import-result'))
    expect(await looked(page, hands)).toBe('This would be 1 new record and 1 changed record')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-report')
    expect(await textAt(page, `[data-key="${KEY}"]`)).toMatch(
      /^Offence Defamation · Scotland\s+scotland\/offence\/defamation\s*Changes “What it covers”\s*change\.csv, line 2$/,
    )
    expect(await axeProblems(page, '.exchange')).toEqual([])
    await picture(page, '22-import', '#import-result')
    await page.setViewport({ width: 390, height: 844 })
    expect(await widths(page)).toBe(0)
    expect(await axeProblems(page, '.exchange')).toEqual([])
    await page.setViewport({ width: 1280, height: 900 })
    await hands.press('#import-confirm')
    await page.waitForFunction(() =>
      document.querySelector('#import-report')?.textContent.startsWith('Imported'),
    )
    expect(await textAt(page, '#import-report')).toBe('Imported: 1 new record and 1 changed record')

    await openDocument(page, url, 'offences', KEY)
    await page.waitForSelector('#field-covers')
    expect(await page.$eval('#field-covers', (field) => (field as HTMLTextAreaElement).value)).toBe(
      'Words, in a sheet.',
    )
    await openDocument(page, url, 'offences', NEW)
    expect(trouble).toEqual([])
  })

  it('gives one place out from its menu, and takes it back as all the same', async () => {
    const { page, trouble } = await people.ada()
    await openDocument(page, url, 'jurisdictions', 'Scotland')
    await chooseInMenu(page, 'desk-export')
    await page.waitForSelector('#export-scope')
    await answers(page, '#export-run')
    expect(await page.$eval('#export-scope', (field) => (field as HTMLSelectElement).value)).toBe(
      'place:scotland',
    )
    const path = await exported(page)
    expect(path).toMatch(/recourse-scotland-\d{4}-\d\d-\d\d\.zip$/)
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
    await choose(page, path)
    expect(await looked(page)).toBe('Everything is there already')
    expect(await textAt(page, '.exchange__counts')).toMatch(/^0 added0 changed\d+ same0 refused$/)
    expect(trouble).toEqual([])
  })

  it('gives one entry out from its menu, and says so if nothing of it is live', async () => {
    const { page } = await people.ada()
    await openDocument(page, url, 'offences', NEW)
    await chooseInMenu(page, 'desk-export')
    await answers(page, '#export-run')
    expect(await page.$eval('#export-scope', (field) => (field as HTMLSelectElement).value)).toBe(
      `entry:${NEW}`,
    )
    await page.click('#export-live')
    await page.click('#export-run')
    await page.waitForSelector('.desk-problems')
    expect(await textAt(page, '.desk-problems')).toContain(`There is no entry “${NEW}” that is live.`)
    await page.click('#export-working')
    expect(await exported(page)).toMatch(/recourse-scotland-offence-from-a-sheet-/)
  })
})
