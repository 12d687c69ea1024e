import { randomUUID } from 'node:crypto'
import type { Page } from 'puppeteer'
import { describe, expect, it } from 'vitest'
import { addressOf, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const citations = (page: Page): Promise<number> =>
  page.$$eval('#field-citations > .array-field__draggable-rows > *', (rows) => rows.length)

describe('one offence with two citations', () => {
  it.each([{ keyboard: false }, { keyboard: true }])(
    'is written and submitted in 13 interactions, keyboard alone: $keyboard',
    async ({ keyboard }) => {
      const { page, trouble } = await people.ada()
      const place = (await addressOf(page, url, 'jurisdictions', 'Scotland')).split('/').at(-1)
      const counter = { acts: 0 }
      const hands = new Hands(page, counter, { keyboard })
      // Another one each time: nothing of it is there yet.
      const name = `${keyboard ? 'Watching a home' : 'Sending a threat'} ${randomUUID().slice(0, 4)}`
      const cite = async (address: string): Promise<void> => {
        const before = await citations(page)
        await hands.fill('#cite-source', address)
        counter.acts += 1
        await page.keyboard.press('Enter')
        await page.waitForFunction(
          (rows) =>
            document.querySelectorAll('#field-citations > .array-field__draggable-rows > *').length > rows,
          { timeout: PATIENCE },
          before,
        )
      }
      await hands.goTo(`${url}/admin/collections/offences/create?jurisdiction=${place}`)
      await hands.fill('#field-title', name)
      await hands.choose('#field-standing', 'In force')
      await hands.fill('#field-covers', 'Words that frighten somebody.')
      await cite(`Guidance on ${name} https://police.example.org/${encodeURIComponent(name)}`)
      await hands.fill('#field-section', 'Section 7')
      await hands.fill('#field-penalty', 'Up to two years in prison.')
      const law = `Act of ${name}, section 7`
      // Its address names the section that the entry states: it is cited for both.
      await cite(`${law} https://law.example.org/${encodeURIComponent(name)}/section/7`)
      expect(await textAt(page, '#cite-said')).toContain('for Maximum penalty and Section, retrieved today')
      expect(await textAt(page, '#cite-said')).toContain('It is filled in as “Official source”, too.')
      await hands.choose('#field-confidence', 'High')
      await hands.press('#desk-next')
      await page.waitForSelector('#desk-checkedOn', { visible: true })
      expect(await axeProblems(page, '.desk-form')).toEqual([])
      await hands.press('#desk-confirm')
      await page.waitForSelector('#desk-state[data-state="in-review"]')
      expect(counter.acts).toBeLessThanOrEqual(13)
      expect(trouble).toEqual([])
    },
  )
})
