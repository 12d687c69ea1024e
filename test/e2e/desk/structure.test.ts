import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import {
  answers,
  findInList,
  goTo,
  openDocument,
  retype,
  save,
  submitForReview,
  textAt,
} from '../../support/admin.ts'
import { axeProblems, watchedTab } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'
import { until } from '../../support/until.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

/** Its review, once it shows what would change: the label of a field. */
async function review(page: Page, screen: string, label: string): Promise<string> {
  await goTo(page, `${screen}/review`, '#review-approve')
  await page.waitForFunction(
    (words) => document.querySelector('#review-view')?.textContent.includes(words),
    {},
    label,
  )
  return textAt(page, '#review-view')
}

describe('what one administrator changes of the site and of a place', () => {
  it('reaches readers once a second person approves it', async () => {
    const { page } = await people.ada()
    await goTo(page, `${url}/admin/globals/site`, '#desk-bar button')
    expect(await textAt(page, '#desk-state')).toContain('Live')
    await retype(page, '#field-strapline', 'Where to go with it')
    expect(await save(page)).toMatch(/updated|saved/i)
    expect(await text('/')).not.toContain('Where to go with it')
    await submitForReview(page, 'The site says otherwise what it is for.')
    await page.reload()
    await answers(page, '#desk-bar button')
    expect(await axeProblems(page, '.tabs-field__content-wrap')).toEqual([])
    expect(await axeProblems(page, '#desk-bar')).toEqual([])

    // The same for a place.
    await openDocument(page, url, 'jurisdictions', 'Scotland')
    await retype(page, '#field-inSentence', 'bonnie Scotland')
    await save(page)
    await submitForReview(page, 'As its people say.')

    const { page: second } = await people.ben()
    await goTo(second, `${url}/admin`, '.board')
    expect(await textAt(second, 'main')).toContain('Words of the site')
    const site = await review(second, `${url}/admin/globals/site`, 'Strapline')
    expect(site).toContain('The site says otherwise what it is for.')
    expect(site).not.toContain('Sources checked on')
    expect(await axeProblems(second, '#review-view')).toEqual([])
    const { page: third } = await watchedTab(second.browserContext())
    const screen = await findInList(third, url, 'jurisdictions', 'Scotland')
    await review(third, screen, 'In a sentence')
    expect(await text('/')).not.toContain('Where to go with it')
    expect(await text('/guides/scotland/')).not.toContain('bonnie')
    // Both at once are one release, where the worker looks late enough.
    await third.click('#review-approve')
    await second.bringToFront()
    await second.click('#review-approve')
    await until(async () => (await text('/')).includes('Where to go with it'))
    await until(async () => (await text('/guides/scotland/')).includes('bonnie Scotland'))
    await goTo(second, `${screen}/history`, '#history-view')
    await second.waitForFunction(() =>
      document.querySelector('#history-view')?.textContent.includes('submitted edition 2 for review'),
    )
  })
})
