import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { signInByHand } from '../../support/desk/signed-in-by-hand.ts'
import { type Hands } from '../../support/hands.ts'
import { wordsOf } from '../../support/publish/words-of.ts'
import { full } from '../../support/scale.ts'
import { sharedServer } from '../../support/shared-server.ts'
import type { Account } from '../../support/server.ts'

const { url, accounts } = await sharedServer()
const [ADA, BEN] = accounts as [Account, Account]
let running: Borrowed

beforeAll(async () => {
  running = await borrowBrowser()
})
afterAll(async () => {
  await running?.close()
})

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

const sitDown = (account: Account, counter: { acts: number }, keyboard = false): Promise<Hands> =>
  signInByHand(running, { url, account, counter, keyboard })

const today = new Date().toISOString().slice(0, 10)

const FIRST = 'northern-ireland/offence/menacing-messages'
const SECOND = 'scotland/offence/menacing-messages'

// With the mouse in full runs only: every other test of the desk uses it.
describe.each([{ keyboard: true }, { keyboard: false }].filter(({ keyboard }) => full || keyboard))(
  'a law change that concerns two entries, keyboard alone: $keyboard',
  ({ keyboard }) => {
    it('is live after at most 18 interactions of two people', async () => {
      const counter = { acts: 0 }
      const ada = await sitDown(ADA, counter, keyboard)
      const ben = await sitDown(BEN, counter, keyboard)
      // People sign in once a day: what a law change costs begins at the desk.
      counter.acts = 0
      const penalty = `Up to ${keyboard ? 'ten' : 'eleven'} months in prison, a fine, or both.`

      await ada.goTo(`${url}/admin/collections/law-changes/create`)
      await ada.choose('#field-instrument', 'Communications Act 2003')
      await ada.page.waitForSelector('.impact__table')
      await ada.fill('#field-provisions', 's. 127(3)')
      await ada.fillDay('#field-effectiveOn', today)
      // What it is called and how many it concerns follow what was typed.
      await ada.page.waitForFunction(
        () =>
          document.querySelector<HTMLInputElement>('#field-title')?.value ===
            'Amendment: Communications Act 2003, s. 127(3)' &&
          document.querySelector('#save-and-flag')?.textContent === 'Save and flag 2 entries',
      )
      await ada.press('#save-and-flag')
      await ada.page.waitForFunction(
        (both) =>
          both.every((key) => document.querySelector(`[data-entry="${key}"]`)?.textContent.includes('Open')),
        {},
        [FIRST, SECOND],
      )
      const lawChange = ada.page.url()

      // The first, the next from there, and the way back from the last.
      await ada.press(`[data-entry="${FIRST}"] a`)
      const edit = async (): Promise<void> => {
        await ada.fill('#field-penalty', penalty)
        await ada.press('#action-save:not([disabled])')
        await ada.page.waitForFunction(
          () => document.querySelector('#desk-next')?.textContent === 'Submit for review',
        )
      }
      await edit()
      await ada.press('#next-flagged')
      await ada.page.waitForFunction(
        (before) => document.querySelector<HTMLTextAreaElement>('#field-penalty')?.value !== before,
        {},
        penalty,
      )
      await edit()
      await ada.press('#submit-flagged')
      await ada.page.waitForSelector('#law-together-heading:focus')
      await ada.fill('#together-note', 'The maximum rose.')
      await ada.pick('#together-checked input[value="today"]')
      await ada.press('#submit-together:not([disabled])')
      await ada.page.waitForFunction(() => document.querySelectorAll('[data-member]').length === 2)

      // From the mail about the first to the second, which comes before whatever else waits.
      const review = await ada.page.$eval(`[data-member="${FIRST}"] a`, (link) => link.href)
      await ben.goTo(review)
      await ben.page.waitForSelector('#review-approve-next:not([disabled])', { visible: true })
      expect(await axeProblems(ben.page, '#review-view')).toEqual([])
      await ben.press('#review-approve-next')
      await ben.page.waitForFunction(
        (first) => location.href !== first && location.pathname.endsWith('/review'),
        {},
        review,
      )
      await ben.press('#review-approve:not([disabled])')
      await ben.page.waitForSelector('#review-next', { visible: true })
      expect(counter.acts, 'interactions of both people').toBeLessThanOrEqual(18)

      for (const guide of ['northern-ireland', 'scotland'])
        await expect.poll(async () => wordsOf(await text(`/guides/${guide}/`))).toContain(penalty)
      await ben.goTo(lawChange)
      await ben.page.waitForFunction(
        (both) =>
          both.every((key) =>
            document.querySelector(`[data-entry="${key}"]`)?.textContent.includes('Settled'),
          ),
        {},
        [FIRST, SECOND],
      )
      await ada.page.browserContext().close()
      await ben.page.browserContext().close()
    })
  },
)

describe('entries that go live together under one law change', () => {
  it('are submitted by keyboard and reviewed one by one; one is taken out with a reason, and goes live alone', async () => {
    const counter = { acts: 0 }
    const ada = await sitDown(ADA, counter, true)
    await ada.goTo(`${url}/admin/collections/law-changes/create`)
    await ada.fill('#field-title', 'The maximum under section 19(7) rises')
    await ada.choose('#field-instrument', 'Cybercrimes Act 19 of 2020')
    await ada.page.waitForSelector('.impact__table')
    await ada.fill('#field-provisions', 's. 19(7)')
    await ada.fillDay('#field-effectiveOn', today)
    await ada.press('#action-save')
    await ada.page.waitForSelector('#flag-entries', { visible: true })
    await ada.press('#flag-entries')
    await ada.page.waitForFunction(
      () => document.querySelector('[data-entry]')?.textContent.includes('Open') === true,
    )
    const lawChange = ada.page.url()
    const penalty = 'Up to five years in prison, a fine, or both.'
    // Edited on their own screens: that is tried elsewhere.
    const keys = await ada.page.evaluate(async (words) => {
      const rows = [...document.querySelectorAll('[data-entry]')].filter(
        (row) => row.textContent.includes('Open') && row.querySelector('a[href*="/offences/"]'),
      )
      for (const row of rows) {
        const id = row.querySelector('a')?.pathname.split('/').at(-1) ?? ''
        const at = `/api/offences/${id}`
        const { revision } = (await (await fetch(`${at}/desk`)).json()) as { revision: number }
        const saved = await fetch(at, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ revision, penalty: words }),
        })
        if (!saved.ok) throw new Error(await saved.text())
      }
      return rows.map((row) => row.getAttribute('data-entry') ?? '')
    }, penalty)
    expect(keys.length).toBeGreaterThanOrEqual(2)
    const [first = '', ...others] = keys

    await ada.goTo(lawChange)
    await ada.page.waitForSelector('#submit-together', { visible: true })
    await ada.fill('#together-note', 'The maximum rose to five years.')
    await ada.press('#submit-together:not([disabled])')
    // The day of the check is asked, and none is filled in.
    await ada.page.waitForSelector('#law-together [role="alert"]', { visible: true })
    await ada.pick('#together-checked input[value="today"]')
    for (const width of [390, 1280]) {
      await ada.page.setViewport({ width, height: 900 })
      expect(await axeProblems(ada.page, '.impact')).toEqual([])
      const wide = await ada.page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${width} px wide`).toBeLessThanOrEqual(width)
    }
    await ada.press('#submit-together:not([disabled])')
    await ada.page.waitForSelector('#law-together-heading:focus')
    await ada.page.waitForFunction(
      (n) => document.querySelectorAll('[data-member]').length === n,
      {},
      keys.length,
    )

    const ben = await sitDown(BEN, counter)
    const approve = async (entry: string): Promise<void> => {
      await ben.goTo(lawChange)
      await ben.press(`[data-member="${entry}"] a`)
      await ben.page.waitForSelector('#review-approve:not([disabled])', { visible: true })
      const shown = await ben.page.$eval('#review-view', (view) => view.textContent)
      expect(shown).toContain('together with the others under its law change')
      await ben.press('#review-approve')
      await ben.page.waitForSelector('#review-next', { visible: true })
    }
    await approve(first)
    expect(await ben.page.$eval('#review-next', (next) => next.textContent)).toContain(
      'it goes live together with the others under its law change',
    )
    await ben.goTo(lawChange)
    await ben.page.waitForSelector(`[data-member="${first}"][data-state="approved"]`)
    for (const width of [390, 1280]) {
      await ben.page.setViewport({ width, height: 900 })
      expect(await axeProblems(ben.page, '.impact')).toEqual([])
    }
    expect(wordsOf(await text('/guides/south-africa/'))).not.toContain(penalty)
    for (const entry of others.slice(1)) await approve(entry)
    const [last = ''] = others
    // Taken out with a reason, it waits for nobody, and the others go without it.
    await ben.goTo(lawChange)
    await ben.page.waitForSelector(`[data-take-out="${last}"]`)
    const review = await ben.page.$eval(`[data-member="${last}"] a`, (link) => link.href)
    await ben.press(`[data-take-out="${last}"]`)
    await ben.page.waitForSelector('[id^="take-out-"][id$="-reason"]:focus')
    // Asked of two at once, each has a field of its own.
    await ben.press(`[data-take-out="${first}"]`)
    await ben.page.waitForFunction(() => document.querySelectorAll('#law-together textarea[id]').length === 2)
    const ids = await ben.page.$$eval('#law-together [id]', (all) => all.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(await axeProblems(ben.page, '#law-together')).toEqual([])
    const idOf = (entry: string): string => `#take-out-${entry.replaceAll('/', '-')}`
    await ben.page.$eval(`${idOf(first)} + button`, (cancel) => cancel.click())
    await ben.page.waitForSelector(`${idOf(first)}-ask:focus`)
    await ben.fill(`${idOf(last)}-reason`, 'Its elements need a second look.')
    await ben.press(idOf(last))
    await ben.page.waitForSelector('#law-together-heading:focus, #impact-heading:focus')
    expect(await ben.page.$(`[data-member="${last}"]`)).toBeNull()
    const saying = async (): Promise<string[]> => {
      const { entries } = JSON.parse(await text('/guides/south-africa/guide.json')) as {
        entries: { key: string }[]
      }
      const told = entries.filter((entry) => JSON.stringify(entry).includes(penalty))
      return told.map(({ key }) => key).sort()
    }
    await expect.poll(saying).toEqual(keys.filter((key) => key !== last).sort())
    await ben.goTo(review)
    await ben.page.waitForSelector('#review-approve:not([disabled])', { visible: true })
    const alone = await ben.page.$eval('#review-view', (view) => view.textContent)
    expect(alone).not.toContain('together with the others under its law change')
    await ben.press('#review-approve')
    await ben.page.waitForSelector('#review-next', { visible: true })
    await expect.poll(saying).toEqual([...keys].sort())
    await ben.goTo(lawChange)
    await ben.page.waitForFunction(
      (all) =>
        !document.querySelector('[data-member]') &&
        all.every((key) => document.querySelector(`[data-entry="${key}"]`)?.textContent.includes('Settled')),
      {},
      keys,
    )
    await ada.page.browserContext().close()
    await ben.page.browserContext().close()
  })
})
