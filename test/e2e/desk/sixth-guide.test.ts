import type { Page, Target } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { addressOf, answers, textAt, valueOf } from '../../support/admin.ts'
import { axeProblems, DESKTOP } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands, picture } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'
import { wordsOf } from '../../support/publish/words-of.ts'

/*
 * A place to which the law and most bodies of another apply: an island that belongs to New South Wales. It gets the
 * smallest guide of the sample, with every fact of its own said, every source opened and every entry checked. In a place
 * with other law, each text that does not hold costs one interaction more, and each source that is new another.
 */

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const ENTRIES = 14
const CEILING = 90

const PLACE = 'Lord Howe Island'
const guideText = async (path = '/guides/lord-howe-island/'): Promise<Response> => fetch(url + path)

/** The offences, in printed order: what each costs, and where it stands. */
const OFFENCES = [
  { title: 'Criminal harassment online', penalty: 'Up to 5 years in prison.', section: 'Section 474.17' },
  { title: 'Threats to kill', penalty: 'Up to 10 years in prison.', section: 'Section 474.15' },
  { title: 'Image-based abuse', penalty: 'Up to 6 years in prison.', section: 'Section 474.17A' },
  { title: 'Doxxing', penalty: 'Up to 6 years in prison.', section: 'Section 474.17C' },
  { title: 'Doxxing of a protected group', penalty: 'Up to 7 years in prison.', section: 'Section 474.17D' },
  { title: 'Identity theft', penalty: 'Up to 5 years in prison.', section: 'Section 372.1' },
]

const REGISTER = 'Federal Register of Legislation'
const POLICE = 'NSW Police Force'
const CYBER = 'Report | Cyber.gov.au'

/** One person at work on a guide. */
class AtWork extends Hands {
  readonly #read = new Set<string>()

  /** The line of a source of the original that was cited for these. */
  async #line(title: string, supports: string): Promise<string> {
    await this.page.waitForSelector('.cite__original li')
    const at = await this.page.$$eval(
      '.cite__original li',
      (lines, named, claims) =>
        lines.findIndex(({ textContent }) => textContent.includes(named) && textContent.includes(claims)),
      title,
      supports,
    )
    if (at < 0) throw new Error(`No ${title} for ${supports}: ${await textAt(this.page, '.cite__original')}`)
    return `.cite__original li:nth-child(${at + 1})`
  }

  /** Presses a link that opens a tab; once more if it had moved away below the pointer. */
  async #opens(link: string): Promise<Target> {
    const isNew = (target: Target): boolean => target.opener() === this.page.target()
    const tab = (): Promise<Target> =>
      this.page.browserContext().waitForTarget(isNew, { timeout: PATIENCE / 6 })
    await this.press(link)
    return tab().catch(async () => {
      await this.press(link)
      return tab()
    })
  }

  /** Cites a source of the original; it is opened first, once a day. */
  async citeOriginal(title: string, supports: string): Promise<void> {
    const line = await this.#line(title, supports)
    if (!this.#read.has(title)) {
      expect(await this.page.$(`${line} button:disabled`), 'not before it was opened').not.toBeNull()
      const tab = await this.#opens(`${line} a`)
      await (await tab.page())?.close()
      await this.page.bringToFront()
      this.#read.add(title)
      await this.page.waitForSelector(`${line} button:not([disabled])`)
    }
    await this.press(`${line} button`)
    await this.page.waitForFunction(
      (named) => document.querySelector('#cite-said')?.textContent.includes(`: “${named}`) ?? false,
      {},
      title,
    )
  }

  /** The next entry, once its form answers. */
  async at(title: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelector('#copy-checked') !== null &&
        (document.querySelector<HTMLInputElement>('#field-title')?.value ?? wanted).startsWith(wanted) &&
        !document.querySelector('#action-save:not([disabled])'),
      { timeout: PATIENCE },
      title,
    )
    await this.page.waitForSelector('#desk-state[data-state="never-live"]')
    await answers(this.page, '#copy-checked-high')
  }

  /** Says that every word was checked; that leads on. */
  async checked(): Promise<void> {
    const before = this.page.url()
    await this.press('#copy-checked-high')
    await this.page
      .waitForFunction((was) => location.href !== was, { timeout: PATIENCE }, before)
      .catch(async (error: unknown) => {
        const said = await this.page.$$eval('.desk-form, .payload-toast-item', (all) =>
          all.map((each) => each.textContent).join(' '),
        )
        throw new Error(`It does not lead on. The screen says: ${said}`, { cause: error })
      })
  }
}

const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Our part of a screen, as a picture, on a wide screen and on a phone. */
async function look(page: Page, selector: string): Promise<void> {
  expect(await axeProblems(page, selector)).toEqual([])
  try {
    await page.setViewport({ width: 390, height: 844 })
    expect(await wide(page)).toBe(0)
    expect(await axeProblems(page, selector)).toEqual([])
  } finally {
    await page.setViewport(DESKTOP)
  }
}

/** Scrolls through all of it, as often as a slow browser needs to see each end. @returns what the button says then. */
async function readOn(page: Page): Promise<string> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += window.innerHeight / 2) {
      window.scrollTo(0, y)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  })
  return textAt(page, '#guide-approve')
}

/** Makes the place, and copies the guide of another into it. */
async function begin(ada: AtWork): Promise<void> {
  const { page } = ada
  await ada.goTo(`${url}/admin/collections/jurisdictions/create`)
  await ada.fill('#field-name', PLACE)
  await ada.fill('#field-iso', 'AU-LHI')
  await ada.choose('#field-kind', 'Territory')
  await ada.choose('#field-guide', 'being built')
  expect([await valueOf(page, '#field-inSentence'), await valueOf(page, '#field-slug')]).toEqual([
    PLACE,
    'lord-howe-island',
  ])
  await ada.press('#desk-next')
  await page.waitForSelector('#desk-confirm', { visible: true })
  await ada.press('#desk-confirm')
  await page.waitForSelector('#desk-state[data-state="in-review"]')

  await ada.press('#guide-begin')
  await page.waitForSelector('#copy-from')
  await answers(page, '#copy-from')
  const from = await page.$$eval('#copy-from option', (all) =>
    all.flatMap((option) => (option.textContent === 'Australia' ? [option.value] : [])),
  )
  await ada.select('#copy-from', from[0] ?? '')
  await page.waitForSelector('[data-kind="offence"]')
  expect(await textAt(page, '#copy-run')).toBe(`Copy ${ENTRIES} entries`)
  await ada.press('#copy-run:not([disabled])')
  await page.waitForSelector('#copy-said a')
  expect(await page.$$eval('#copy-said a', (all) => all.length)).toBe(ENTRIES)
  await ada.press('#copy-said li:first-child a')
}

/** What is of this place alone: its emergency number, whether doxxing is an offence, the rule on recording. */
async function profile(ada: AtWork): Promise<void> {
  await ada.at('')
  await ada.press('#field-emergency__contacts .array-field__add-row')
  await ada.fill('#field-emergency__contacts__0__value', '000')
  await ada.choose('#field-doxxing__status', 'A standalone')
  await ada.fill(
    '#field-doxxing__text',
    'Publishing private details to menace or harass is a crime of its own.',
  )
  await ada.choose('#field-recording__rule', 'All-party')
  await ada.fill('#field-recording__text', 'Everybody who takes part must agree before you record a call.')
  await ada.citeOriginal('Triple Zero', 'Emergency numbers')
  await ada.citeOriginal(REGISTER, 'Doxxing status')
  await ada.citeOriginal('Surveillance Devices Act 2007', 'Recording rule')
  await look(ada.page, '#copy-checked')
  await ada.checked()
}

async function channels(ada: AtWork): Promise<void> {
  await ada.at('ReportCyber')
  await ada.citeOriginal(CYBER, 'What it does')
  expect(await valueOf(ada.page, '#field-url')).toBe('https://www.cyber.gov.au/report-and-recover/report')
  await ada.checked()

  await ada.at('Police Assistance Line')
  await ada.fill(
    '#field-does',
    'Phone this line about a crime that is not urgent. The person who answers makes a police record. In immediate danger, call 000.',
  )
  await ada.citeOriginal(POLICE, 'What it does')
  await ada.checked()

  await ada.at('State or territory police')
  await ada.fill(
    '#field-does',
    'Go to the police station on the island about stalking, intimidation or threats, and make a formal statement there.',
  )
  await ada.citeOriginal(POLICE, 'What it does')
  await ada.checked()

  await ada.at('ReportCyber: what the national body does')
  await ada.citeOriginal(CYBER, 'What it does')
  await ada.checked()

  await ada.at('eSafety Commissioner')
  await ada.fill('#field-url', 'https://www.esafety.gov.au/report')
  await ada.citeOriginal('eSafety Commissioner', 'Role and What it does')
  await ada.checked()

  await ada.at('Australian Federal Police')
  await ada.citeOriginal('Australian Federal Police', 'Address')
  await ada.checked()
}

async function offences(ada: AtWork): Promise<void> {
  for (const { title, penalty, section } of OFFENCES) {
    await ada.at(title)
    await ada.choose('#field-standing', 'In force')
    await ada.fill('#field-penalty', penalty)
    await ada.fill('#field-section', section)
    await ada.citeOriginal(REGISTER, 'Maximum penalty')
    expect(await textAt(ada.page, '#cite-said')).toContain('It is filled in as “Official source”, too.')
    await ada.checked()
  }
}

async function ladder(ada: AtWork): Promise<void> {
  const { page } = ada
  await ada.at('')
  const steps = await page.$$eval('#field-steps > .array-field__draggable-rows > *', (rows) =>
    rows.map(({ textContent }) => textContent),
  )
  const row = steps.findIndex((text) => text.includes('Complain about how police handled it'))
  await ada.press(`#steps-row-${row} .collapsible__toggle`)
  await ada.fill(
    `#field-steps__${row}__text`,
    'If police mishandle your report, complain to the Law Enforcement Conduct Commission.',
  )
  await ada.citeOriginal('Law Enforcement Conduct Commission', 'Complain about how police handled it')
  await ada.citeOriginal(POLICE, 'Ask for the Officer in Charge')
  await ada.citeOriginal('Report | eSafety Commissioner', 'Start the civil way')
  await ada.checked()
}

describe('the sixth guide', () => {
  it(`is public after at most ${CEILING} interactions of two people, from “there is no such place”`, async () => {
    const counter = { acts: 0 }
    const [one, two] = await people.both()
    const ada = new AtWork(one.page, counter)
    // The reviewer by keyboard alone.
    const ben = new AtWork(two.page, counter, { keyboard: true })
    const marks: Record<string, number> = {}
    const mark = (name: string): void => {
      marks[name] = counter.acts
    }

    await begin(ada)
    mark('begun')
    await profile(ada)
    mark('profile')
    await channels(ada)
    mark('channels')
    await offences(ada)
    mark('offences')
    await ladder(ada)
    mark('ladder')

    // The last entry leads to where all of them are submitted.
    await ada.page.waitForSelector('#guide-ready-heading:focus')
    expect(await textAt(ada.page, '#guide-submit')).toBe(`Submit ${ENTRIES} entries for review`)
    await look(ada.page, '#guide-state')
    await ada.page.$eval('#guide-ready-heading', (heading) => heading.scrollIntoView())
    await picture(ada.page, '20-guide-ready', '#guide-ready')
    await ada.press('#guide-submit')
    await ada.page.waitForSelector('#guide-review')
    expect(await ada.page.$('#guide-ready')).toBeNull()
    mark('submitted')

    // From the mail about one of them to the whole guide; each is read to its end.
    const first = await addressOf(two.page, url, 'profiles', 'lord-howe-island/profile')
    await ben.goTo(`${first}/review`)
    await ben.press('#review-guide')
    await ben.page.waitForSelector('#guide-approve')
    await ben.page.waitForFunction(
      (all) => document.querySelectorAll('[data-read-entry]:has(.comparison)').length === all,
      { timeout: PATIENCE },
      ENTRIES + 1,
    )
    expect(await textAt(ben.page, '.guide-review__decide')).not.toContain(`${ENTRIES + 1} of`)
    await look(ben.page, '.guide-review')
    await ben.page.bringToFront()
    await expect.poll(() => readOn(ben.page), { timeout: PATIENCE }).toBe(`Approve ${ENTRIES + 1} editions`)
    await ben.page.$eval('.claim-evidence[data-claim="penalty"]', (beside) =>
      beside.scrollIntoView({ block: 'center' }),
    )
    await picture(ben.page, '21-guide-review', '.guide-review')
    await ben.press('#guide-approve')
    await expect
      .poll(() => textAt(ben.page, '#guide-review-said'), { timeout: PATIENCE })
      .toBe(`${ENTRIES + 1} approved`)
    mark('approved')

    // All of it is live, and readers know nothing of it.
    await expect
      .poll(
        async () => {
          await ada.page.evaluate(() => window.dispatchEvent(new Event('focus')))
          return textAt(ada.page, '#guide-state')
        },
        { timeout: PATIENCE, interval: 1_000 },
      )
      .toContain('Everything that it needs is live')
    expect((await guideText()).status).toBe(404)
    await ada.page.waitForFunction(() => document.querySelector('.guide-checklist') === null, {
      timeout: PATIENCE,
    })
    await ada.press('#guide-open')
    await ada.page.waitForSelector('#desk-confirm', { visible: true })
    await ada.press('#desk-confirm')
    await ada.page.waitForSelector('#desk-state[data-state="in-review"]')
    mark('opened')
    await ben.goTo(`${ada.page.url().split(/[?#]/)[0]}/review`)
    await ben.press('#review-approve:not([disabled])')
    await ben.page.waitForSelector('#review-next', { visible: true })
    expect(counter.acts, JSON.stringify(marks)).toBeLessThanOrEqual(CEILING)

    await expect.poll(async () => (await guideText()).status, { timeout: PATIENCE }).toBe(200)
    const words = wordsOf(await (await guideText()).text())
    for (const { penalty, section } of OFFENCES)
      expect([words.includes(penalty), words.includes(section)]).toEqual([true, true])
    expect(words).toContain('000')
    expect(words).not.toMatch(/Queensland|Victoria|to be checked/)
    expect(wordsOf(await (await guideText('/')).text())).toContain(PLACE)
    const data = (await (await guideText('/guides/lord-howe-island/guide.json')).json()) as {
      entries: { key: string }[]
    }
    expect(data.entries.filter(({ key }) => key.startsWith('lord-howe-island/'))).toHaveLength(ENTRIES)
    expect([...one.trouble, ...two.trouble]).toEqual([])
  })
})
