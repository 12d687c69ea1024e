import type { Page } from 'puppeteer-core'
import type { RunningBrowser } from '#lib/browser.ts'
import { watchedPage } from './browser.ts'
import type { Account } from './server.ts'

/** Signs somebody in, in a window of their own. */
export async function signIn(
  running: RunningBrowser,
  url: string,
  { email, password }: Account,
): Promise<{ page: Page; trouble: string[] }> {
  const { page, trouble } = await watchedPage(running)
  await page.goto(`${url}/admin/login`, { waitUntil: 'networkidle2' })
  await page.waitForSelector('#field-email', { visible: true })
  await page.type('#field-email', email)
  await page.type('#field-password', password)
  await Promise.all([
    page.waitForNavigation({ waitUntil: 'networkidle2' }),
    page.click('button[type=submit]'),
  ])
  return { page, trouble }
}

/** Opens the first document of a collection whose list row carries these words. */
export async function openDocument(
  page: Page,
  url: string,
  collection: string,
  words: string,
): Promise<string> {
  await page.goto(`${url}/admin/collections/${collection}?search=${encodeURIComponent(words)}`, {
    waitUntil: 'networkidle2',
  })
  const href = await page
    .waitForSelector('tbody tr td a')
    .then((link) => link?.evaluate((anchor) => anchor.href))
  if (!href) throw new Error(`There is no ${collection} with “${words}”.`)
  await page.goto(href, { waitUntil: 'networkidle2' })
  await page.waitForSelector('#desk-state')
  return href
}

/** Replaces what a field says, as somebody at a keyboard does. */
export async function retype(page: Page, selector: string, text: string): Promise<void> {
  await page.focus(selector)
  await page.keyboard.down('Control')
  await page.keyboard.press('KeyA')
  await page.keyboard.up('Control')
  await page.keyboard.type(text)
}

/** Saves, and waits for what the admin says to it. */
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
  return words
}

/** Submits what is saved, with a note for readers. */
export async function submitForReview(page: Page, note: string): Promise<void> {
  await page.waitForSelector('#desk-next:not([disabled])')
  await page.click('#desk-next')
  await page.waitForSelector('#desk-changeNote', { visible: true })
  await page.type('#desk-changeNote', note)
  await page.click('#desk-confirm')
  await page.waitForSelector('#desk-state[data-state="in-review"]')
}

/** Chooses an item of the entry's menu. */
export async function chooseInMenu(page: Page, id: string): Promise<void> {
  await page.click('#desk-more button')
  await page.waitForSelector(`.popup__content #${id}`, { visible: true })
  await page.click(`.popup__content #${id}`)
}

/** What somebody reads of an element; nothing where it is not there. */
export const textAt = (page: Page, selector: string): Promise<string> =>
  page.evaluate((at) => document.querySelector(at)?.textContent ?? '', selector)

/** What a field of the form holds. */
export const valueOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (field) => (field as HTMLInputElement | HTMLTextAreaElement).value)
