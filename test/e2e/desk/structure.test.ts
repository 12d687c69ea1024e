import { describe, expect, it } from 'vitest'
import { findInList, goTo, openDocument, retype, save, submitForReview, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

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
    const { page } = await people.ada()
    await goTo(page, `${url}/admin/globals/site`, '#desk-bar button')
    expect(await textAt(page, '#desk-state')).toContain('Live')
    await retype(page, '#field-exitLabel', 'Go away from here')
    expect(await save(page)).toMatch(/updated|saved/i)
    expect(await guide()).not.toContain('Go away from here')
    await submitForReview(page, 'The way out is called otherwise.')
    await page.reload()
    expect(await axeProblems(page, '.tabs-field__content-wrap')).toEqual([])
    expect(await axeProblems(page, '#desk-bar')).toEqual([])

    const { page: second } = await people.ben()
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
    const { page } = await people.ada()
    await openDocument(page, url, 'jurisdictions', 'Scotland')
    await retype(page, '#field-inSentence', 'bonnie Scotland')
    await save(page)
    await submitForReview(page, 'As its people say.')
    const { page: second } = await people.ben()
    const screen = await findInList(second, url, 'jurisdictions', 'Scotland')
    await goTo(second, `${screen}/review`, '#review-approve')
    await second.waitForFunction(() =>
      document.querySelector('#review-view')?.textContent.includes('In a sentence'),
    )
    expect(await guide()).not.toContain('bonnie')
    await second.click('#review-approve')
    await waitFor(async () => (await guide()).includes('bonnie Scotland'))
    await goTo(second, `${screen}/history`, '#history-view')
    await second.waitForFunction(() =>
      document.querySelector('#history-view')?.textContent.includes('submitted edition 2 for review'),
    )
  })
})
