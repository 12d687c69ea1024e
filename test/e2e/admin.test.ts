import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { RunningBrowser } from '#lib/browser.ts'
import { openDocument, retype, save, signIn } from '../support/admin.ts'
import { launch, watchedPage } from '../support/browser.ts'
import { readPdf } from '../support/pdf.ts'
import { environment } from '../support/server.ts'

const url = inject('url')
const dataDir = inject('dataDir')
const [ada, ben] = inject('accounts')
const run = promisify(execFile)

let running: RunningBrowser

beforeAll(async () => {
  running = await launch()
})
afterAll(() => running?.close())

/** Runs a command beside the server, which does the work for it. */
async function recourse(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, ['bin/recourse.mjs', ...args, '--json'], {
    env: environment(dataDir, 0),
    maxBuffer: 10_000_000,
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

const text = async (path: string): Promise<string> => (await fetch(url + path)).text()

describe('a penalty that changes', () => {
  const penalty = 'On indictment: up to 6 years in prison, a fine, or both.'

  it('goes from the form of the admin to the page and the PDF', { timeout: 180_000 }, async () => {
    if (!ada) throw new Error('There are no accounts.')
    const { page, trouble } = await signIn(running, url, ada)
    await openDocument(page, url, 'offences', 'Stalking · Scotland')
    expect(await page.$eval('#desk-state', (state) => state.getAttribute('data-state'))).toBe('live')
    expect(await page.$('#make-live')).toBeNull()
    expect(await page.$eval('[data-claim="penalty"]', (label) => label.textContent)).toMatch(/1 source/)

    await retype(page, '#field-penalty', penalty)
    expect(await save(page)).toMatch(/successfully/i)
    await page.waitForSelector('#desk-state[data-state="edited"]')
    expect(await text('/guides/scotland/')).not.toContain(penalty)

    await page.waitForSelector('#make-live:not([disabled])')
    await page.click('#make-live')
    await page.waitForSelector('#make-live-note', { visible: true })
    await page.type('#make-live-note', 'The maximum rose from 5 to 6 years.')
    await page.click('#make-live-confirm')
    await page.waitForSelector('#desk-state[data-state="live"]')

    const receipt = await recourse('publish')
    // The guide and its five pair pages do not say more of an offence than the guide does: one page, two PDFs.
    expect(receipt).toMatchObject({ changed: true, printed: 2, missing: [] })
    expect(receipt.rendered).toBeLessThan(20)

    expect(await text('/guides/scotland/')).toContain(penalty)
    const pdf = await readPdf(
      new Uint8Array(await (await fetch(`${url}/guides/scotland/scotland.a4.pdf`)).arrayBuffer()),
    )
    expect(pdf.pages.join('\n').replace(/\s+/g, ' ')).toContain(penalty)
    expect(pdf.tagged).toBe(true)
    expect(pdf.outline).toContain('Stalking')
    expect(trouble).toEqual([])
    await page.browserContext().close()
  })

  it('is recorded with before and after', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const { page } = await signIn(running, url, ada)
    await page.goto(`${url}/admin/collections/changes`, { waitUntil: 'networkidle2' })
    const row = await page.$eval('tbody tr', (first) => first.textContent)
    expect(row).toContain('scotland/offence/stalking')
    expect(row).toContain('The maximum rose from 5 to 6 years.')
    await page.browserContext().close()
  })
})

describe('two people in one entry', () => {
  it('tells the second who was first, and keeps what was typed', async () => {
    if (!ada || !ben) throw new Error('There are no accounts.')
    const first = await signIn(running, url, ada)
    const second = await signIn(running, url, ben)
    await openDocument(first.page, url, 'channels', 'Call Police Scotland on 101')
    await openDocument(second.page, url, 'channels', 'Call Police Scotland on 101').catch(() => undefined)
    // Payload says who else is in it; the second goes in all the same.
    const takeOver = await second.page.$('.document-locked__controls button')
    if (takeOver) {
      await second.page.evaluate(() =>
        [...document.querySelectorAll<HTMLButtonElement>('.document-locked__controls button')]
          .find((button) => /take over/i.test(button.textContent))
          ?.click(),
      )
      await second.page.waitForSelector('#desk-state')
    }
    await retype(first.page, '#field-ask', 'Ask for the crime reference.')
    expect(await save(first.page)).toMatch(/successfully/i)
    await retype(second.page, '#field-ask', 'Ask for the incident number.')
    const answer = await save(second.page)
    expect(answer).toMatch(
      /started from revision 1, but the entry is now at revision 2\. Ada Sample saved revision 2/,
    )
    expect(await second.page.$eval('#field-ask', (field) => (field as HTMLTextAreaElement).value)).toBe(
      'Ask for the incident number.',
    )
    await first.page.browserContext().close()
    await second.page.browserContext().close()
  })
})

describe('the way in', () => {
  it.each([
    ['POST', '/api/users/first-register', 404],
    ['GET', '/api/graphql', 404],
    ['POST', '/api/graphql', 404],
    ['GET', '/api/graphql-playground', 404],
    ['GET', '/api/offences', 403],
    ['GET', '/api/users', 403],
    ['GET', '/api/editions', 403],
    ['GET', '/api/globals/site', 403],
    ['POST', '/api/offences', 403],
  ])('answers %s %s from nobody with %i', async (method, path, status) => {
    const response = await fetch(url + path, {
      method,
      ...(method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}),
    })
    expect(response.status).toBe(status)
  })

  it('asks nobody for a first account', async () => {
    const { page } = await watchedPage(running)
    await page.goto(`${url}/admin/create-first-user`, { waitUntil: 'networkidle2' })
    expect(page.url()).toContain('/admin/login')
    await page.browserContext().close()
  })

  it('does not answer a request of another site that carries a cookie', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const login = await fetch(`${url}/api/users/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ada),
    })
    const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(login.headers.get('set-cookie')).toMatch(
      /^recourse-token=.*HttpOnly.*SameSite=Lax|^recourse-token=.*SameSite=Lax.*HttpOnly/,
    )
    const me = async (origin: string) =>
      (
        (await (await fetch(`${url}/api/users/me`, { headers: { cookie, origin } })).json()) as {
          user: unknown
        }
      ).user
    expect(await me(url)).toMatchObject({ email: ada.email })
    expect(await me('https://evil.example.org')).toBeNull()
  })

  it('refuses a body that is too long, in words', async () => {
    const response = await fetch(`${url}/api/offences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'x'.repeat(2_100_000) }),
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('at most 2000000 are read')
  })

  it('refuses a forged make-live: of an editor, without a revision, with more than is asked', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const login = (await (
      await fetch(`${url}/api/users/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ada),
      })
    ).json()) as { token: string }
    const asAda = { authorization: `JWT ${login.token}`, 'content-type': 'application/json' }
    const { docs } = (await (
      await fetch(`${url}/api/offences?limit=1&depth=0`, { headers: asAda })
    ).json()) as { docs: { id: string; revision: number }[] }
    const post = (body: unknown) =>
      fetch(`${url}/api/offences/${docs[0]?.id}/make-live`, {
        method: 'POST',
        headers: asAda,
        body: JSON.stringify(body),
      })
    expect((await post({ changeNote: 'x' })).status).toBe(422)
    expect((await post({ revision: docs[0]?.revision, actor: 'system:corpus' })).status).toBe(422)
    expect((await post({ revision: 99, changeNote: 'x' })).status).toBe(409)
    expect((await post({ revision: docs[0]?.revision, changeNote: 'Nothing changed.' })).status).toBe(409)
    expect((await post('not an object')).status).toBe(422)
    expect(
      (await fetch(`${url}/api/offences/${docs[0]?.id}/make-live`, { method: 'POST', body: '{}' })).status,
    ).toBe(401)
  })
})

describe('an instrument', () => {
  it('shows what rests on it: offences, steps, routes and statuses', async () => {
    if (!ada) throw new Error('There are no accounts.')
    const { page, trouble } = await signIn(running, url, ada)
    await page.goto(
      `${url}/admin/collections/instruments?search=${encodeURIComponent('Cybercrimes Act 19')}`,
      { waitUntil: 'networkidle2' },
    )
    const href = await page.$eval('tbody tr td a', (link) => link.href)
    await page.goto(href, { waitUntil: 'networkidle2' })
    await page.waitForSelector('.impact__table tbody tr')
    const rows = await page.$$eval('.impact__table tbody tr', (all) => all.map((row) => row.textContent))
    const about = (words: string) => rows.filter((row) => row.includes(words))
    expect(about('Ladder · South Africa')[0]).toMatch(/Apply to a magistrate/)
    expect(about('Route · South Africa').join(' ')).toMatch(/enacted, not in force.*Fastest lever/)
    expect(about('Profile · South Africa').join(' ')).toMatch(/Doxxing status/)
    expect(rows.length).toBeGreaterThan(8)
    expect(trouble).toEqual([])
    await page.browserContext().close()
  })
})
