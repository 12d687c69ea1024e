import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningBrowser } from '#lib/browser.ts'
import {
  addressOf,
  goTo,
  openDocument,
  retype,
  save,
  signIn,
  submitForReview,
  textAt,
} from '../../support/admin.ts'
import { axeProblems, launch, watchedTab, type Watched } from '../../support/browser.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'
import type { Account } from '../../support/server.ts'

const server = await ownServer()
const { url } = server

let running: RunningBrowser
let ada: Watched
let ben: Watched

beforeAll(async () => {
  running = await launch()
  const [first, second] = server.accounts as [Account, Account]
  const windows = [await signIn(running, url, first), await signIn(running, url, second)] as const
  ada = await watchedTab(windows[0].page.browserContext(), 1280)
  ben = await watchedTab(windows[1].page.browserContext(), 1280)
})
afterAll(async () => {
  await running?.close()
  await server.stop()
})

const guide = async (): Promise<string> => (await fetch(`${url}/guides/scotland/`)).text()

async function waitFor(look: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE
  while (Date.now() < until) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`It did not happen within ${PATIENCE / 1000} seconds.`)
}

describe('what one administrator changes of the site and of a place', () => {
  it('reaches readers once a second person approves it', { timeout: 240_000 }, async () => {
    const { page } = ada
    await goTo(page, `${url}/admin/globals/site`, '#desk-bar button')
    expect(await textAt(page, '#desk-state')).toContain('Live')
    await retype(page, '#field-exitLabel', 'Go away from here')
    expect(await save(page)).toMatch(/updated|saved/i)
    expect(await guide()).not.toContain('Go away from here')
    await submitForReview(page, 'The way out is called otherwise.')
    await page.reload()
    expect(await axeProblems(page, '.tabs-field__content-wrap')).toEqual([])
    expect(await axeProblems(page, '#desk-bar')).toEqual([])

    const second = ben.page
    await goTo(second, `${url}/admin`, 'nav')
    expect(await textAt(second, 'main')).toContain('Words of the site')
    await goTo(second, `${url}/admin/globals/site/review`, '#review-approve')
    await second.waitForFunction(() =>
      document.querySelector('#review-view')?.textContent.includes('Leave this site: words'),
    )
    const review = await textAt(second, '#review-view')
    expect(review).toContain('The way out is called otherwise.')
    expect(review).not.toContain('Sources checked on')
    expect(await axeProblems(second, '#review-view')).toEqual([])
    expect(await guide()).not.toContain('Go away from here')
    await second.click('#review-approve')
    await waitFor(async () => (await guide()).includes('Go away from here'))
  })

  it('is named, saved and reviewed in the same way for a place', { timeout: 240_000 }, async () => {
    const { page } = ada
    await openDocument(page, url, 'jurisdictions', 'Scotland')
    await retype(page, '#field-inSentence', 'bonnie Scotland')
    await save(page)
    await submitForReview(page, 'As its people say.')
    const screen = await addressOf(ben.page, url, 'jurisdictions', 'Scotland')
    await goTo(ben.page, `${screen}/review`, '#review-approve')
    await ben.page.waitForFunction(() =>
      document.querySelector('#review-view')?.textContent.includes('In a sentence'),
    )
    expect(await guide()).not.toContain('bonnie')
    await ben.page.click('#review-approve')
    await waitFor(async () => (await guide()).includes('bonnie Scotland'))
    await goTo(ben.page, `${screen}/history`, '#history-view')
    await ben.page.waitForFunction(() =>
      document.querySelector('#history-view')?.textContent.includes('submitted edition 2 for review'),
    )
  })
})
