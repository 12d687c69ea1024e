import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { legalDate, printDate } from '#domain/dates.ts'
import { goTo, signIn, untilReadable, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { signInByHand } from '../../support/desk/signed-in-by-hand.ts'
import { picture, takesPictures, type Hands } from '../../support/hands.ts'
import { wordsOf } from '../../support/publish/words-of.ts'
import { readPdf } from '../../support/publish/pdf.ts'
import { full } from '../../support/scale.ts'
import { sharedServer } from '../../support/shared-server.ts'
import type { Account } from '../../support/server.ts'

const { url, accounts } = await sharedServer()
let running: Borrowed

beforeAll(async () => {
  running = await borrowBrowser()
})
afterAll(async () => {
  await running?.close()
})

const [ADA, BEN] = accounts as [Account, Account]

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

const sitDown = (account: Account, counter: { acts: number }, keyboard = false): Promise<Hands> =>
  signInByHand(running, { url, account, counter, keyboard })

const today = new Date().toISOString().slice(0, 10)

interface Story {
  title: string
  instrument: string
  provisions: string
  entry: string
  other: string
  guide: string
  penalty: string
  /** A citation that the flag names. */
  cited: string
  keyboard: boolean
}

const STORIES: Story[] = [
  {
    title: 'The maximum for fraud rises',
    instrument: 'Fraud Act 2006',
    provisions: 's. 1',
    entry: 'northern-ireland/offence/identity-fraud',
    other: 'scotland/offence/identity-fraud',
    guide: 'northern-ireland',
    penalty: 'Up to 12 years in prison, a fine, or both.',
    cited: 'The whole entry: ss. 1 and 2, s. 1',
    keyboard: false,
  },
  {
    title: 'Intimidation is amended',
    instrument: 'Intimidation Act',
    provisions: 's. 1(1)',
    entry: 'south-africa/offence/intimidation',
    other: '',
    guide: 'south-africa',
    penalty: 'Up to 11 years in prison, a fine, or both.',
    cited: 'The whole entry: s. 1(1)(a), s. 1(1), s. 1(1)(b)',
    keyboard: true,
  },
]

// With the mouse in full runs only, and for the pictures: every other test of the desk uses it.
describe.each(STORIES.filter(({ keyboard }) => full || takesPictures || keyboard))(
  'a law change, keyboard alone: $keyboard',
  (story) => {
    it('comes from the news to the page by two people', async () => {
      const counter = { acts: 0 }
      const ada = await sitDown(ADA, counter, story.keyboard)
      // People sign in once a day: what a law change costs begins at the desk.
      counter.acts = 0

      // What happened, and what it touches.
      await ada.goTo(`${url}/admin/collections/law-changes/create`)
      await ada.fill('#field-title', story.title)
      await ada.choose('#field-instrument', story.instrument)
      await ada.page.waitForSelector('.impact__table')
      await ada.fill('#field-provisions', story.provisions)
      await ada.fillDay('#field-effectiveOn', today)
      await ada.press('#action-save')
      await ada.page.waitForSelector('#flag-entries', { visible: true })
      await ada.press('#flag-entries')
      await ada.page.waitForFunction(
        () => document.querySelector('[data-entry]')?.textContent?.includes('Open') === true,
      )
      const lawChange = ada.page.url()
      if (story.other) {
        // It cites the Act without a provision: a person tells whether it is concerned.
        await ada.press(`#impact-to-check [data-entry="${story.other}"] input[type="checkbox"]`)
        await ada.press('#flag-chosen:not([disabled])')
        await ada.page.waitForFunction(() => !document.querySelector('#impact-to-check'))
      }
      if (!story.keyboard) {
        await ada.page.$eval('.impact', (panel) => panel.scrollIntoView())
        await picture(ada.page, '02-law-change', '.impact')
      }

      // The edit, with the flag and the sources in sight.
      await ada.press(`[data-entry="${story.entry}"] a`)
      await ada.page.waitForSelector('[data-flag="law-change"]', { visible: true })
      const { origin, pathname } = new URL(ada.page.url())
      const offence = origin + pathname
      const flag = await ada.page.$eval('[data-flag="law-change"]', (notice) => notice.textContent)
      expect(flag).toContain(`It changes ${story.provisions}. In force from ${printDate(legalDate(today))}.`)
      expect(flag).toContain(story.cited)
      await ada.page.waitForFunction(
        () => !document.querySelector('#field-jurisdiction')?.textContent.includes('Select a value'),
      )
      if (!story.keyboard) await picture(ada.page, '03-entry')
      await ada.fill('#field-penalty', story.penalty)
      await ada.press('#action-save:not([disabled])')
      await ada.page.waitForFunction(
        () => document.querySelector('#desk-next')?.textContent === 'Submit for review',
      )
      await ada.press('#desk-next')
      // The keyboard leaves it to the reviewer to say what became of the law.
      if (!story.keyboard) await ada.pick('#desk-law-0-states-new-law')
      // The law has a new text: whether the entry was compared with it is asked, and not assumed.
      const asked = await ada.page.$eval('#desk-newText', (question) => question.textContent)
      expect(asked).toContain(`the text in force from ${printDate(legalDate(today))}`)
      await ada.pick('#desk-newText input[value="today"]')
      await ada.fill('#desk-changeNote', 'The maximum rose.')
      expect(await axeProblems(ada.page, '.desk-form')).toEqual([])
      if (!story.keyboard) await picture(ada.page, '04-submit', '#desk-changeNote')
      await ada.press('#desk-confirm')
      await ada.page.waitForSelector('#desk-state[data-state="in-review"]')
      expect(wordsOf(await text(`/guides/${story.guide}/`))).not.toContain(story.penalty)

      // A second person approves exactly what is shown.
      const { acts } = counter
      const ben = await sitDown(BEN, counter, story.keyboard)
      counter.acts = acts
      if (!story.keyboard) await picture(ben.page, '01-desk')
      await ben.press(`a[href*="${new URL(offence).pathname}"]`)
      await ben.page.waitForSelector('#desk-bar, #review-view', { visible: true })
      if (!ben.page.url().endsWith('/review')) await ben.press('#desk-next')
      await ben.page.waitForSelector('#review-approve:not([disabled])', { visible: true })
      const shown = await ben.page.$eval('#review-view', (view) => view.textContent)
      expect(shown).toContain('The maximum rose.')
      expect(shown.indexOf('Flagged for a law change'), 'before all that changed').toBe(
        shown.search(/Flagged for a law change|Maximum penalty/),
      )
      expect(shown).toContain('Maximum penalty')
      const law = await ben.page.$eval('#review-law', (section) => section.textContent)
      expect(law).toContain(story.title)
      expect(law).toContain(story.keyboard ? 'not answered' : 'states the new law')
      expect(await axeProblems(ben.page, '#review-view')).toEqual([])
      if (!story.keyboard) await picture(ben.page, '05-review', '#review-view')
      if (story.keyboard) {
        // Without a reason it is refused, and the field has the focus.
        await ben.pick('#review-law-0-not-affected')
        await ben.press('#review-approve')
        await ben.page.waitForFunction(() => document.activeElement?.id === 'review-law-0-because')
        await ben.pick('#review-law-0-states-new-law')
      }
      await ben.press('#review-approve')
      await untilReadable(ben.page)
      if (!story.keyboard) await picture(ben.page, '06-live', '#desk-progress')
      const readable = await ben.page.$eval('#desk-readable', (link) => (link as HTMLAnchorElement).href)
      await ben.press('#desk-readable')
      await ben.page.bringToFront()
      expect(counter.acts, 'interactions of both people').toBeLessThanOrEqual(40)

      const page = wordsOf(await (await fetch(readable)).text())
      expect(page).toContain(story.penalty)
      // Submitted from a flagged entry: the day of the law change was filled in.
      expect(page).toContain(`since ${printDate(legalDate(today))}`)
      expect(await text('/changes/')).toContain('The maximum rose.')
      expect(await text(`/guides/${story.guide}/feed.atom`)).toContain('The maximum rose.')
      const bytes = await (await fetch(`${url}/guides/${story.guide}/${story.guide}.a4.pdf`)).arrayBuffer()
      const pdf = await readPdf(new Uint8Array(bytes))
      expect(pdf.pages.join('\n').replace(/\s+/g, ' ')).toContain(story.penalty)

      await ben.goTo(lawChange)
      await ben.page.waitForFunction(
        (entry) =>
          document.querySelector(`[data-entry="${entry}"]`)?.textContent?.includes('Settled') === true,
        {},
        story.entry,
      )
      await ben.goTo(`${offence}/history`)
      await ben.page.waitForSelector('[data-action="go-live"]')
      const settled = await ben.page.$eval('[data-action="go-live"]', (event) => event.textContent)
      expect(settled).toMatch(new RegExp(`Settled: ${story.title}.*: .* states the new law, edition 2`))

      // The other entry needs no new words: a reviewer opens each source, and says so.
      if (story.other) {
        await ben.goTo(lawChange)
        await ben.press(`[data-entry="${story.other}"] a`)
        await ben.page.waitForSelector('#desk-bar', { visible: true })
        // It is flagged and overdue: verifying is what the desk offers next.
        await ben.press('#desk-next')
        await ben.page.waitForSelector('#desk-opened', { visible: true })
        await ben.pick('#desk-law-0-not-affected')
        await ben.fill('#desk-law-0-because', 'The maximum changed in Northern Ireland alone.')
        if (!story.keyboard) await picture(ben.page, '07-verify', '#desk-opened')
        // Every source is opened; the tabs themselves would lead out of this machine.
        for (const link of await ben.page.$$('#desk-opened a'))
          await link.evaluate((anchor) => {
            anchor.addEventListener('click', (event) => event.preventDefault())
            anchor.click()
          })
        await ben.press('#desk-confirm')
        await ben.page.waitForFunction(() => !document.querySelector('[data-flag="law-change"]'))
        await ben.goTo(lawChange)
        await ben.page.waitForFunction(() =>
          [...document.querySelectorAll('[data-entry]')].every((row) => row.textContent?.includes('Settled')),
        )
      }
      await ada.page.browserContext().close()
      await ben.page.browserContext().close()
    })
  },
)

describe('a law change of one subsection', () => {
  it('concerns the two entries that rest on it, while it is typed, and leaves the others to people or alone', async () => {
    const ada = await sitDown(ADA, { acts: 0 })
    await ada.goTo(`${url}/admin/collections/law-changes/create`)
    await ada.choose('#field-instrument', 'Communications Act 2003')
    await ada.page.waitForSelector('.impact__table')
    const all = await ada.page.$$eval('[data-entry]', (rows) => rows.length)
    await ada.fill('#field-provisions', 's. 127(3)')
    await ada.page.waitForSelector('.impact__others')
    const shown = await ada.page.$$eval('.impact__table:not(details *) [data-entry]', (rows) =>
      rows
        .filter((row) => !row.querySelector('[data-reach]') || row.textContent.includes('s. 127(3)'))
        .map((row) => row.getAttribute('data-entry')),
    )
    expect(shown).toEqual([
      'northern-ireland/offence/menacing-messages',
      'scotland/offence/menacing-messages',
    ])
    expect(all).toBeGreaterThanOrEqual(9)
    expect(await ada.page.$eval('.impact__totals', (totals) => totals.textContent)).toContain('2 entries')
    await ada.page.$eval('.impact__others', (others) => others.setAttribute('open', ''))
    expect(await ada.page.$$eval('[data-entry]', (rows) => rows.length)).toBe(all)
    for (const width of [390, 1280]) {
      await ada.page.setViewport({ width, height: 900 })
      expect(await axeProblems(ada.page, '.impact')).toEqual([])
    }
    await ada.page.browserContext().close()
  })
})

describe.each([{ keyboard: false }, { keyboard: true }])(
  'entries that a law change does not concern, keyboard alone: $keyboard',
  ({ keyboard }) => {
    it('are left out together with a reason that their record keeps, and are flagged after all', async () => {
      const ada = await sitDown(ADA, { acts: 0 }, keyboard)
      await ada.goTo(`${url}/admin/collections/law-changes/create`)
      await ada.fill('#field-title', `The Code is renumbered${keyboard ? ' again' : ''}`)
      await ada.choose('#field-instrument', 'Criminal Code Act 1995')
      await ada.page.waitForSelector('.impact__table')
      await ada.fillDay('#field-effectiveOn', today)
      await ada.press('#action-save')
      await ada.page.waitForSelector('#flag-entries', { visible: true })
      const keys = await ada.page.$$eval('[data-entry]', (rows) =>
        rows.map((row) => row.getAttribute('data-entry') ?? ''),
      )
      const [first = '', second = ''] = keys
      const tick = async (entry: string): Promise<void> => {
        const box = `[data-entry="${entry}"] input[type="checkbox"]`
        if (!keyboard) return ada.press(box)
        await ada.reach(box)
        await ada.page.keyboard.press('Space')
      }
      await tick(first)
      await tick(second)
      await ada.press('#leave-out-chosen:not([disabled])')
      await ada.page.waitForSelector('#leave-out-reason:focus')
      // Without a reason it is refused, in words.
      await ada.press('#leave-out:not([disabled])')
      const refused = await ada.page.waitForSelector('.impact__chosen [role="alert"]', { visible: true })
      expect(await refused?.evaluate((alert) => alert.textContent)).toMatch(/^Say why[^.]+\.$/)
      for (const width of [390, 1280]) {
        await ada.page.setViewport({ width, height: 900 })
        expect(await axeProblems(ada.page, '.impact')).toEqual([])
        const wide = await ada.page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `${width} px wide`).toBeLessThanOrEqual(width)
      }
      // Its field is named, described and limited; without it the focus goes back to where it was asked for.
      expect(
        await ada.page.$eval('#leave-out-reason', (field) =>
          field instanceof HTMLTextAreaElement
            ? [field.labels[0]?.textContent, field.maxLength, field.getAttribute('aria-describedby')]
            : [],
        ),
      ).toEqual(['Why the change does not concern them', 2000, 'leave-out-help'])
      expect(await ada.page.$eval('#leave-out-help', (help) => help.textContent)).toContain(
        'At most 2,000 characters.',
      )
      await ada.fill('#leave-out-reason', 'Only the numbers of its sections changed.')
      await ada.press('#leave-out:not([disabled])')
      await ada.page.waitForSelector('#impact-left-out')
      await ada.page.waitForSelector('#impact-chosen:focus')
      expect(await ada.page.$$eval('#impact-left-out [data-entry]', (rows) => rows.length)).toBe(2)
      expect(await ada.page.$eval('#impact-left-out', (group) => group.textContent)).toContain(
        'Only the numbers of its sections changed.',
      )
      // One of them is flagged after all.
      await ada.press('#impact-left-out summary')
      await tick(first)
      await ada.press('#flag-chosen:not([disabled])')
      await ada.page.waitForFunction(
        (entry) => document.querySelector(`[data-entry="${entry}"]`)?.textContent.includes('Open') === true,
        {},
        first,
      )
      expect(await ada.page.$$eval('#impact-left-out [data-entry]', (rows) => rows.length)).toBe(1)
      // So that the entry bears no flag for other tests.
      await tick(first)
      await ada.press('#leave-out-chosen:not([disabled])')
      await ada.fill('#leave-out-reason', 'Its number changed as well, and nothing else.')
      await ada.press('#leave-out:not([disabled])')
      await ada.page.waitForFunction(
        () => document.querySelectorAll('#impact-left-out [data-entry]').length === 2,
      )
      const opened = await ada.page.$eval(`[data-entry="${second}"] a`, (link) => link.href)
      await ada.goTo(`${opened}/history`)
      await ada.page.waitForSelector('[data-action="flag"]')
      expect(await ada.page.$eval('[data-action="flag"]', (event) => event.textContent)).toMatch(
        /left the entry out of a law change.*Only the numbers of its sections changed/s,
      )
      await ada.page.browserContext().close()
    })
  },
)

describe('the desk', () => {
  it('has no complaint of axe, 390 and 1280 px wide', async () => {
    const { page } = await signIn(running, url, ADA)
    await page.setViewport({ width: 390, height: 900 })
    await goTo(page, `${url}/admin`, '.board')
    expect(await axeProblems(page)).toEqual([])
    await page.setViewport({ width: 1280, height: 900 })
    expect(await axeProblems(page)).toEqual([])
    // What is not looked for is said where somebody would trust it.
    expect(await textAt(page, '.board')).toContain('The watch is off.')
    await goTo(page, `${url}/admin/watch`, '#bell')
    await page.waitForSelector('#watch-off')
    await page.browserContext().close()
  })
})
