import { describe, expect, it } from 'vitest'
import { addressOf, goTo } from '../../support/admin.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { sharedServer } from '../../support/shared-server.ts'

const { url, accounts } = await sharedServer()
const people = twoPeople({ url, accounts })

/** As long as a title may be, without a place to break it, and ending in words of the other direction. */
const END = ' שלום (עולם) 123'
const TITLE = 'abcdefghij'.repeat(30).slice(0, 300 - END.length) + END

describe('a title as long as it may be', () => {
  it('wraps in the list of its kind, and pushes no other column away', async () => {
    const { page, trouble } = await people.ben()
    const offence = await addressOf(page, url, 'offences', 'Malicious communications')
    await goTo(page, `${url}/admin/collections/offences`, 'tbody tr td a')
    const saved = await page.evaluate(
      async (path, title) => {
        const { revision } = (await (await fetch(path)).json()) as { revision: number }
        const body = JSON.stringify({ title, revision })
        const headers = { 'content-type': 'application/json' }
        return (await fetch(path, { method: 'PATCH', headers, body })).status
      },
      `/api/offences/${offence.split('/').at(-1)}`,
      TITLE,
    )
    expect(saved).toBe(200)
    await goTo(page, `${url}/admin/collections/offences?sort=-updatedAt`, 'tbody tr td a')
    const cell = await page.waitForSelector('tbody tr:first-child .cell-label')
    expect(await cell?.evaluate((each) => each.textContent)).toContain(TITLE)
    for (const [width, most] of [
      [1280, 700],
      [360, 300],
    ] as const) {
      await page.setViewport({ width, height: 900 })
      const measured = await cell?.evaluate((each) => {
        const [line] = [...each.querySelectorAll('a')].map((link) => link.getBoundingClientRect().right)
        const { width: wide, right } = each.getBoundingClientRect()
        return { wide, over: (line ?? Infinity) - right, page: document.documentElement.scrollWidth }
      })
      expect([width, measured?.page]).toEqual([width, width])
      expect(measured?.wide).toBeLessThanOrEqual(most)
      expect(measured?.over).toBeLessThanOrEqual(0)
    }
    expect(trouble).toEqual([])
  })
})
