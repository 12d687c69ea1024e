import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, signIn, textAt } from '../../support/admin.ts'
import { axeProblems, watchedTab, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { picture } from '../../support/hands.ts'
import { ownServer } from '../../support/own-server.ts'
import { pastTheDesk } from '../../support/desk/past-the-desk.ts'
import type { Account } from '../../support/server.ts'
import { until } from '../../support/until.ts'

const KEY = 'scotland/offence/stalking'
const server = await ownServer()
const { url } = server

let running: Borrowed
let ada: Api
let ben: Api
let tab: Watched

beforeAll(async () => {
  running = await borrowBrowser()
  const [first, second] = server.accounts as [Account, Account]
  ada = await colleague(url, first)
  ben = await colleague(url, second)
  const { page } = await signIn(running, url, first)
  tab = await watchedTab(page.browserContext(), 1280)
})
afterAll(async () => {
  await running?.close()
})

async function docOf(collection: string, key: string): Promise<{ id: string; screen: string; hash: string }> {
  const { docs } = await ada<{ docs: { id: string }[] }>('GET', `/${collection}?where[key][equals]=${key}`)
  const id = docs[0]?.id ?? ''
  const { live } =
    collection === 'jurisdictions'
      ? { live: null }
      : await ada<{ live: { hash: string } | null }>('GET', `/${collection}/${id}/desk`)
  return { id, screen: `${url}/admin/collections/${collection}/${id}`, hash: live?.hash ?? '' }
}

describe('what could not be published as it is, and a guide that is not whole', () => {
  it('are named on the desk, at the entry and at the jurisdiction, with what to do', async () => {
    const past = pastTheDesk(undefined as never, server.dataDir)
    const ladder = await docOf('ladders', 'scotland/ladder')
    await past.update('editions', { entry: KEY }, { content: '{}' })
    await ada('POST', `/ladders/${ladder.id}/desk/ask-withdrawal`, { hash: ladder.hash, reason: 'Wrong.' })
    await ben('POST', `/ladders/${ladder.id}/desk/confirm-withdrawal`, { hash: ladder.hash })
    // The release that misses the ladder is not the first one that misses the offence.
    await until(async () => (await docOf('ladders', 'scotland/ladder')).hash === '')
    const { page } = tab
    await until(async () => {
      const { problems } = (await (await fetch(`${url}/readyz`)).json()) as { problems: number }
      if (problems !== 1) return false
      await goTo(page, `${url}/admin`, '.board')
      return (await textAt(page, 'main')).includes('Published, but not whole any more')
    })
    expect(await page.$('#board-not-published')).not.toBeNull()
    const board = await textAt(page, 'main')
    expect(board).toContain('1 thing could not be published as live')
    expect(board).toContain('Its content does not match its hash')
    expect(board).toContain('Published, but not whole any more')
    expect(await axeProblems(page)).toEqual([])
    await picture(page, '16-not-published')

    const offence = await docOf('offences', KEY)
    await goTo(page, offence.screen, '#desk-bar button')
    await page.waitForSelector('.desk-notice--warning')
    expect(await textAt(page, '.desk-notices')).toContain(
      'Readers have it as it was last published. Restore the database',
    )

    const place = await docOf('jurisdictions', 'scotland')
    await page.goto(place.screen)
    await page.waitForSelector('.desk-notice--warning')
    expect(await textAt(page, '.desk-notice--warning')).toBe(
      'Its guide is not whole any more. Readers still have it, with its emergency number. Not live any more: its ladder.',
    )
    await picture(page, '17-guide-not-whole')
  })
})
