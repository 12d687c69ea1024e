import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { publishedFolder } from '../../support/command.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { emptyFolder } from '../../support/publish/pushing.ts'
import { currentRelease } from '../../support/publish/release.ts'
import { startServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const folder = emptyFolder()
const blocked = join(folder, 'blocked')
const good = join(folder, 'good')
writeFileSync(blocked, '')

const dataDir = await publishedFolder()
// Nothing has reached this target for three hours.
const database = new DatabaseSync(join(dataDir, 'recourse.db'))
database
  .prepare(
    'INSERT INTO targets (id, address, behind_since, tries, sent_files, sent_bytes) VALUES (?, ?, ?, 0, 0, 0)',
  )
  .run('late', blocked, new Date(Date.now() - 3 * 3_600_000).toISOString())
database.close()

const server = await startServer(['--sample'], dataDir, { PUBLISH_TO: `${blocked}, ${good}` })
const people = twoPeople(server)
const BOARD = `${server.url}/admin`

/** Where pictures are put for whoever wants to look at them. */
const pictures = process.env.TARGET_PICTURES

async function look(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  for (const width of [390, 1280]) {
    await page.setViewport({ width, height: 900 })
    await page.evaluate(() => document.querySelector('#board-targets')?.scrollIntoView({ block: 'center' }))
    await new Promise((resolve) => setTimeout(resolve, 500))
    await page.screenshot({ path: `${pictures}/${name}-${width}.png` })
  }
}

const mails = (): string[] =>
  existsSync(join(dataDir, 'mail'))
    ? // One that is being written has another name, and is gone a moment later.
      readdirSync(join(dataDir, 'mail'))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(dataDir, 'mail', name), 'utf8'))
    : []

const listed = (page: Page): Promise<string> => textAt(page, 'section[aria-labelledby="board-targets"]')

/** Looks at the board anew until the list says something. */
async function says(page: Page, words: RegExp): Promise<void> {
  await until(async () => {
    await goTo(page, BOARD, '#board-targets')
    return words.test(await listed(page))
  })
}

beforeAll(async () => {
  await until(async () => existsSync(join(good, 'current')))
})
afterAll(async () => {
  await server.stop()
  for (const each of [dataDir, folder]) rmSync(each, { recursive: true, force: true })
})

describe('the list of targets on the desk', () => {
  it('shows everybody how each stands, and that one is late', async () => {
    const { page, trouble } = await people.ben()
    await says(page, /A file stands where a folder is needed/)
    const words = await listed(page)
    expect(words).toMatch(/blocked\s*Late\. No release yet, behind for 3 hours\./)
    expect(words).toMatch(/Tried \d+ times?; it is tried again /)
    expect(words).toMatch(/good\s*Number \d+, the current one; compared /)
    expect(await textAt(page, '.board__alarm')).toMatch(
      /^Readers elsewhere have an old release\s*.*blocked has been behind for 3 hours\. A file stands/s,
    )
    expect(await page.$('section[aria-labelledby="board-targets"] button')).toBeNull()
    expect(await axeProblems(page, 'main')).toEqual([])
    expect(trouble).toEqual([])
  })

  it('tells administrators alone by mail', async () => {
    await until(async () => mails().some((mail) => mail.includes('Readers have an old release')))
    const told = mails().filter((mail) => mail.includes('Readers have an old release'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(`To: ${server.accounts[0]?.email}`)
  })

  it('has administrators push at once, by keyboard alone', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, BOARD, '#board-targets')
    expect(await axeProblems(page, 'main')).toEqual([])
    const before = page.viewport()
    await page.setViewport({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await look(page, 'late')
    await page.setViewport(before)

    rmSync(blocked)
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    await hands.press(`button[aria-label="Push now to ${blocked}"]`)
    await until(async () => existsSync(join(blocked, 'current')))
    expect(readlinkSync(join(blocked, 'current'))).toBe(currentRelease(dataDir))
    await says(page, /blocked\s*Number \d+, the current one; compared just now/)
    expect(await page.$('.board__alarm')).toBeNull()
    await look(page, 'mended')
    await until(async () => mails().some((mail) => mail.includes('current release again')))

    // One that has the release is compared.
    writeFileSync(join(good, 'current', 'index.html'), '<h1>Call me first</h1>')
    await hands.press(`button[aria-label="Push now to ${good}"]`)
    await until(async () =>
      readFileSync(join(good, 'current', 'index.html')).equals(
        readFileSync(join(dataDir, 'current', 'index.html')),
      ),
    )
    expect(trouble).toEqual([])
  })
})
