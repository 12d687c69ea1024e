import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchedPage, type Watched } from '../../support/browser.ts'
import { borrowBrowser, type Borrowed } from '../../support/browsers.ts'
import { publishedGuideFolder } from '../../support/command.ts'
import { colleague, type Api } from '../../support/desk/colleague.ts'
import { PATIENCE } from '../../support/patience.ts'
import { environment, freePort, startServer, type RunningServer } from '../../support/server.ts'

const dataDir = await publishedGuideFolder()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const GUIDE = `${url}/guides/scotland/`

/** A checkout of its own: templates are changed in it. */
const checkout = mkdtempSync(join(tmpdir(), 'recourse-checkout-'))
for (const part of readdirSync('.'))
  if (/^(bin|collections|pipelines|scripts|src|templates)$|^[^.].*\.(json|ts|mjs)$/.test(part))
    cpSync(part, join(checkout, part), { recursive: true })
symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'))
const TEMPLATE = join(checkout, 'templates/pages/guide.hbs')
const template = readFileSync(TEMPLATE, 'utf8')

let server: RunningServer
let preview: ChildProcess
let said = ''
let running: Borrowed
let tab: Watched
let ada: Api

beforeAll(async () => {
  server = await startServer([], dataDir)
  preview = spawn(
    process.execPath,
    ['bin/recourse.mjs', 'preview', '--working-copies', '--port', String(port)],
    {
      cwd: checkout,
      env: { ...environment(dataDir, port), HOST: '0.0.0.0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  await new Promise<void>((ready, failed) => {
    for (const stream of [preview.stdout, preview.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes(`${url}/`)) ready()
      })
    preview.once('exit', (code) => failed(new Error(`It ended with ${code}: ${said}`)))
  })
  const [first] = server.accounts
  if (!first) throw new Error('There is no account.')
  ada = await colleague(server.url, first)
  running = await borrowBrowser()
  tab = await watchedPage(running)
})

afterAll(async () => {
  await running?.close()
  if (preview?.exitCode === null) {
    preview.kill('SIGTERM')
    await once(preview, 'exit')
  }
  await server?.stop()
  rmSync(checkout, { recursive: true, force: true })
})

/** Waits until the page that is open has these words. @returns milliseconds. */
async function until(page: Page, words: string): Promise<number> {
  const start = performance.now()
  await page.waitForFunction(
    (each) => document.body?.textContent.includes(each),
    { timeout: PATIENCE },
    words,
  )
  return performance.now() - start
}

describe('a preview beside a running server', () => {
  it('is for this machine alone, whatever HOST says, kept nowhere and found by nobody', async () => {
    const response = await fetch(GUIDE)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect(await response.text()).toContain('Not published.')
    // Another address of the same machine is not listened on.
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow()
    const elsewhere = await new Promise<number>((done) => {
      void import('node:net').then(({ connect }) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write('GET / HTTP/1.1\r\nHost: guides.example.org\r\n\r\n'),
        )
        socket.once('data', (data) => done(Number(/ (\d{3}) /.exec(data.toString())?.[1])))
      })
    })
    expect(elsewhere).toBe(403)
    expect((await fetch(`${url}/guides/nowhere/`)).status).toBe(404)
    expect((await fetch(GUIDE, { method: 'POST' })).status).toBe(405)
  })

  it('shows a template as it is saved, names the file and line of a mistake, and mends itself', async () => {
    const { page } = tab
    await page.goto(GUIDE)
    writeFileSync(TEMPLATE, template.replace('<h1>', '<hr id="tried"><h1>'))
    await page.waitForSelector('#tried', { timeout: PATIENCE })
    expect(await page.$eval('h1', (heading) => heading.textContent)).toContain('Scotland')

    writeFileSync(TEMPLATE, `${template}\n{{#if x}}\n`)
    await until(page, 'templates/pages/guide.hbs: Parse error on line')
    expect(tab.trouble.filter((each) => /Content Security Policy/i.test(each))).toEqual([])
    writeFileSync(TEMPLATE, template)
    await page.waitForSelector('[data-kind=emergency]', { timeout: PATIENCE })
    expect(await page.$('#tried')).toBeNull()
    tab.trouble.length = 0
  })

  it('shows what is saved at the desk, and readers do not see it', async () => {
    const { page } = tab
    await page.goto(GUIDE)
    const { docs } = await ada<{ docs: { id: string; revision: number }[] }>(
      'GET',
      '/offences?where[key][equals]=scotland/offence/stalking&depth=0',
    )
    const [offence] = docs
    if (!offence) throw new Error('There is no such offence.')
    await ada('PATCH', `/offences/${offence.id}`, {
      revision: offence.revision,
      penalty: 'Up to 33 years in prison.',
    })
    await until(page, 'Up to 33 years in prison.')
    expect(await (await fetch(`${server.url}/guides/scotland/`)).text()).not.toContain('33 years')
    expect(said).not.toMatch(/error/i)
  })

  it('prints what it shows', async () => {
    const response = await fetch(`${GUIDE}scotland.a4.pdf`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it('ends when it is told to, and leaves nothing in the data folder', async () => {
    const before = readdirSync(join(dataDir, 'releases'))
    preview.kill('SIGTERM')
    await once(preview, 'exit')
    expect(readdirSync(join(dataDir, 'releases'))).toEqual(before)
    expect(readdirSync(dataDir).filter((name) => /preview/.test(name))).toEqual([])
  })
})
