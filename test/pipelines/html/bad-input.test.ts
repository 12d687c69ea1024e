import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { everyPage } from '../../support/publish/every-page.ts'
import { crowdedGuide, hardWords, sparseGuide } from '../../support/publish/hard-guides.ts'
import { unreadable, WINDOWS } from '../../support/publish/readable.ts'

describe('every page and mail is readable at each width and size of text', () => {
  let running: Borrowed
  beforeAll(async () => {
    running = await borrowBrowser()
  })
  afterAll(() => running.close())

  it.each([
    ['a crowded guide, with hard words in every field', crowdedGuide().from],
    ['a guide of one offence, with nothing else filled', sparseGuide()],
  ])('with %s', async (_name, from) => {
    const { page } = await watchedPage(running)
    const found: unknown[] = []
    for (const [name, html] of everyPage(from, hardWords())) {
      // The policy of one page would bind what is written over it.
      await page.goto('about:blank')
      await page.setContent(html)
      for (const [width, size] of WINDOWS) {
        await page.setViewport({ width, height: 900 })
        const each = await unreadable(page, size)
        if (each.length > 0) found.push([name, width, size, ...each])
      }
    }
    await page.browserContext().close()
    expect(found).toEqual([])
  })
})
