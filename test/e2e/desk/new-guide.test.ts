import { describe, expect, it } from 'vitest'
import { answers, goTo, save, textAt } from '../../support/admin.ts'
import { axeProblems } from '../../support/browser.ts'
import { twoPeople } from '../../support/desk/two-people.ts'
import { Hands } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { PATIENCE } from '../../support/patience.ts'

const server = await ownServer()
const { url } = server
const people = twoPeople(server)

const STATE = '#guide-state'
async function fillPlace(hands: Hands): Promise<void> {
  await hands.fill('#field-name', 'Wales')
  await hands.fill('#field-inSentence', 'Wales')
  await hands.fill('#field-slug', 'wales')
  await hands.fill('#field-iso', 'GB-WLS')
  await hands.choose('#field-kind', 'Nation')
  await hands.choose('#field-guide', 'being built')
}

describe('a guide that is being built', () => {
  it('says on the screen of its place what is missing, and leads there', async () => {
    const { page, trouble } = await people.ada()
    const hands = new Hands(page, { acts: 0 })
    await goTo(page, `${url}/admin/collections/jurisdictions/create`, '#field-name')
    await fillPlace(hands)
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#desk-state')
    const place = page.url()
    await goTo(page, place, '#desk-bar button')
    await page.waitForSelector(STATE)
    expect(await textAt(page, `${STATE} > .desk-notice`)).toBe(
      'Readers do not have its guide. The place itself is not live: save it as being built, submit it, and let another reviewer approve. Not live yet: its profile, with an emergency number, a channel of step 1, an offence and its ladder.',
    )

    // A part that is missing is begun for this place.
    await page.click(`${STATE} a[href*="/offences/create"]`)
    await answers(page, '#field-title')
    await expect.poll(() => textAt(page, '#field-jurisdiction'), { timeout: PATIENCE }).toContain('Wales')
    await hands.fill('#field-title', 'Stalking')
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#desk-state[data-state="never-live"]')

    await goTo(page, place, '#desk-bar button')
    await page.waitForSelector('.guide-checklist')
    expect(await textAt(page, '.guide-checklist__title')).toBe('0 entries are live, 1 is not')
    expect(await textAt(page, '[data-entry^="offences/"]')).toMatch(
      /^Stalking · Wales, .*“Maximum penalty” is empty/,
    )
    expect(await axeProblems(page, STATE)).toEqual([])
    expect(trouble).toEqual([])
  })
})
