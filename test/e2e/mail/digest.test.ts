import type { Email } from 'postal-mime'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goTo, signIn } from '../../support/admin.ts'
import { axeProblems, watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { colleague } from '../../support/desk/colleague.ts'
import { ownServer } from '../../support/own-server.ts'
import { picture } from '../../support/hands.ts'
import { openMailbox } from '../../support/mail/mailbox.ts'
import { type Account } from '../../support/server.ts'

const mailbox = await openMailbox()
afterAll(() => mailbox.close())
const server = await ownServer({ SMTP_URL: mailbox.url })
const { url } = server
const READER = 'iris@example.org'
const ENTRY = 'scotland/offence/stalking'

let running: Borrowed
beforeAll(async () => {
  running = await borrowBrowser()
})
afterAll(async () => {
  await running?.close()
})

/** The first link of a mail to a page of this site. */
function linkIn(mail: Email, path: string): string {
  const found = new RegExp(`${url}${path}\\?t=[A-Za-z0-9_-]{22}`).exec(mail.text ?? '')
  if (!found) throw new Error(`No link to ${path} in:\n${mail.text}`)
  return found[0]
}

const headerOf = (mail: Email, name: string): string | undefined =>
  mail.headers.find(({ key }) => key === name)?.value

const accountOf = (index: number): Account => {
  const account = server.accounts[index]
  if (!account) throw new Error('The server has made no accounts.')
  return account
}

const oneClickOf = (mail: Email): string =>
  /^<(.+)>$/.exec(headerOf(mail, 'list-unsubscribe') ?? '')?.[1] ?? ''

/** Mails to the reader. Administrators get a weekly mail as well, with the first start. */
const ofReader = (): string[][] => mailbox.recipients.filter((each) => each.includes(READER))

/** The mail by which the reader heard of the change. */
let digest: Email

describe('a reader and a law that changes', () => {
  it('subscribes, confirms by the mail, and hears at once what was and is now', async () => {
    const { page } = await watchedPage(running, 360)
    await page.setJavaScriptEnabled(false)
    const press = (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)])
    await page.goto(`${url}/subscribe?place=scotland`)
    await page.type('#address', READER)
    for (const box of await page.$$('input[name="places"]:checked')) await box.click()
    await page.click('input[name="places"][value="scotland"]')
    await press('form .button')

    const confirmation = await mailbox.wait(({ subject }) => subject?.includes('confirm') ?? false)
    await page.goto(linkIn(confirmation, '/subscribe/confirm'))
    await press('form .button')
    expect(await page.$eval('h1', (h1) => h1.textContent)).toContain('onfirmed')

    const [ada, ben] = await Promise.all(server.accounts.map((account) => colleague(url, account)))
    if (!ada || !ben) throw new Error('The server has made no accounts.')
    const { docs } = await ada<{ docs: { id: string; revision: number; penalty: string }[] }>(
      'GET',
      `/offences?where[key][equals]=${encodeURIComponent(ENTRY)}&depth=0`,
    )
    const [offence] = docs
    if (!offence) throw new Error(`There is no ${ENTRY}.`)
    const path = `/offences/${offence.id}`
    await ada('PATCH', path, { revision: offence.revision, penalty: 'Up to 14 years in prison.' })
    const { today } = await ada<{ today: string }>('GET', `${path}/desk`)
    await ada('POST', `${path}/desk/submit`, {
      revision: offence.revision + 1,
      changeNote: 'The highest sentence was raised.',
      changeKind: 'urgent',
      checkedOn: today,
      effectiveOn: '2026-11-21',
      goesLiveOn: null,
      corrects: null,
    })
    const { open } = await ben<{ open: { hash: string } | null }>('GET', `${path}/desk`)
    await ben('POST', `${path}/desk/approve`, { hash: open?.hash })

    digest = await mailbox.wait(({ subject }) => subject?.startsWith('Changes, ') ?? false)
    expect(ofReader()).toEqual([[READER], [READER]])
    expect(digest.subject).not.toMatch(/stalk|harass|scotland/i)
    const text = (digest.text ?? '').replace(/\s+/g, ' ')
    expect(text).toContain('Scotland')
    expect(text).toContain('The highest sentence was raised.')
    expect(text).toMatch(/Was:? .*prison/)
    expect(text).toMatch(/Is now:? .*14/)
    expect(text).toContain('21 November 2026')
    expect(text).toContain(`${url}/guides/scotland/`)
    expect(digest.html).toMatch(/<ins[^>]*>/)
    expect(digest.html).not.toMatch(/<img|<script|<link/i)
    expect(headerOf(digest, 'auto-submitted')).toBe('auto-generated')
    expect(headerOf(digest, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(oneClickOf(digest)).toContain(`${url}/subscribe/one-click?t=`)

    // What it tells of can be read: the page, and the digest on the web.
    expect(await (await fetch(`${url}/guides/scotland/`)).text()).toContain('14 years')
    const web = new RegExp(`${url}/subscribe/digests/\\S+`).exec(digest.text ?? '')?.[0] ?? ''
    const copy = await (await fetch(web)).text()
    const plain = (html: string): string =>
      html
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    const [, said = ''] = /<div class="told">([^]*)<\/div>\n<p class="rest">/.exec(copy) ?? []
    expect(plain(said)).toContain('14')
    expect(plain(digest.html ?? '')).toContain(plain(said))
  })
})

describe('mail to subscribers in the admin', () => {
  const main = (page: Page): Promise<string> =>
    page.$eval('.board', (board) => board.textContent.replace(/\s+/g, ' '))

  it('shows administrators numbers and runs, what would go out, and a digest; and pauses all', async () => {
    const { page, trouble } = await signIn(running, url, accountOf(0))
    await page.goto(`${url}/admin`)
    await page.waitForSelector('a[href="/admin/mailing"]')
    await goTo(page, `${url}/admin/mailing`, '.board button')
    expect(await main(page)).toContain('Mail to subscribers')
    expect(await main(page)).toMatch(/At once.* 1 sent\./)
    expect(await main(page)).not.toContain('@example.org')
    expect(await axeProblems(page, '.board')).toEqual([])

    const press = (words: string) => page.locator(`::-p-text(${words})`).click()
    await press('Look')
    await page.waitForFunction(() => document.querySelector('.board')?.textContent.includes('As of'))
    // A button that is disabled while it works keeps the focus, and one that is gone leaves it to its heading.
    const keepsFocus = (): Promise<unknown> =>
      page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body)
    await keepsFocus()
    await picture(page, '11-mailing', '.board')
    await press('Send it to me')
    const test = await mailbox.wait(({ subject }) => subject?.startsWith('Test: ') ?? false)
    expect(mailbox.recipients.at(-1)).toEqual([accountOf(0).email])
    expect(test.text).toContain('Is now:')

    await press('Pause all digests')
    await page.waitForSelector('::-p-text(All digests are paused)')
    await keepsFocus()
    await press('Let digests go out again')
    await page.waitForSelector('::-p-text(Digests go out)')

    expect(trouble).toEqual([])
    const preview = await page.goto(`${url}/api/preview/digest?kind=weekly&place=scotland&format=html`)
    expect(preview?.status()).toBe(200)
    expect(await page.$eval('body', (body) => body.textContent)).toContain('Stalking')
  })

  it('shows others nothing of it', async () => {
    const { page } = await signIn(running, url, accountOf(1))
    await goTo(page, `${url}/admin/mailing`, '.board')
    expect(await main(page)).toContain('Only administrators')
    expect(await page.$('a[href="/admin/mailing"]')).toBeNull()
    const ben = await colleague(url, accountOf(1))
    await expect(ben('POST', '/globals/mailing/pause', { paused: true })).rejects.toThrow('403')
    const preview = await page.goto(`${url}/api/preview/digest?kind=weekly&place=scotland`)
    expect(preview?.status()).toBe(403)
  })
})

describe('the reader of a mail', () => {
  it('leaves by one click, which no scanner makes', async () => {
    const { page } = await watchedPage(running, 360)
    // A scanner that opens every link changes nothing.
    for (const [link] of (digest.text ?? '').matchAll(/http:\S+/g)) await fetch(link)
    const oneClick = oneClickOf(digest)
    await fetch(oneClick)
    await page.goto(linkIn(digest, '/subscribe/manage'))
    const choices = await page.$eval('main', (main) => main.textContent)
    expect(choices).toContain('Erase everything now')
    expect(choices).not.toContain(READER)

    const left = await fetch(oneClick, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(left.status).toBe(200)
    await page.goto(linkIn(digest, '/subscribe/leave'))
    expect(await page.$eval('main', (main) => main.textContent)).toMatch(/unsubscribed|left|no more/i)
    expect(ofReader()).toHaveLength(2)
  })
})
