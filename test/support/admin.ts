import type { Page } from 'puppeteer'
import { DESKTOP, holdStill, watchedPage, type Watched } from './browser.ts'
import { type Borrowed } from './browsers.ts'
import { PATIENCE } from './patience.ts'
import type { Account } from './server.ts'

/**
 * Signs a user in, in a browser context of their own, with the session the login form would get. The form itself is
 * tested in law-change.test.ts.
 */
export async function signIn(running: Borrowed, url: string, account: Account): Promise<Watched> {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const [name = '', value = ''] =
    (response.headers.get('set-cookie') ?? '').split(';', 1)[0]?.split('=') ?? []
  if (!value) throw new Error(`${account.email} was not let in: ${response.status}`)
  const watched = await watchedPage(running)
  await holdStill(watched.page)
  const { hostname: domain } = new URL(url)
  await watched.page
    .browserContext()
    .setCookie({ name, value, domain, path: '/', httpOnly: true, sameSite: 'Strict' })
  return watched
}

/** Opens an admin address, and waits until React has hydrated the given element. */
export async function goTo(page: Page, address: string, selector: string): Promise<void> {
  await page.goto(address)
  await answers(page, selector)
}

/** Milliseconds for a decision to reach readers: a publication may have to wait for another one. */
const UNTIL_READABLE = 2 * PATIENCE

/** Waits until the desk says that readers have what was decided on this page. */
export async function untilReadable(page: Page): Promise<void> {
  await page.waitForSelector('#desk-progress[data-done="true"]', { timeout: UNTIL_READABLE })
}

/** Waits until an element is present and hydrated. Clicks before that are lost. */
export async function answers(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (at) => Object.keys(document.querySelector(at) ?? {}).some((key) => key.startsWith('__reactProps$')),
    {},
    selector,
  )
}

/**
 * Address of the first document of a collection whose list row contains these words, found through the list as
 * users do.
 */
export async function findInList(
  page: Page,
  url: string,
  collection: string,
  words: string,
): Promise<string> {
  await page.goto(`${url}/admin/collections/${collection}?search=${encodeURIComponent(words)}`)
  const href = await page
    .waitForSelector('tbody tr td a')
    .then((link) => link?.evaluate((anchor) => anchor.href))
  if (!href) throw new Error(`There is no ${collection} with “${words}”.`)
  return href
}

/** The field that lists show as a document's name. */
const named = (collection: string): string => (collection === 'jurisdictions' ? 'name' : 'label')

/** The same address from the API: opening a list loads the whole admin again. */
export async function addressOf(page: Page, url: string, collection: string, words: string): Promise<string> {
  const cookies = await page.browserContext().cookies()
  const query = new URLSearchParams({
    limit: '1',
    depth: '0',
    [`where[or][0][${named(collection)}][like]`]: words,
    'where[or][1][key][like]': words,
  })
  const response = await fetch(`${url}/api/${collection}?${query}`, {
    headers: { origin: url, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  const [found] = ((await response.json()) as { docs?: { id: string }[] }).docs ?? []
  if (!found) throw new Error(`There is no ${collection} with “${words}”: ${response.status}.`)
  return `${url}/admin/collections/${collection}/${found.id}`
}

/** Opens the first document of a collection whose name or key contains these words. */
export async function openDocument(
  page: Page,
  url: string,
  collection: string,
  words: string,
): Promise<string> {
  const href = await addressOf(page, url, collection, words)
  await goTo(page, href, '#desk-state')
  return href
}

/**
 * Focuses a field. A form of the desk moves the focus to its first field soon after it opens: that comes first, unless
 * another part of the screen took the focus from it.
 */
async function focus(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { visible: true })
  await page
    .waitForFunction(
      (field) =>
        document.querySelector(field)?.closest('.desk-form')?.contains(document.activeElement) ?? true,
      { timeout: 2_000 },
      selector,
    )
    .catch(() => undefined)
  await page.focus(selector)
}

/** Opens a row of a list. */
export async function openRow(page: Page, row: string): Promise<void> {
  await answers(page, `${row} .collapsible__toggle`)
  if (await page.$(`${row} .collapsible--collapsed`)) await page.click(`${row} .collapsible__toggle`)
  await page.waitForSelector(`${row} .collapsible:not(.collapsible--collapsed)`)
}

/** Fills a field at once, as pasting does. */
export async function fill(page: Page, selector: string, text: string): Promise<void> {
  await focus(page, selector)
  await page.keyboard.sendCharacter(text)
}

/** Milliseconds after the last letter by which Payload has judged it and begun to ask the server about the form. */
const JUDGED = 600

/**
 * Waits until a form has judged what was typed last. One that is sent sooner is refused by the judgement before, and its
 * save button is disabled while the server is asked.
 */
export async function judged(page: Page): Promise<void> {
  // By the clock of the page: a busy one is late itself.
  await page.evaluate((after) => new Promise((done) => setTimeout(done, after)), JUDGED)
  await page.waitForSelector('#action-save:not([disabled])')
}

/** Replaces the text of a field. */
export async function retype(page: Page, selector: string, text: string): Promise<void> {
  for (let tries = 1; tries <= 3; tries += 1) {
    await focus(page, selector)
    await page.keyboard.down('Control')
    await page.keyboard.press('KeyA')
    await page.keyboard.up('Control')
    await page.keyboard.sendCharacter(text)
    if (await holds(page, selector, text)) return
  }
  throw new Error(`${selector} does not keep what is typed: “${text}”.`)
}

/** Whether a field shows what was typed, soon: a row that opens takes the focus away, and the letters with it. */
const holds = (page: Page, selector: string, text: string): Promise<boolean> =>
  page
    .waitForFunction(
      (field, typed) => {
        const element = document.querySelector(field)
        return !(element && 'value' in element) || element.value === typed
      },
      { timeout: 2_000 },
      selector,
      text,
    )
    .then(
      () => true,
      () => false,
    )

/** Saves, and waits for the admin's message, which is gone before the next one is waited for. */
export async function save(page: Page): Promise<string> {
  await page.waitForSelector('#action-save:not([disabled])')
  await page.click('#action-save')
  const said = await page.waitForFunction(() => {
    const toasts = [...document.querySelectorAll('.payload-toast-item')].map((toast) => toast.textContent)
    return toasts.find((words) => words !== '' && !/submitting/i.test(words))
  })
  const words = (await said.jsonValue()) ?? ''
  await page.evaluate(() =>
    document
      .querySelectorAll<HTMLButtonElement>('.payload-toast-close-button')
      .forEach((button) => button.click()),
  )
  await page.waitForFunction(() => !document.querySelector('.payload-toast-item'))
  return words
}

/** Submits the saved working copy, with a note for readers. */
export async function submitForReview(page: Page, note: string): Promise<void> {
  await page.waitForSelector('#desk-next:not([disabled])')
  await page.click('#desk-next')
  await page.waitForSelector('#desk-changeNote', { visible: true })
  await fill(page, '#desk-changeNote', note)
  await page.click('#desk-confirm')
  await page.waitForSelector('#desk-state[data-state="in-review"]').catch(async (error: unknown) => {
    throw new Error(
      `Not in review. The form says: ${await page.$$eval('.desk-form', (all) => all.map((form) => form.textContent).join(' '))}`,
      { cause: error },
    )
  })
}

/** Chooses an item of the entry's menu. */
export async function chooseInMenu(page: Page, id: string): Promise<void> {
  await page.click('#desk-more button')
  await page.waitForSelector(`.popup__content #${id}`, { visible: true })
  await page.click(`.popup__content #${id}`)
}

/** The visible text of an element; empty where it is missing. */
export const textAt = (page: Page, selector: string): Promise<string> =>
  page.evaluate((at) => document.querySelector(at)?.textContent ?? '', selector)

/**
 * Waits until an element says these words, among others. Puppeteer’s `::-p-text` looks again only when elements or their
 * attributes change: it never sees words that change in place.
 */
export async function says(page: Page, selector: string, words: string): Promise<void> {
  await page.waitForFunction(
    (at, wanted) => document.querySelector(at)?.textContent.includes(wanted) ?? false,
    {},
    selector,
    words,
  )
}

/** The value of a form field. */
export const valueOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (field) => (field as HTMLInputElement | HTMLTextAreaElement).value)

/**
 * Reopens the admin as in a new tab: nothing typed before is on screen. The tab is reused, because a new one
 * compiles the whole admin again.
 */
export async function sitDown(watched: Watched): Promise<Watched> {
  const { page, trouble } = watched
  await page.goto('about:blank')
  // After a screen that can be touched, this loads the page again: the empty one.
  await page.setViewport(DESKTOP)
  trouble.length = 0
  return watched
}
