import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atWords } from '#domain/content/text-fragment.ts'
import { answers, goTo, textAt } from '../../support/admin.ts'
import { axeProblems, DESKTOP, watchedPage } from '../../support/browser.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import type { Account } from '../../support/server.ts'
import { until } from '../../support/until.ts'

// What waits for a person is counted here: nobody else puts anything into the queue.
const server = await ownServer({ WATCH: 'off' })
const { url } = server
const people = twoPeople(server)

const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true }

let ada: Api
let ben: Api
beforeAll(async () => {
  const [first, second] = server.accounts as [Account, Account]
  ada = await colleague(url, first)
  ben = await colleague(url, second)
})

interface Found {
  id: string
  revision: number
}

async function find(key: string): Promise<Found & Record<string, unknown>> {
  const { docs } = await ada<{ docs: (Found & Record<string, unknown>)[] }>(
    'GET',
    `/offences?depth=0&limit=1&where[key][equals]=${key}`,
  )
  const [entry] = docs
  if (!entry) throw new Error(`There is no ${key}.`)
  return entry
}

/** A change of Ada's that waits for review. @returns the address of the entry's screen. */
async function submitted(key: string, changes: Record<string, string>): Promise<string> {
  const entry = await find(key)
  const path = `/offences/${entry.id}`
  await ada('PATCH', path, { ...changes, revision: entry.revision })
  const { revision, today } = await ada<{ revision: number; today: string }>('GET', `${path}/desk`)
  await ada('POST', `${path}/desk/submit`, {
    revision,
    changeNote: 'Said more exactly.',
    changeKind: 'change',
    checkedOn: today,
  })
  return `${url}/admin/collections/offences/${entry.id}`
}

const stateOf = async (key: string): Promise<string | null> => {
  const { id } = await find(key)
  const { open } = await ada<{ open: { state: string } | null }>('GET', `/offences/${id}/desk`)
  return open?.state ?? null
}

/** What has the focus: `body` means that a keyboard has lost its place. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return element === null || element === document.body
      ? 'body'
      : element.id || element.tagName.toLowerCase()
  })

/** A picture to look at, where somebody asks for pictures. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.RECOURSE_PICTURES
  if (folder && folder !== '1') await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

/** What the Tab key reaches although the bar of decisions lies over it. */
async function hiddenStops(page: Page): Promise<string[]> {
  const hidden = new Set<string>()
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const [here, bar] = [document.activeElement, document.querySelector('.desk-verdict')]
      if (!here || !bar || bar.contains(here) || !here.closest('#review-view')) return null
      return here.getBoundingClientRect().bottom > bar.getBoundingClientRect().top ? here.textContent : null
    })
    if (stop !== null) hidden.add(stop)
  }
  return [...hidden]
}

/** Waits until the changes and their sources are on screen, and can be approved. */
const readyToApprove = (page: Page): Promise<unknown> =>
  page.waitForSelector('#review-approve:not([disabled])')

const STALKING = 'scotland/offence/stalking'
const DOXXING = 'scotland/offence/doxxing'

describe('a change in review', () => {
  let screen: string
  beforeAll(async () => {
    const { penalty } = await find(STALKING)
    screen = await submitted(STALKING, {
      penalty: `${String(penalty)} Since 2010.`,
      reportAs: 'stalking, and say since when',
    })
  })

  it('stands beside its sources, each opened at the words; what has none says so', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-approve')
    await readyToApprove(page)
    const beside = '[data-field="penalty"] .claim-evidence'
    expect(await textAt(page, beside)).toMatch(/Its sources?.*Not checked yet\..*Archived copy/s)
    const links = await page.$$eval(`${beside} a`, (all) =>
      all.map(({ href, target, rel }) => [href, target, rel]),
    )
    expect(links.length).toBeGreaterThanOrEqual(2)
    for (const [href, target, rel] of links) {
      expect(href).toMatch(/^https?:\/\//)
      expect([target, rel]).toEqual(['_blank', 'noopener noreferrer'])
    }
    // How it is to be reported is no claim: nobody looks for a source of it.
    expect(await page.$('[data-field="reportAs"] .tracked-fields__body')).not.toBeNull()
    expect(await page.$('[data-field="reportAs"] .claim-evidence')).toBeNull()
    for (const view of [DESKTOP, PHONE]) {
      await page.setViewport(view)
      await readyToApprove(page)
      await page.waitForSelector(beside)
      expect(await axeProblems(page, '#review-view')).toEqual([])
      expect(await widthOf(page)).toBe(view.width)
      await look(page, `review-${view.width}`)
    }
    await page.setViewport(DESKTOP)
    await readyToApprove(page)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await look(page, 'review-200')
    expect(await widthOf(page)).toBe(DESKTOP.width)
    expect(trouble).toEqual([])
  })

  it('is seen before and after, as on a phone, on a wide screen and on paper', async () => {
    const { page, trouble } = await people.ben()
    await goTo(page, `${screen}/review`, '#review-as-read-phone')
    await readyToApprove(page)
    for (const view of [DESKTOP, PHONE])
      for (const way of ['phone', 'wide'] as const) {
        await page.setViewport(view)
        await answers(page, `#review-as-read-${way}`)
        await readyToApprove(page)
        if ((await page.$(`#review-as-read-${way}[aria-pressed="true"]`)) === null)
          await page.click(`#review-as-read-${way}`)
        const said = await framesSay(page)
        expect(said.live).not.toContain('Since 2010.')
        expect(said.open).toContain('Since 2010.')
        expect(said.shown).toEqual([true, true])
        expect(await widthOf(page)).toBe(view.width)
        expect(await axeProblems(page, '#review-view .as-read')).toEqual([])
        await look(page, `as-read-${way}-${view.width}`)
      }
    await page.setViewport(DESKTOP)
    await answers(page, '#review-as-read-paper')
    await page.click('#review-as-read-paper')
    await page.waitForSelector('.as-read__pane[data-side="open"] button')
    await look(page, 'as-read-paper')
    expect(trouble).toEqual([])
    // What is printed before it, and after.
    const { id } = await find(STALKING)
    for (const side of ['live', 'open']) {
      const { key } = await ben<{ key: string }>('POST', '/preview/pdf', { kind: 'offence', id, side })
      const { token } = await login()
      const pdf = await until(async () => {
        const response = await fetch(`${url}/api/preview/pdf/${key.split('/').slice(1).join('/')}`, {
          headers: { authorization: `JWT ${token}` },
        })
        if (response.status === 202) return null
        return { status: response.status, type: response.headers.get('content-type') }
      })
      expect([side, pdf]).toEqual([side, { status: 200, type: 'application/pdf' }])
    }
  })

  it('is approved in three acts from the entry’s link, and leads to what waits next', async () => {
    const { penalty } = await find(DOXXING)
    const other = await submitted(DOXXING, { penalty: `${String(penalty)} Each act counts.` })
    const { page, trouble } = await people.ben()
    const counter = { acts: 0 }
    const hands = new Hands(page, counter)
    await hands.goTo(screen)
    await answers(page, '#desk-next')
    await hands.press('#desk-next')
    await readyToApprove(page)
    await hands.press('#review-approve')
    await page.waitForSelector('#review-go-on')
    expect(counter.acts).toBeLessThanOrEqual(4)
    expect(await stateOf(STALKING)).not.toBe('in-review')
    expect(await textAt(page, '#review-next')).toMatch(
      /^Approved.*Next: Doxxing · Scotland, submitted by Ada/s,
    )
    expect(await focused(page)).toBe('review-next-title')
    expect(await axeProblems(page, '#review-next')).toEqual([])
    await look(page, 'next')

    await hands.press('#review-go-on')
    await page.waitForFunction((at) => location.href === at, {}, `${other}/review`)
    await readyToApprove(page)
    expect(await focused(page)).toBe('review-view')
    await hands.press('#review-approve')
    await page.waitForSelector('#review-next')
    await page.waitForFunction(() =>
      document.querySelector('#review-next')?.textContent.includes('Nothing else waits for you.'),
    )
    expect(await focused(page)).toBe('review-next-title')
    expect(trouble).toEqual([])
  })
})

const login = async (): Promise<{ token: string }> =>
  (await (
    await fetch(`${url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(server.accounts[1]),
    })
  ).json()) as { token: string }

/** What the two framed pages say of the entry, and whether it is what they show. */
async function framesSay(page: Page): Promise<{ live: string; open: string; shown: boolean[] }> {
  const read = (side: string) =>
    page.evaluate(
      (at, key) => {
        const frame = document.querySelector<HTMLIFrameElement>(`[data-side="${at}"] iframe`)
        const block = frame?.contentDocument?.getElementById(key)
        const top = block?.getBoundingClientRect().top ?? -1
        const isShown = block?.hasAttribute('open') === true && top >= 0 && top < (frame?.clientHeight ?? 0)
        return { text: block?.textContent ?? '', isShown }
      },
      side,
      STALKING,
    )
  return until(async () => {
    const [live, open] = [await read('live'), await read('open')]
    return live.isShown && open.isShown
      ? { live: live.text, open: open.text, shown: [live.isShown, open.isShown] }
      : null
  })
}

describe('a review by keyboard alone, on a phone’s width', () => {
  it('never loses the focus: preview, note, cancel, send back, next, approve', async () => {
    const keys = ['canada/offence/doxxing', 'canada/offence/extortion-by-libel'] as const
    const screens: string[] = []
    for (const key of keys) {
      const { penalty } = await find(key)
      screens.push(await submitted(key, { penalty: `${String(penalty)} Ask for the section.` }))
    }
    const { page, trouble } = await people.ben()
    await page.setViewport(PHONE)
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    const keeps = async (what: string): Promise<void> => {
      // Drawers and messages come and go for a moment.
      await new Promise((resolve) => setTimeout(resolve, 600))
      expect([what, await focused(page)]).not.toEqual([what, 'body'])
    }
    await page.goto(`${screens[0]}/review`)
    await readyToApprove(page)
    await keeps('arriving')
    expect(await hiddenStops(page)).toEqual([])
    await hands.press('#review-as-read-phone')
    await page.waitForSelector('.as-read iframe')
    await keeps('opening the preview')
    await hands.press('#review-as-read-phone')
    await keeps('closing the preview')
    await hands.press('[data-field="penalty"] .desk-link')
    await page.waitForSelector('#desk-note-penalty', { visible: true })
    await keeps('opening a note')
    await hands.press('.desk-form__end button[type="button"]')
    await page.waitForFunction(() => !document.querySelector('#desk-confirm'))
    await keeps('cancelling')
    await hands.press('#review-request')
    await page.waitForSelector('#desk-notes', { visible: true })
    await hands.fill('#desk-notes', 'Which section?')
    await keeps('writing a note')
    await hands.press('#desk-confirm')
    await page.waitForSelector('#review-go-on')
    await keeps('sending back')
    expect(await focused(page)).toBe('review-next-title')
    expect(await textAt(page, '#review-next')).toMatch(/^Sent back/)
    await hands.press('#review-go-on')
    await page.waitForFunction((at) => location.href === at, {}, `${screens[1]}/review`)
    await readyToApprove(page)
    await keeps('going on')
    await hands.press('#review-approve')
    await page.waitForSelector('#review-next')
    await keeps('approving')
    expect([await stateOf(keys[0]), await stateOf(keys[1])]).toEqual([
      'changes-requested',
      expect.not.stringContaining('in-review'),
    ])
    expect(trouble).toEqual([])
  })
})

describe('the list of what is in review', () => {
  it('approves several that were opened at once; one that changed since is named, and stops no other', async () => {
    const keys = [
      'scotland/offence/menacing-messages',
      'south-africa/offence/crimen-injuria',
      'canada/offence/criminal-harassment',
    ] as const
    const screens: string[] = []
    const listed: string[] = []
    for (const key of keys) {
      const { label } = await find(key)
      listed.push(String(label))
      screens.push(await submitted(key, { reportAs: 'what happened, in order' }))
    }
    const { page, trouble } = await people.ben()
    const list = `${url}/admin?list=reviews`
    const tick = (at: number): string => `.several > li:nth-child(${at + 1}) input`
    await goTo(page, list, '#board-approve')
    expect(await page.$$eval('.several input', (all) => all.map(({ disabled }) => disabled))).toEqual([
      true,
      true,
      true,
    ])
    for (const screen of screens) {
      await page.goto(`${screen}/review`)
      await readyToApprove(page)
      await page.waitForFunction(
        (count) => (JSON.parse(localStorage.getItem('recourse:opened') ?? '[]') as unknown[]).length >= count,
        {},
        1,
      )
      await until(async () => {
        const kept = await page.evaluate(() => localStorage.getItem('recourse:opened') ?? '')
        const { open } = await ben<{ open: { hash: string } }>(
          'GET',
          screen.replace(/^.*collections/, '') + '/desk',
        )
        return kept.includes(open.hash) ? true : null
      })
    }
    for (const view of [PHONE, DESKTOP]) {
      await page.setViewport(view)
      await goTo(page, list, '#board-approve')
      await page.waitForSelector(`${tick(2)}:not([disabled])`)
      expect(await axeProblems(page, '.board')).toEqual([])
      expect(await widthOf(page)).toBe(view.width)
      await look(page, `several-${view.width}`)
    }
    const hands = new Hands(page, { acts: 0 }, { keyboard: true })
    for (const at of [0, 1, 2]) {
      await hands.reach(tick(at))
      await page.keyboard.press('Space')
    }
    expect(await textAt(page, '#board-approve')).toBe('Approve 3 editions')
    // Meanwhile Ada submits one of them again.
    await submitted(keys[1], { reportAs: 'what happened, and when' })
    await hands.press('#board-approve')
    await page.waitForSelector('#board-approved')
    expect(await focused(page)).toBe('board-approved-title')
    const said = await textAt(page, '#board-approved')
    expect(said).toMatch(/^2 approved, 1 refused/)
    expect(said).toContain(`${listed[1]}: You looked at another edition`)
    await page.waitForFunction(() => document.querySelectorAll('.several > li').length === 1)
    expect(await textAt(page, '.several')).toMatch(/Not opened yet/)
    expect(await axeProblems(page, '.board')).toEqual([])
    await look(page, 'several-result')
    expect(await focused(page)).toBe('board-approved-title')
    expect(await Promise.all(keys.map(stateOf))).toEqual([
      expect.not.stringContaining('in-review'),
      'in-review',
      expect.not.stringContaining('in-review'),
    ])
    expect(trouble).toEqual([])
  })
})

describe('an address at quoted words', () => {
  const filler = '<p>Other provisions of the Act, which are long.</p>'.repeat(120)
  const first = 'A person who — at twenty-five, or later — harasses & alarms another commits an offence'
  const page = createServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><title>The Act</title>${filler}<p id="words">(1) ${first.replace('&', '&amp;')}.</p>${filler}<ol><li id="list">The court may fine,</li><li>and it may imprison.</li></ol>${filler}`,
      ),
  )
  let act = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    act = `http://127.0.0.1:${(page.address() as AddressInfo).port}/act`
  })
  afterAll(() => void page.close())

  it.each([
    ['#words', first],
    ['#list', 'The court may fine,\nand it may imprison.'],
  ])('opens a browser at %s', async (place, exact) => {
    const { page: tab } = await watchedPage(people.browser())
    await tab.goto(atWords(act, { prefix: null, exact, suffix: null }))
    const inSight = (): Promise<boolean> =>
      tab.evaluate((at) => {
        const { top } = document.querySelector(at)?.getBoundingClientRect() ?? { top: -1 }
        return scrollY > 0 && top >= 0 && top < innerHeight
      }, place)
    await expect.poll(inSight).toBe(true)
    await tab.close()
  })
})
