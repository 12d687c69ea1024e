import { beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'puppeteer'
import { goTo, openDocument, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { picture } from '../../support/hands.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'
import type { Account } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

let ada: Api
let ben: Api

beforeAll(async () => {
  const [first, second] = accounts as [Account, Account]
  ada = await colleague(url, first)
  ben = await colleague(url, second)
})

interface Offence {
  id: string
  revision: number
  penalty: string
}

async function offence(key: string): Promise<Offence & { screen: string; hash: string; today: string }> {
  const { docs } = await ada<{ docs: Offence[] }>('GET', `/offences?where[key][equals]=${key}`)
  const [found] = docs
  if (!found) throw new Error(`There is no ${key}.`)
  const { live, today } = await ada<{ live: { hash: string }; today: string }>(
    'GET',
    `/offences/${found.id}/desk`,
  )
  return { ...found, today, hash: live.hash, screen: `${url}/admin/collections/offences/${found.id}` }
}

/** Confirms what one reviewer decided alone, and waits until no second review is due. */
async function reviewSecond(page: Page, id: string): Promise<void> {
  await page.click('#review-second')
  await page.waitForSelector('#desk-note', { visible: true })
  await page.click('#desk-confirm')
  await until(async () => {
    const { secondReviewDue } = await ben<{ secondReviewDue: string | null }>('GET', `/offences/${id}/desk`)
    return secondReviewDue === null ? true : null
  })
}

const sees = (page: Page): Promise<string> => textAt(page, '#review-view')

/** Widest that the page is, in CSS pixels. */
const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

describe('what one reviewer made live alone', () => {
  it('is shown to the second: the edition before against it, its sources, then the decision', async () => {
    const { id, revision, penalty, screen, today } = await offence('canada/offence/extortion-by-libel')
    const doc = { revision, penalty: penalty.replace('5 years', '7 years') }
    expect(doc.penalty).not.toBe(penalty)
    await ada('PATCH', `/offences/${id}`, doc)
    await ada('POST', `/offences/${id}/desk/safety-fix`, {
      hash: null,
      revision: revision + 1,
      reason: 'Readers are told a wrong maximum.',
      changeNote: 'The maximum was wrong.',
      changeKind: 'urgent',
      checkedOn: today,
    })
    await until(async () => {
      const { live } = await ben<{ live: { n: number } }>('GET', `/offences/${id}/desk`)
      return live.n === 2 ? live : null
    })

    const { page, trouble } = await people.ben()
    await goTo(page, screen, '#desk-next')
    expect(await textAt(page, '#desk-next')).toBe('Review')
    await page.click('#desk-next')
    await page.waitForSelector('#review-second:not([disabled])')
    await page.waitForSelector('.evidence li')
    await page.waitForSelector('[data-field="penalty"] ins')
    await picture(page, '15-second-review', '#review-view')
    expect(await sees(page)).toMatch(
      /made edition 2 live alone.*Readers are told a wrong maximum\..*The maximum was wrong\..*Edition 2, against edition 1, which readers saw before/s,
    )
    expect(await textAt(page, '[data-field="penalty"] del')).toContain('5')
    expect(await textAt(page, '[data-field="penalty"] ins')).toContain('7')
    expect(await textAt(page, '.evidence')).toMatch(/Supports: .*Maximum penalty/s)
    expect(await axeProblems(page, '#review-view')).toEqual([])

    await reviewSecond(page, id)
    expect(trouble).toEqual([])
  })

  it('shows the note of a change that was corrected alone, as it was and as it is', async () => {
    const key = 'canada/offence/extortion-by-libel'
    const { id, screen } = await offence(key)
    const { docs } = await ada<{ docs: { seq: number; note: string }[] }>(
      'GET',
      `/changes?where[entry][equals]=${key}&sort=-seq&limit=1`,
    )
    const [change] = docs
    expect(change?.note).toBe('The maximum was wrong.')
    const note = 'The maximum is seven years.'
    await ada('POST', `/offences/${id}/desk/correct-note`, { seq: change?.seq, note })

    const { page, trouble } = await people.ben()
    await goTo(page, screen, '#desk-next')
    expect(await textAt(page, '#desk-next')).toBe('Review')
    await page.click('#desk-next')
    await page.waitForSelector('#review-second:not([disabled])')
    expect(await sees(page)).toMatch(
      /The note of change \d+, as it was and as it is.*corrected the note of change \d+ alone.*A second review is due by.*It said.*The maximum was wrong\..*It says.*The maximum is seven years\./s,
    )
    expect(await axeProblems(page, '#review-view')).toEqual([])
    await page.setViewport({ width: 360, height: 900, hasTouch: true, isMobile: true })
    // A switch to touch loads the page again.
    await page.waitForSelector('#review-second:not([disabled])')
    expect(await widthOf(page)).toBe(360)
    await reviewSecond(page, id)
    expect(trouble).toEqual([])
  })
})

describe('a withdrawal that somebody asks for', () => {
  it('shows in the bar, and to the reviewer with its reason, what would go, and on which sources it stands', async () => {
    const { id, hash, screen } = await offence('canada/offence/doxxing')
    await ada('POST', `/offences/${id}/desk/ask-withdrawal`, {
      hash,
      reason: 'It was never an offence of its own.',
      changeNote: 'Taken out: it is no offence of its own.',
    })
    const asking = await people.ada()
    await goTo(asking.page, `${screen}/review`, '#desk-more button')
    expect(await textAt(asking.page, '#desk-state')).toMatch(/Live since .* · withdrawal asked for/)
    expect(await textAt(asking.page, '#review-why')).toMatch(/You asked for this withdrawal/)
    expect(await asking.page.$('#review-withdraw')).toBeNull()

    const { page, trouble } = await people.ben()
    await page.goto(`${screen}/review`)
    await page.waitForSelector('#review-withdraw:not([disabled])')
    await page.waitForSelector('.evidence li')
    await page.waitForSelector('.tracked-fields > li')
    await page.$eval('.evidence', (sources) => sources.scrollIntoView({ block: 'center' }))
    await picture(page, '14-withdrawal-review', '#review-view')
    expect(await sees(page)).toMatch(
      /It was never an offence of its own\..*Taken out: it is no offence of its own\..*What readers see now, and would no longer/s,
    )
    expect(await page.$$eval('.tracked-fields > li', (fields) => fields.length)).toBeGreaterThan(4)
    expect(await axeProblems(page, '#review-view')).toEqual([])
    expect(await page.$('.desk-verdict #review-decline')).not.toBeNull()
    await page.click('#review-withdraw')
    await page.waitForSelector('#desk-confirm', { visible: true })
    await page.click('#desk-confirm')
    await until(async () => {
      const { live } = await ben<{ live: unknown }>('GET', `/offences/${id}/desk`)
      return live === null ? true : null
    })
    expect([...trouble, ...asking.trouble]).toEqual([])
  })
})

describe('on a narrow screen', () => {
  it.each([320, 360, 390])('every screen of an entry is no wider than %i pixels', async (width) => {
    const { screen } = await offence('canada/offence/extortion-by-libel')
    for (const [view, there] of [
      ['', '#field-penalty'],
      ['/review', '.desk-view__title'],
      ['/history', '.desk-events li'],
    ] as const) {
      const { page } = await people.ada()
      await page.setViewport({ width, height: 900, hasTouch: true, isMobile: true })
      await page.goto(screen + view)
      await page.waitForSelector('#desk-more')
      await page.waitForSelector(there)
      expect([view, await widthOf(page)]).toEqual([view, width])
    }
  })
})

describe('a row that is added while an answer is on its way', () => {
  it('gets its fields', async () => {
    const { page } = await people.ada()
    await openDocument(page, url, 'offences', 'Criminal harassment · Canada')
    await page.waitForSelector('#field-citations .array-field__add-row')
    await page.emulateNetworkConditions({ download: -1, upload: -1, latency: 400 })
    await page.focus('#field-penalty')
    await page.keyboard.type('x')
    await new Promise((resolve) => setTimeout(resolve, 350)) // the form has asked its server, which has not answered
    await page.click('#field-citations .array-field__add-row')
    await page.emulateNetworkConditions(null)
    const rows = await page.$$eval('#field-citations > .array-field__draggable-rows > *', (all) => all.length)
    expect(
      await page.waitForSelector(`#citations-row-${rows - 1} [id="field-citations__${rows - 1}__pinpoint"]`),
    ).not.toBeNull()
  })
})

it('says on the desk and on the page of the watch that it is off', async () => {
  const { page } = await people.ada()
  for (const path of ['/admin', '/admin/watch']) {
    await page.goto(url + path)
    await page.waitForSelector('#watch-off')
    expect(await textAt(page, 'main, .template-default')).not.toMatch(
      /again every|it is made every|looks at every source/,
    )
  }
})
