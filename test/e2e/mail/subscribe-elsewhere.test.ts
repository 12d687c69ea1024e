import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchedPage } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { publishedGuideFolder, recourse } from '../../support/command.ts'
import { tokenFor } from '../../support/mail/mail-link.ts'
import { noNginx, startNginxWith, type Nginx } from '../../support/nginx.ts'
import { emptyFolder } from '../../support/publish/pushing.ts'
import { freePort, startServer, type RunningServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

/** The pages are on one origin, served by nginx from a pushed release, and the server is on another. */
interface Apart {
  pages: string
  server: string
  dataDir: string
  stop: () => Promise<void>
}

/** @param isSentThere whether readers are sent to the server, rather than passed on by nginx. */
async function startApart(isSentThere: boolean): Promise<Apart> {
  const [atPages, atServer] = [await freePort(), await freePort()]
  const [pages, server] = [`http://127.0.0.1:${atPages}`, `http://127.0.0.1:${atServer}`]
  const dataDir = await publishedGuideFolder()
  const target = emptyFolder()
  const env = {
    PUBLIC_URL: pages,
    SERVER_URL: server,
    PUBLISH_TO: target,
    TRUSTED_PROXIES: '127.0.0.1',
    ...(isSentThere && { SUBSCRIBE_URL: server }),
  }
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await recourse(dataDir, args, { env })
    if (code !== 0) throw new Error(`recourse ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
    return stdout
  }
  await run('publish')
  await run('push')
  const running: RunningServer = await startServer([], dataDir, { ...env, PORT: String(atServer) })
  const nginx: Nginx = await startNginxWith(await run('hosts', 'nginx'), atPages)
  return {
    pages,
    server,
    dataDir,
    stop: async () => {
      await nginx.stop()
      await running.stop()
      for (const each of [dataDir, target]) rmSync(each, { recursive: true, force: true })
    },
  }
}

/** The link in the newest mail of a kind, as its recipient sees it. */
const linkIn = (dataDir: string, path: string): Promise<string> =>
  until(async () => {
    const folder = join(dataDir, 'mail')
    if (!existsSync(folder)) return null
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const plain = mails.map((mail) => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '='))
    return (
      plain.flatMap((mail) => new RegExp(`https?://[^\\s"<]*${path}[^\\s"<]*`).exec(mail) ?? [])[0] ?? null
    )
  })

const heading = (page: Page): Promise<string> => page.$eval('h1', (h1) => h1.textContent)
const press = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.click(selector)])
}
const originOf = (page: Page): string => new URL(page.url()).origin

describe.skipIf(noNginx)('subscribing where pages and server are apart (needs the program nginx)', () => {
  let running: Borrowed
  beforeAll(async () => {
    running = await borrowBrowser()
  })
  afterAll(() => running?.close())

  it.each([
    ['passed on by the host of the pages', false],
    ['sent to the server’s own address', true],
  ])('a reader who is %s subscribes, confirms, manages and leaves', async (_name, isSentThere) => {
    const { pages, server, dataDir, stop } = await startApart(isSentThere)
    const forms = isSentThere ? server : pages
    try {
      const { page, trouble } = await watchedPage(running, 390)
      await page.goto(`${pages}/guides/scotland/`)
      await press(page, '.print-links a[href^="/subscribe"]')
      expect([originOf(page), await heading(page)]).toEqual([forms, 'Changes by mail'])
      await page.type('#address', 'iris@mailbox.example')
      await press(page, 'form .button')
      expect([originOf(page), await heading(page)]).toEqual([forms, 'Look into your mail'])

      const confirm = await linkIn(dataDir, '/subscribe/confirm')
      expect(new URL(confirm).origin).toBe(forms)
      await page.goto(confirm)
      await press(page, 'form .button')
      expect(await heading(page)).toBe('Confirmed')
      // Back to the pages: those that readers came from.
      await press(page, '.links a[href$="/changes/"]')
      expect(page.url()).toBe(`${pages}/changes/`)
      await page.goBack()

      // A link in an old mail leads to the pages, whichever way is set today.
      const token = await tokenFor(dataDir, 'mail')
      await page.goto(`${pages}/subscribe/manage?t=${token}`)
      expect(originOf(page)).toBe(forms)
      await page.click('input[value="daily"]')
      await press(page, 'button[value="save"]')
      expect(await page.$eval('.notice', (notice) => notice.textContent)).toBe('Saved.')
      await press(page, 'a[href^="/subscribe/leave"]')
      await press(page, 'form .button')
      expect(await heading(page)).toBe('You are unsubscribed')
      // One click of a mail program goes straight to the forms: such programs follow no redirect.
      const clicked = await fetch(`${forms}/subscribe/one-click?t=${token}`, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        redirect: 'manual',
      })
      expect(clicked.status).toBe(200)
      await press(page, '.links a[href^="/subscribe/manage"]')
      await press(page, 'button[value="erase"]')
      expect([originOf(page), await heading(page)]).toEqual([forms, 'Everything is erased'])
      await press(page, '.masthead__home')
      expect(page.url()).toBe(`${pages}/`)
      expect(await page.cookies()).toEqual([])
      expect(trouble).toEqual([])
      await page.browserContext().close()
    } finally {
      await stop()
    }
  })
})
