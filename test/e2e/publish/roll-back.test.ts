import { mkdir } from 'node:fs/promises'
import type { Page } from 'puppeteer'
import { beforeAll, describe, expect, it } from 'vitest'
import { answers, fill, goTo, textAt } from '../../support/admin.ts'
import { EXIT } from '#cli/exit-codes.ts'
import { axeProblems } from '../../support/browser.ts'
import { recourse } from '../../support/command.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands, picture, takesPictures } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'
import { retitling } from '../../support/publish/retitled.ts'
import { until } from '../../support/until.ts'

const server = await ownServer()
const { url, accounts } = server
const people = twoPeople({ url, accounts })
const { ada, guide, retitle } = await retitling(server)

const BOARD = `${url}/admin`

/** Where pictures are put for whoever wants to look at them. */
const pictures = process.env.ROLL_BACK_PICTURES

const releaseNow = async (): Promise<number> => {
  const { sequence } = (await (await fetch(`${url}/manifest.json`)).json()) as { sequence: number }
  return sequence
}

const readyz = async () =>
  (await (await fetch(`${url}/readyz`)).json()) as { held: { release: string; at: string } | null }

async function look(page: Page, name: string): Promise<void> {
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  for (const width of [390, 1280]) {
    await page.setViewport({ width, height: 900 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await page.screenshot({ path: `${pictures}/${name}-${width}.png` })
  }
}

/** Widest that the page is at the width of a phone, in CSS pixels. */
async function widthOnPhone(page: Page): Promise<number> {
  const before = page.viewport()
  await page.setViewport({ width: 390, height: 844 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.setViewport(before)
  return width
}

beforeAll(async () => {
  await retitle('A title that broke the page', 'change')
})

describe('the buttons of an administrator', () => {
  it('roll back by keyboard alone: choose a release, give a reason, and readers have it', async () => {
    const broken = await releaseNow()
    const { page, trouble } = await people.ada()
    await goTo(page, BOARD, '#publishing-roll-back')
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    await hands.press('#publishing-roll-back')
    await page.waitForSelector('#roll-back-confirm', { visible: true })
    expect(await textAt(page, '.desk-choice')).toContain('A title that broke the page, Scotland (change).')
    await page.waitForFunction(() =>
      document.querySelector('#roll-back-revived')?.textContent.startsWith('It has nothing'),
    )
    expect(await axeProblems(page, '.desk-form')).toEqual([])
    expect(await widthOnPhone(page)).toBeLessThanOrEqual(390)
    await picture(page, '18-roll-back', '.desk-form')
    await look(page, 'form')

    await hands.press('#roll-back-confirm')
    await page.waitForSelector('.desk-problems')
    expect(await textAt(page, '.desk-problems')).toContain('Give a reason')
    expect(await releaseNow(), 'nothing happened yet').toBe(broken)
    trouble.length = 0 // the browser reports the refusal

    await hands.fill('#roll-back-reason', 'The title broke the page.')
    await hands.press('#roll-back-confirm')
    await page.waitForSelector('#board-held')
    expect(await textAt(page, '.board__alarm')).toMatch(
      /Publishing is held at release \d+.*rolled back just now: The title broke the page\./s,
    )
    await until(async () => !(await guide()).includes('A title that broke the page'))
    expect(await releaseNow()).toBeGreaterThan(broken)
    expect(await axeProblems(page, 'main')).toEqual([])
    expect(await widthOnPhone(page)).toBeLessThanOrEqual(390)
    if (takesPictures) {
      await expect
        .poll(() => textAt(page, '[aria-labelledby="board-site"]'), { timeout: PATIENCE })
        .not.toContain('Being published')
      await goTo(page, BOARD, '#publishing-resume')
    }
    await picture(page, '19-held')
    await look(page, 'held')
    expect(trouble).toEqual([])
  })

  it('are not there for others, who see who holds publishing, since when and why', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, BOARD, '.board a')
    expect(await textAt(page, '.board__alarm')).toMatch(
      /held at release \d+.*Ada.* rolled back .*The title broke the page\..*An administrator resumes publishing\./s,
    )
    expect(await page.$('#publishing-roll-back, #publishing-resume')).toBeNull()
    await look(page, 'held-for-others')
    expect(trouble).toEqual([])
  })

  it('show in what a monitor reads, and in the status', async () => {
    const { held } = await readyz()
    expect(held?.at).toMatch(/^2\d{3}-/)
    const { code, stdout } = await recourse(server.dataDir, ['status'])
    expect(stdout).toMatch(
      /Publishing is held: Ada.* rolled back to release \d+ on .*The title broke the page\./,
    )
    expect(code).toBe(EXIT.attention)
    const asJson = await recourse(server.dataDir, ['status', '--json'])
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      held: { reason: 'The title broke the page.', release: held?.release, at: held?.at },
    })
  })

  it('resume publishing with a reason: readers have what is live', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, BOARD, '#publishing-resume')
    await page.click('#publishing-resume')
    await fill(page, '#resume-reason', 'The page is mended.')
    expect(await axeProblems(page, '.desk-form')).toEqual([])
    await look(page, 'resume')
    await page.click('#resume-confirm')
    await page.waitForFunction(() => !document.querySelector('#board-held'))
    await until(async () => (await guide()).includes('A title that broke the page'))
    await answers(page, '#publishing-roll-back')
    expect((await readyz()).held).toBeNull()
    expect((await recourse(server.dataDir, ['status'])).stdout).not.toContain('held')
    expect(trouble).toEqual([])
  })

  it('name what must not come back, and carry it over only if that is ticked', async () => {
    await retitle('A title that is right', 'correction')
    const { page, trouble } = await people.ada()
    await goTo(page, BOARD, '#publishing-roll-back')
    await page.click('#publishing-roll-back')
    await page.waitForSelector('#roll-back-carry-over', { visible: true })
    expect(await textAt(page, '#roll-back-revived')).toContain(
      'A title that is right, Scotland: was corrected since',
    )
    expect(await axeProblems(page, '.desk-form')).toEqual([])
    await look(page, 'carry-over')
    await fill(page, '#roll-back-reason', 'Another page is broken.')
    await page.click('#roll-back-confirm')
    await page.waitForSelector('.desk-problems')
    expect(await textAt(page, '.desk-problems')).toContain('cannot be given back as it is')
    trouble.length = 0

    await page.click('#roll-back-carry-over')
    await page.click('#roll-back-confirm')
    await page.waitForSelector('#board-held')
    await until(async () => (await readyz()).held !== null)
    expect(await guide()).toContain('A title that is right')
    expect(trouble).toEqual([])
  })

  it('refuse a decision about a state that somebody else has changed', async () => {
    const { page, trouble } = await people.ada()
    await goTo(page, BOARD, '#publishing-resume')
    await page.click('#publishing-resume')
    await fill(page, '#resume-reason', 'Mended.')
    const { seen } = await ada<{ seen: number }>('GET', '/releases/earlier')
    await ada('POST', '/releases/resume', { reason: 'Mended already.', seen })
    await page.click('#resume-confirm')
    await page.waitForSelector('.desk-problems')
    expect(await textAt(page, '.desk-problems')).toContain('Somebody else rolled back or resumed publishing')
    expect(trouble.filter((line) => !line.includes('409'))).toEqual([])
  })
})
